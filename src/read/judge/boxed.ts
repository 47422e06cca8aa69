import type { Span } from '../../plan/index.ts'
import { leadingBoxes } from '../blocks/boxes.ts'
import { inlineText } from '../blocks/inline.ts'
import { isCommandLine } from '../facts/programs.ts'
import type { JudgedCode, JudgedLine } from '../judged.ts'
import { shellFacts } from './command-facts.ts'
import type { Context } from './context.ts'

/** Boxes of a line, where its words begin, and what they say. */
export function boxesOnLine(context: Context, span: Span) {
  const marker =
    /^\s*(?:<!--\s*)?(?:(?:[-*+#]|\d+[.)])\s*)?(?:<[^>]*>\s*)?/.exec(
      context.lines.text.slice(span.start, span.end),
    )?.[0].length ?? 0
  const { boxes, after } = leadingBoxes(context.lines, span.start + marker, span.end)
  return { boxes, text: inlineText(context.lines, after, span.end) }
}

/** The commands that a box in a block of code carries: all of its words, or code spans among them. */
export function carriedOn(context: Context, code: Pick<JudgedCode, 'use'>, line: JudgedLine): readonly Span[] {
  if (line.is !== 'box' || code.use === 'shown') return []
  if (line.code !== null) return [line.code]
  const { text } = boxesOnLine(context, line.span)
  return text.code.flatMap((one) => (isCommandLine(one.text) ? [one.span] : []))
}

/** Commands on the boxes of blocks: each is done where its box stands, between what stands above and below it. */
export const judgeBoxed = (context: Context, code: readonly JudgedCode[]): JudgedCode[] =>
  code.flatMap((block) =>
    block.lines.flatMap((line): JudgedCode[] => {
      const pieces = carriedOn(context, block, line)
      const [first, last] = [pieces[0], pieces.at(-1)]
      if (first === undefined || last === undefined) return []
      const own = {
        block: block.block,
        form: 'inline' as const,
        span: { ...first, end: last.end, endLine: last.endLine },
        pieces,
        transcript: false,
        lines: [],
      }
      const why = { rule: 'inline-on-a-box', words: context.lines.text.slice(first.start, first.end) }
      return [{ ...own, language: 'bash', use: 'run', reason: '', ...shellFacts(context, own), why }]
    }),
  )
