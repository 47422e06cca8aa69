import type { Topic, Vocabulary } from '../words/index.ts'

/** "3.", "2.1 ", "B.", "二、", "（三）", "④". */
const ORDINAL =
  /^(?:\d+(?:[.-]\d+)*[.)．]?\s+|\d+(?:\.\d+)*[、．）]\s*|[一二三四五六七八九十]{1,3}[、．.]\s*|[（(][一二三四五六七八九十\d]{1,3}[)）]\s*|[A-Z][.)]\s+|[①-⑳]\s*)/
const AFTER_STEP = /^\s*\d*(?:\.\d+)*\s*[:：.)–—、-]\s*/

/** The words of a heading without its pictures, and without numbers or "Step 3:" before them. */
export function plainTitle(vocabulary: Vocabulary, text: string): string {
  const title = withoutPictures(text)
  const step = vocabulary.leadingPhrase('step', title)
  const after = step === null ? null : AFTER_STEP.exec(title.slice(step.text.length))
  if (step !== null && after !== null) return title.slice(step.text.length + after[0].length).trim()
  return title.replace(ORDINAL, '').trim()
}

/** "Backend (.env.example)": a file's name says nothing of what is done with it. */
const FILE_NAMED = /\s*[(（][\w./-]*\.[a-z]\w*[)）]/gi

export const withoutPictures = (text: string): string => {
  const words = text.replace(FILE_NAMED, '')
  // Most titles are ASCII, which has no pictures.
  const plain = /[\u0080-\uffff]/.test(words) ? words.replace(PICTURES, ' ') : words
  return plain.replace(/\s+/g, ' ').trim()
}

const PICTURES = /\p{Extended_Pictographic}|\uFE0F|\u200D|\u20E3/gu

/** Begins with an order: "Choose a plan", not "Build and packaging". */
export function tellsToDo(vocabulary: Vocabulary, title: string): boolean {
  const hit = vocabulary.leadingPhrase('instruct', title)
  return hit !== null && !/^(?:[-&/:]| ?(?:and|or|&|und|oder|et|ou|y|e|и)\s)/i.test(title.slice(hit.text.length))
}

/** Begins with an order to change something, not to look at something. */
export const tellsToChange = (vocabulary: Vocabulary, title: string): boolean =>
  vocabulary.leadingPhrase('work', title) !== null && !LOOKS.some((topic) => vocabulary.topic(topic, title) !== null)

/** What is looked at rather than changed. */
export const LOOKS: readonly Topic[] = ['verify', 'test', 'criteria', 'monitor']
