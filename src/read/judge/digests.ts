import type { Around, Line, Verdict } from './expectation-lines.ts'
import { speaksAbout } from './outcomes.ts'

/** "Hash of the file: 9f86d081…", in any language: a name, and a digest as programs print it. */
const DIGEST = /^[^:：]{1,60}[:：]\s*[*`"']*([0-9a-f]{32,128})(?![0-9a-f])[\s*`"'-]*$/i

/** A digest right behind a command, or as a comment in its block, is what the command has to print. */
export function asDigest({ context, code }: Around, told: ReadonlySet<number>, { note, near }: Line): Verdict {
  const text = DIGEST.exec(note.text)?.[1]
  if (text === undefined || near === null || !speaksAbout(context, code[near], note, told)) return undefined
  return { on: near, words: 'a digest', said: { kind: 'text', test: { is: 'text', text, sure: true } } }
}
