import type { JudgedCode } from '../judged.ts'
import { type Context, leadOf, wordsOf } from './context.ts'

const COMMENT = /^\s*(?:#+|\/\/+|--+|::|rem\b)\s*(.+)$/i
const TRAILING = /\s#\s+(.+)$/
/** How near in front of it something says that nobody is asked. */
const NEAR = 24
/** A longer line tells a story. */
const SHORT = 160
/** What may stand before it in a heading: "Step 3 — ". */
const LABELLED = 12

/**
 * Whether the document says beside a command that it waits for an answer ("# Type 'yes' to continue", "requires explicit
 * confirmation", "you will be asked for the pier"): its own comments, the line above it, the paragraph below it.
 */
export function saidToAsk(
  context: Context,
  { form, block, lines }: Pick<JudgedCode, 'form' | 'block' | 'lines'>,
): boolean {
  const { blocks } = context.document
  const source = context.lines.text
  const above = leadOf(context, block)
  const saidAbove = above?.at === block - 1 && asks(context, wordsOf(above))
  if (form === 'inline') return saidAbove || asks(context, wordsOf(blocks[block] ?? null))
  for (const { is, span } of lines) {
    const text = source.slice(span.start, Math.min(span.end, span.start + SHORT * 2))
    const said =
      is === 'comment' || is === 'offer'
        ? COMMENT.exec(text)?.[1]
        : is === 'code'
          ? TRAILING.exec(text)?.[1]
          : undefined
    if (said !== undefined && asks(context, said)) return true
  }
  const below = blocks[block + 1]
  if (below?.kind === 'paragraph' && asks(context, below.text.plain)) return true
  // "Step 3: Answer the questions" goes on where the command above it asks; a single word only names a mode.
  const next = below?.kind === 'heading' ? context.vocabulary.phrase('asks', below.text.plain) : null
  if (next !== null && next.index <= LABELLED && /\s|\p{Lo}{4}/u.test(next.text)) return true
  return saidAbove
}

function asks({ vocabulary }: Context, text: string): boolean {
  // What a long paragraph goes on to tell is no longer about the command.
  const first = /^(?:\s*\d+[.)])?.*?(?:[.!?。](?=\s|$)|$)/s.exec(text)?.[0] ?? text
  if (first.length > SHORT) return false
  const hit = vocabulary.phrase('asks', first)
  return hit !== null && vocabulary.phrase('spared', first.slice(Math.max(0, hit.index - NEAR), hit.index)) === null
}
