import type { Recorded, RunState } from '../run/index.ts'
import { apply, edits, inEncoding } from './edits.ts'
import { facts } from './facts.ts'
import { places } from './places.ts'
import { recordSection } from './section.ts'

/**
 * The document, filled in: its source byte for byte except for `edits(state)`, then the record's own section. To be
 * written in the encoding of `state.source`.
 */
export const markdown = (state: RunState, history: readonly Recorded[]): string =>
  apply(state.source.text, edits(state)) + appended(state, history)

/**
 * What a record appends, in the document's own line ends: closes what the document left open, then the section between
 * two comments by which a program finds it.
 */
export function appended(state: RunState, history: readonly Recorded[]): string {
  const source = state.source.text
  const { closing } = places(source)
  const parts = [
    source === '' || source.endsWith('\n') ? '' : '\n',
    closing === '' ? '' : `${closing}\n`,
    `\n<!-- holdpoint record ${state.id.replace(/[^\w.-]/g, '')} -->\n\n`,
    recordSection(facts(state, history)),
    '\n<!-- end of record -->\n',
  ]
  const text = inEncoding(state, parts.join(''))
  return /\r\n/.test(source) ? text.replace(/\n/g, '\r\n') : text
}
