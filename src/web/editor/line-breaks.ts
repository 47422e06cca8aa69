/** What ends the lines of a text that is edited: the bytes of all that nobody touches stay as they are. */
type LineBreak = '\n' | '\r\n' | '\r'

/**
 * The one that ends every line. In a text that mixes them it is the line feed: carriage returns then stand in the lines as
 * characters of their own, and stay.
 */
export function lineBreakOf(text: string): LineBreak {
  const [all, windows, feeds] = [/\r\n|\n|\r/g, /\r\n/g, /\n/g].map((one) => text.match(one)?.length ?? 0)
  if (windows !== undefined && windows > 0 && windows === all) return '\r\n'
  return all !== undefined && all > 0 && feeds === 0 ? '\r' : '\n'
}

/** What is pasted or typed in, with the breaks of the text that it comes into. */
export const inBreaks = (text: string, lineBreak: LineBreak): string => text.replace(/\r\n|\n|\r/g, lineBreak)

/** Where an offset of the text is in the editor, to which each break is one character. `line`: of the offset, 1-based. */
export const placeIn = (offset: number, line: number, lineBreak: LineBreak): number =>
  offset - (line - 1) * (lineBreak.length - 1)
