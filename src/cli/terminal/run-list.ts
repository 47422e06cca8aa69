import type { RunHeader } from '../../engine/ports.ts'
import { wrap } from './cells.ts'
import type { Look } from './look.ts'
import { short } from './run-views.ts'
import { duration, moment } from './times.ts'
import { oneLine } from './words.ts'

/** The runs of a store, newest first, two lines each; what to do first when there is none. */
export function runListLines(runs: readonly RunHeader[], now: number, look: Look): string[] {
  if (runs.length === 0) return wrap('No runs here yet. Start with: holdpoint inspect FILE', look.caps.width)
  return runs.flatMap((header) => {
    const state = header.outcome ?? 'unfinished'
    const paint = header.outcome === 'done' ? look.good : header.outcome === null ? look.warn : look.bad
    const facts = [moment(header.createdAt), `${duration(now - header.updatedAt)} since its last event`]
    if (header.environment) facts.unshift(oneLine(header.environment, look))
    if (header.rehearsal) facts.unshift('rehearsal')
    const title = `${oneLine(header.document, look)}, ${oneLine(header.title, look)}`
    const head = wrap(`${short(header.run)} ${state}: ${title}`, look.caps.width, '  ')
    return [
      ...head.map((line, at) => (at === 0 ? line.replace(state, paint(state)) : line)),
      ...wrap(`  ${facts.join(', ')}`, look.caps.width, '  ').map(look.dim),
    ]
  })
}
