import type { Vocabulary } from '../words/index.ts'

/** Texts of one document; a longer one is not written by a person, and is read without a memory. */
const MOST = 10_000

/**
 * The same function, which looks at each text of a document once: several rules ask about it. What it knows goes with
 * the vocabulary, of which every reading has its own.
 */
export function remembered<Result>(find: (vocabulary: Vocabulary, text: string) => Result) {
  const known = new WeakMap<Vocabulary, Map<string, Result>>()
  return (vocabulary: Vocabulary, text: string): Result => {
    const texts = known.get(vocabulary) ?? new Map<string, Result>()
    if (texts.size === 0) known.set(vocabulary, texts)
    const before = texts.get(text)
    if (before !== undefined) return before
    const found = find(vocabulary, text)
    if (texts.size < MOST) texts.set(text, found)
    return found
  }
}
