import type { StepId } from '../../plan/index.ts'
import type { Forecast, RunState } from '../../run/index.ts'
import { cells, wrap } from './cells.ts'
import type { Look } from './look.ts'
import { duration, moment } from './times.ts'
import { count, indexOf, list, oneLine } from './words.ts'

/** What a rehearsal foresees for the release: times section by section, what they follow from, and what was never rehearsed. */
export function forecastLines(
  state: RunState,
  { sections, planned, path, total, unknown, latestStart }: Forecast,
  never: readonly StepId[],
  until: number | null,
  look: Look,
): string[] {
  const { width } = look.caps
  const known = sections.filter((one) => one.planned !== null || one.learned !== null)
  const say = (text: string) => wrap(`  ${text}`, width, '    ')
  const names = known.map(({ title }) => oneLine(title, look))
  const longest = Math.min(40, Math.max(0, ...names.map(cells)))
  const steps = path.map(({ title, seconds, of }) => {
    const who = of === 'people' ? 'people, ' : of === 'watch' ? 'watching, ' : ''
    return `${oneLine(title, look)} (${who}${time(seconds)})`
  })
  return [
    look.bold('Forecast'),
    ...known.map(({ planned, learned, unknown }, at) => {
      const parts = [
        planned === null ? '' : `${time(planned)} by the document`,
        learned === null ? '' : `${time(learned)} in earlier runs`,
        unknown === 0 ? '' : `${count(unknown, 'step')} unknown`,
      ].filter(Boolean)
      return `  ${(names[at] ?? '').padEnd(longest)}  ${parts.join(', ')}`
    }),
    ...(total === 0
      ? say('Neither the document nor an earlier run tells how long any step takes.')
      : [
          ...say(
            `${unknown.length === 0 ? 'Takes' : 'Takes at least'} ${time(total)}${planned === null ? '' : `, the document says ${time(planned)}`}.`,
          ),
          ...say(`One after the other: ${steps.join(', ')}.`),
        ]),
    ...(unknown.length === 0 ? [] : say(`How long it takes is not known of ${places(state, unknown)}.`)),
    ...(until === null || latestStart === null
      ? []
      : say(`To be over by ${moment(until)} it must begin by ${moment(latestStart)}.`).map(look.warn)),
    ...(never.length === 0
      ? say('Every step was rehearsed as it stands.')
      : say(`Never rehearsed as they stand: ${places(state, never)}.`).map(look.warn)),
  ]
}

const time = (seconds: number) => duration(seconds < 60 ? seconds * 1000 : Math.round(seconds / 60) * 60_000)

/** `3 steps (lines 4, 9 and 12)`; of many the first ones. */
function places({ plan }: RunState, ids: readonly StepId[]): string {
  const lines = [...new Set(ids.map((id) => String(indexOf(plan).step(id).span.line)))]
  const shown = lines.length > 12 ? [...lines.slice(0, 11), `${lines.length - 11} more`] : lines
  return `${count(ids.length, 'step')} (${lines.length === 1 ? 'line' : 'lines'} ${list(shown)})`
}
