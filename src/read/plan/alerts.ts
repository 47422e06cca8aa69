import type { Alert, Procedure } from '../../plan/index.ts'
import { boundsOf } from '../facts/bounds.ts'
import { amountOf } from '../facts/times.ts'
import type { Judged } from '../judged.ts'
import { inside } from './inside.ts'
import type { Sections } from './sections.ts'

/**
 * Bounds that must not be reached: those of the conditions under which a way back starts, and those of lines that speak of
 * alerts or stand under one that does ("Set up alerts for:", "CPU > 80% for 5 minutes").
 */
export function alertsOf(judged: Judged, sections: Sections, procedures: readonly Procedure[]): Alert[] {
  const triggers = procedures.flatMap(({ id, triggers }) =>
    triggers.flatMap(({ text, span }) => boundIn(judged, { text, span, procedure: id })),
  )
  const told = new Set(triggers.map(({ span }) => span.line))
  const under = underAlerts(judged, sections)
  const calling = judged.document.blocks.flatMap((block) => {
    if (!('text' in block) || (block.kind !== 'item' && block.kind !== 'paragraph')) return []
    const text = block.text.plain
    if (told.has(block.span.line) || inside(judged.triggers, block.text.span).length > 0) return []
    if (!/\d/.test(text) || under[block.at] !== true) return []
    return boundIn(judged, { text, span: block.text.span, procedure: null })
  })
  return [...triggers, ...calling].sort((a, b) => a.span.start - b.span.start)
}

type Told = Pick<Alert, 'text' | 'span' | 'procedure'>

function boundIn({ vocabulary }: Judged, told: Told): Alert[] {
  const line = told.text.split('\n', 1)[0] ?? ''
  const bounds = boundsOf(vocabulary, line)
  const [bound] = bounds
  if (bound === undefined) return []
  const { index, words, op, value, unit } = bound
  const about = line.slice(0, index).trim()
  // "errors > 10 for 5 minutes": what stands behind the number is no unit there.
  const isUnit = unit === '' || vocabulary.leadingPhrase('for', unit) === null
  const after = line.slice(isUnit ? index + words.length : line.indexOf(unit, index))
  const lead = vocabulary.leadingPhrase('for', after.trimStart())
  const amount = lead === null ? null : amountOf(vocabulary, after.trimStart().slice(lead.text.length))
  return about === ''
    ? []
    : [{ ...told, text: line, about, op, value, unit: isUnit ? unit : '', lasting: amount?.seconds ?? null }]
}

/** For each block whether it speaks of alerts: itself, what it stands in, the line that leads to its list, or its heading. */
function underAlerts({ vocabulary, document }: Judged, sections: Sections): readonly boolean[] {
  const says = (text: string) => vocabulary.phrase('alert', text) !== null
  const headed = sections.all.map(({ title }) => says(title))
  const leads = new Map<number, boolean>()
  const under: boolean[] = []
  for (const block of document.blocks) {
    const within = block.parent ?? -1
    const own = 'text' in block && says(block.text.plain)
    if (block.kind === 'paragraph') leads.set(within, own && block.text.plain.endsWith(':'))
    else if (block.kind !== 'item') leads.delete(within)
    const led = block.kind === 'item' && leads.get(within) === true
    under.push(own || led || under[within] === true || headed[sections.of[block.at] ?? -1] === true)
  }
  return under
}
