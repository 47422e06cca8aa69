import { letters } from '../characters.ts'

/** Pictures and marks, and what counts the line: "3.", "4.2", "Step 1.8:". */
const MARKS = new RegExp(`^[^${letters}\\d]+`, 'i')
const COUNTED = new RegExp(
  `^(?:[${letters}]{2,14}\\.? ?)?\\d{1,3}(?:(?:\\.\\d{1,3})*\\s*[.):：–—-](?!\\d)|(?:\\.\\d{1,3})+(?=\\s))\\s*[^${letters}\\d]*`,
  'i',
)

/** A line's words without the marks that stand before them. */
export const behindMarks = (text: string): string => text.replace(MARKS, '')

/** A line's words without the marks and the count that stand before them. */
export function behindNumbering(text: string): string {
  const words = behindMarks(text)
  const rest = words.replace(COUNTED, '')
  return rest === '' ? words : rest
}
