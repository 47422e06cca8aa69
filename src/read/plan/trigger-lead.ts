import type { DocBlock } from '../document.ts'
import type { Judged } from '../judged.ts'
import { within } from './sections.ts'

/**
 * Whether a sentence says when the whole way back is taken, and not when what stands below it applies: the first one under
 * the heading of a way back, and no later one there begins another case. Whoever has started it has answered that.
 */
export function leadsTheWayBack(judged: Judged, sentence: DocBlock): boolean {
  const { blocks } = judged.document
  const at = judged.sections.findIndex(({ heading }) => heading === sentence.at - 1)
  const section = judged.sections[at]
  if (section?.role !== 'rollback') return false
  const around = judged.sections.slice(0, at).findLast(({ level }) => level < section.level)
  if (around?.role === 'rollback') return false
  if (!judged.triggers.some(({ span }) => within(span, sentence.span))) return false
  const next = judged.sections[at + 1]?.heading ?? blocks.length
  return !blocks
    .slice(sentence.at + 1, next)
    .some(
      (block) =>
        block.kind === 'paragraph' &&
        (judged.vocabulary.leadingPhrase('if', block.text.plain) !== null ||
          [...judged.triggers, ...judged.conditions].some(({ span }) => within(span, block.span))),
    )
}
