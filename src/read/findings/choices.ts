import type { DocBlock } from '../document.ts'
import type { Judged } from '../judged.ts'
import type { Vocabulary } from '../words/index.ts'

/**
 * Indices of code blocks that are a list to choose from: the line or heading over them calls it one
 * ("Useful commands:").
 */
export function choicesIn({ document: { blocks }, vocabulary }: Judged): ReadonlySet<number> {
  return new Set(
    [...blocks.keys()].filter((at) => blocks[at]?.kind === 'code' && listsCommands(vocabulary, blocks[at - 1])),
  )
}

const listsCommands = (words: Vocabulary, over: DocBlock | undefined) =>
  (over?.kind === 'paragraph' || over?.kind === 'heading') &&
  over.text.plain.length < LEAD &&
  words.topic('shelf', over.text.plain) !== null

/** Characters of a line that introduces something; what is longer tells something of its own. */
const LEAD = 60
