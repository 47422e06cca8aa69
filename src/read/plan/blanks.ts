import type { Blank, Span } from '../../plan/index.ts'
import type { Judged } from '../judged.ts'
import { spanOf } from '../lines.ts'
import { matchesOf } from '../matches.ts'

const RULED = /_{3,}|\.{6,}|\[[\p{L}\p{M} ]{1,24}\]/gu
/** What a template leaves open, besides: `<version>`, `{{ date }}`, `[List key features]`, `v1.X.X`, `YYYY-MM-DD`. */
const OPEN =
  /_{3,}|\[(?![ xX]?\]|\[)[^\][\n]{1,60}\](?![([])|<(?![/!]|(?:a|b|i|p|br|hr|em|img|div|sub|sup|ul|ol|li|table|tr|td|th|code|pre|strong|details|summary|h[1-6])\b)[\p{L}][^<>\n]{0,40}>|\{\{?[^{}\n]{1,40}\}?\}|\bYYYY[-/]?MM[-/]?DD\b|\bv?\d+(?:\.\d+)?(?:\.[Xx])+\b|\bv?[Xx]\.[Yy](?:\.[Zz])?\b/gu

/** The places to fill in of one line, each with the words before it as its label. */
export function blanksIn(judged: Judged, span: Span): Blank[] {
  return found(judged, span, RULED, (text) => isFillIn(judged, text))
}

/** The places that a template leaves open: what stands in brackets says what belongs there. */
export function openIn(judged: Judged, span: Span): Blank[] {
  return found(judged, span, OPEN, () => true)
}

/** `Started:` with nothing behind it, where no list of its own stands below: it is written at the end of the line. */
export function emptyIn({ document }: Judged, span: Span): Blank[] {
  const { text } = document.source
  const lines = { text, starts: document.lineStarts }
  return matchesOf(LABEL, text.slice(span.start, span.end)).map((match) => {
    const at = span.start + match.index + match[0].trimEnd().length
    return { span: spanOf(lines, at, at), label: match[1] ?? '' }
  })
}

const LABEL = /^(?:[-*] )?(\p{L}[^:：\n]{0,40})[:：][ \t]*\r?$(?!\n(?:[ \t]+\S|[-*•\d]))/gmu

/** `[Name]`, `[date]`: a word for something that is written by hand. `[Link]` may be anything. */
function isFillIn({ vocabulary }: Judged, text: string): boolean {
  if (!text.startsWith('[')) return true
  const words = text.slice(1, -1)
  return vocabulary.leadingPhrase('fill-in', words)?.text.length === words.length
}

function found({ document }: Judged, span: Span, pattern: RegExp, isBlank: (text: string) => boolean): Blank[] {
  const { text } = document.source
  const lines = { text, starts: document.lineStarts }
  const blanks: Blank[] = []
  let from = span.start
  for (const match of matchesOf(pattern, text.slice(span.start, span.end))) {
    if (!isBlank(match[0])) continue
    const start = span.start + match.index
    const end = start + match[0].length
    const said = /^[[<{]+\s*(.*?)\s*[\]>}]+$/s.exec(match[0])?.[1]
    const label = pattern === OPEN && said !== undefined ? said : labelBefore(text.slice(from, start))
    blanks.push({ span: spanOf(lines, start, end), label })
    from = end
  }
  return blanks
}

const labelBefore = (words: string): string =>
  (words.split(/[\r\n]/).at(-1) ?? '')
    .replace(/^[\s|*>+-]+|\[[ xX]?\]|[*`|]/g, '')
    .replace(/[\s:：_]+$/, '')
    .trim()

const CELL = /^\s*(_{2,}|\.{3,})?\s*([^\s_.|]{1,12})?\s*$/

/** The place for a value in a cell that holds nothing, or a blank with its unit ("___ms"); null: it holds something. */
export function valueBlank(judged: Judged, span: Span, label: string): Blank | null {
  const cell = judged.document.source.text.slice(span.start, span.end)
  if (isEmptyCell(judged, cell.trim())) return { span, label }
  // A comment alone, such as a check, leaves the cell open: the value goes before it.
  const comment = /^\s*(?=<!--(?:(?!-->).)*-->\s*$)/.exec(cell)
  if (comment !== null) {
    const at = span.start + comment[0].length
    return { span: { ...span, start: at, end: at }, label }
  }
  const match = CELL.exec(cell)
  if (match?.[1] === undefined) return null
  const start = span.start + cell.indexOf(match[1])
  return { span: { ...span, start, end: start + match[1].length }, label }
}

const EMPTY = /^(?:_{2,}|\.{3,}|\[\s*\]|tbd|tba)?$/i

const isEmptyCell = (judged: Judged, plain: string) =>
  EMPTY.test(plain) || (/^\[[^\][]+\]$/.test(plain) && isFillIn(judged, plain))

/** Cells of a table's row that wait for a value, labelled by their column. */
export function blankCells(
  judged: Judged,
  cells: readonly { readonly span: Span; readonly plain: string }[],
  header: readonly string[],
): Blank[] {
  return cells.flatMap((cell, at) =>
    isEmptyCell(judged, cell.plain) ? [{ span: cell.span, label: header[at] ?? '' }] : [],
  )
}
