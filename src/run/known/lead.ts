import type { Blank, Span } from '../../plan/index.ts'
import type { RunState } from '../state.ts'

/** The words before a blank on its line; where it stands alone on it, the heading or label above it. */
export function leadOf({ source }: RunState, { span }: { readonly span: Span }, blank: Blank): string {
  const lines = source.text.slice(span.start, blank.span.start).toLowerCase().split('\n')
  const own = lines.at(-1) ?? ''
  if (/[\p{L}\p{N}]/u.test(own)) return own
  const isLabel = (line: string) => /^\s*#{1,6}\s|[:：]\s*$/.test(line.replace(/[*_]+/g, ''))
  return lines.slice(0, -1).findLast(isLabel) ?? ''
}
