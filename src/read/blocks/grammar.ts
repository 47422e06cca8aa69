import { type BlockContext, type Line, type MarkdownConfig, type MarkdownParser, parser, Table } from '@lezer/markdown'

// `##Heading` is a heading to its author: two or more marks, directly before a letter, a digit or a picture.
const TIGHT = /^(#{2,6})(?=[^\s#])/
const TIGHT_WORDS = /^#+[\p{L}\p{N}\p{Extended_Pictographic}*]/u

/** The marks of such a heading; null for any other line, mostly by its first character. */
function tightMarks(line: Line): string | null {
  if (line.text.charCodeAt(line.pos) !== 35) return null
  const text = line.text.slice(line.pos)
  const marks = TIGHT.exec(text)?.[1]
  return marks !== undefined && TIGHT_WORDS.test(text) ? marks : null
}

const tightHeading: MarkdownConfig = {
  parseBlock: [
    {
      name: 'TightHeading',
      before: 'ATXHeading',
      parse(context: BlockContext, line: Line) {
        const marks = tightMarks(line)
        if (marks === null || line.indent >= line.baseIndent + 4) return false
        const from = context.lineStart + line.pos
        const mark = context.elt('HeaderMark', from, from + marks.length)
        context.addElement(context.elt(`ATXHeading${marks.length}`, from, context.lineStart + line.text.length, [mark]))
        context.nextLine()
        return true
      },
      endLeaf: (_, line) => tightMarks(line) !== null,
    },
  ],
}

/**
 * Block structure only. Inline content is scanned by `inline.ts`: the library's inline parsers take time in the square
 * of their input on hostile text (`docs/adr/0002-markdown-parser.md`).
 */
export const grammar: MarkdownParser = Object.assign(parser.configure([Table, tightHeading]), {
  parseInline: () => [],
})
