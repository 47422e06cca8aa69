import type { JudgedCode } from '../judged.ts'
import type { Hit } from '../words/index.ts'
import type { Context } from './context.ts'
import type { Classified } from './expectation-kind.ts'
import type { Note } from './notes.ts'
import { speaksAbout } from './outcomes.ts'

/** "Tables that will be created:" right behind a command: the boxes below it are what comes of the command. */
export function announcesMakes(context: Context, command: JudgedCode | undefined, note: Note): Hit | null {
  if (note.place !== 'paragraph' || !/[:：]\s*$/.test(note.text) || note.text.length > FAR) return null
  return speaksAbout(context, command, note, new Set()) ? context.vocabulary.phrase('makes', note.text) : null
}

const FAR = 120
const NUMBER_OF = /[(（]\s*~?\d[\d.,]*\s*\p{L}[\p{L}\s]*[)）]\s*$/u
const IN_BRACKETS = /[(（]([^()（）]{1,30})[)）]\s*$/

/**
 * What a box names as made: "`boats` (3 rows)" and "`ropes` (empty)" say how much of it. The command need not print
 * that, so a person looks.
 */
export function madeThing({ vocabulary }: Context, text: string): Classified {
  const inner = IN_BRACKETS.exec(text)?.[1] ?? ''
  const counted = NUMBER_OF.test(text) || vocabulary.leadingPhrase('empty', inner) !== null
  return { kind: counted ? 'count' : 'judgment', test: null }
}
