import { eastAsianWidth } from 'get-east-asian-width'

const printableAscii = /^[\x20-\x7e]*$/
/** Latin letters, punctuation, arrows, lines and marks: each is a grapheme, whatever stands beside it. */
const single =
  /^[\x20-\x7e\u00a1-\u00ac\u00ae-\u02ff\u2010-\u2027\u2030-\u205e\u2190-\u22ff\u2500-\u25ff\u2700-\u27bf]*$/
const emoji = /^\p{RGI_Emoji}$/v
const invisible = /^[\p{M}\p{Cf}]+$/u
// biome-ignore lint/suspicious/noControlCharactersInRegex: SGR sequences begin with ESC.
const colours = /\x1b\[[0-9;:]*m/g
// biome-ignore lint/suspicious/noControlCharactersInRegex: SGR sequences begin with ESC.
const pieces = /(\x1b\[[0-9;:]*m)/

/** Cells that a line takes on a terminal; colours take none, East Asian wide characters and emoji two. */
export function cells(line: string): number {
  const text = line.includes('\x1b') ? line.replace(colours, '') : line
  if (printableAscii.test(text)) return text.length
  let total = 0
  for (const grapheme of graphemes(text)) total += cellsOf(grapheme)
  return total
}

let segmenter: Intl.Segmenter | null = null

/** Characters as people count them. The library of the platform loads its tables for a text that needs them only. */
export function* graphemes(text: string): Generator<string> {
  if (single.test(text)) {
    yield* text
    return
  }
  segmenter ??= new Intl.Segmenter(undefined, { granularity: 'grapheme' })
  for (const { segment } of segmenter.segment(text)) yield segment
}

function cellsOf(grapheme: string): number {
  const first = grapheme.codePointAt(0) ?? 0
  // One character alone that is drawn as an emoji is wide in Unicode's table too.
  if (grapheme.length > (first > 0xffff ? 2 : 1) && emoji.test(grapheme)) return 2
  if (invisible.test(grapheme)) return 0
  return eastAsianWidth(first)
}

/** The line if it fits, else its beginning with `mark` at the end; colours are closed after a cut. */
export function cut(line: string, width: number, mark = '…'): string {
  if (line.length <= width && !line.includes('\x1b') && printableAscii.test(line)) return line
  if (cells(line) <= width) return line
  const room = Math.max(0, width - cells(mark))
  let used = 0
  let kept = ''
  for (const piece of line.split(pieces)) {
    if (piece.startsWith('\x1b')) {
      kept += piece
      continue
    }
    for (const segment of graphemes(piece)) {
      const next = cellsOf(segment)
      if (used + next > room) return `${kept}${kept.includes('\x1b') ? '\x1b[0m' : ''}${mark}`
      used += next
      kept += segment
    }
  }
  return kept
}

/**
 * Breaks uncoloured text into lines of at most `width` cells: between words, inside a word only when it alone is wider.
 * Lines after the first begin with `indent`. Line ends in the text are kept.
 */
export function wrap(text: string, width: number, indent = ''): string[] {
  const lines: string[] = []
  for (const paragraph of text.split('\n'))
    lines.push(...wrapParagraph(paragraph, width, lines.length ? indent : '', indent))
  return lines
}

function wrapParagraph(text: string, width: number, first: string, indent: string): string[] {
  const lines: string[] = []
  let line = first
  let used = cells(first)
  let empty = true
  const flush = () => {
    lines.push(line.trimEnd())
    line = indent
    used = cells(indent)
    empty = true
  }
  for (const word of text.split(/(?<= )(?! )/)) {
    const size = cells(word.trimEnd())
    if (!empty && used + size > width) flush()
    for (const part of used + size > width ? chop(word, Math.max(1, width - cells(indent))) : [word]) {
      if (!empty && used + cells(part.trimEnd()) > width) flush()
      line += part
      used += cells(part)
      empty = false
    }
  }
  flush()
  return lines
}

/** A word in pieces of at most `width` cells. */
function chop(word: string, width: number): string[] {
  const parts: string[] = []
  let part = ''
  let used = 0
  for (const segment of graphemes(word)) {
    const next = cellsOf(segment)
    if (used + next > width && part !== '') {
      parts.push(part)
      part = ''
      used = 0
    }
    part += segment
    used += next
  }
  if (part !== '') parts.push(part)
  return parts
}

/** Fills up with spaces to `width` cells. */
export const pad = (line: string, width: number): string => line + ' '.repeat(Math.max(0, width - cells(line)))
