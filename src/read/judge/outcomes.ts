import { boundsOf } from '../facts/bounds.ts'
import type { JudgedCode } from '../judged.ts'
import type { Hit } from '../words/index.ts'
import { type Context, isCode } from './context.ts'
import type { Note } from './notes.ts'

export const SENTENCES = /(?<=[.!?])\s+|(?<=[。！？])/
/** Stands for a command in the words of the line that carries it. */
export const COMMAND = '◇'

/** The sentence of a text that says how "this command" should end, and the words that say it. */
export function statedOutcome(
  context: Context,
  text: string,
): { readonly text: string; readonly words: string } | null {
  for (const sentence of text.split(SENTENCES)) {
    const hit = context.vocabulary.leadingPhrase('stated', sentence)
    if (hit !== null) return { text: sentence, words: hit.entry }
  }
  return null
}

/** Words that state how something is, not what is to be done about it. */
export const states = (text: string): boolean =>
  /\b(?:pass|passe[sd]|passing|no \w+|without (?:any )?\w+|returns?|shows?|compiles?|working \(|success|normal|applied|\d)/i.test(
    text,
  )

/** "Data should load without errors", where checks are described: the sentence, and the words that say it. */
export function appears(context: Context, note: Note): { readonly text: string; readonly words: string } | null {
  if (note.role !== 'verify' || note.place === 'heading' || note.place === 'row' || note.place === 'comment')
    return null
  for (const sentence of note.text.split(SENTENCES)) {
    const hit = context.vocabulary.phrase('appears', sentence)
    // "If all is well, you should be able to go on" goes on.
    if (hit !== null && context.vocabulary.leadingPhrase('if', sentence) === null)
      return { text: sentence, words: hit.entry }
  }
  return null
}

/** "-- A boat without a captain (should fail)" as a comment: the words that say so. */
export function failsInBrackets({ vocabulary }: Context, note: Note): Hit | null {
  const inner = note.place === 'comment' ? /[(（]([^()（）]{1,60})[)）]\s*$/.exec(note.text)?.[1] : undefined
  return inner === undefined ? null : vocabulary.leadingPhrase('expected', inner)
}

/** What a line says behind the command that it carries: "◇ (should fail)". */
export function statedBehind(context: Context, around: string) {
  const at = around.lastIndexOf(COMMAND)
  return at < 0 ? null : statedOutcome(context, `it ${around.slice(at + 1).replace(/^[\s(,:—–-]+/, '')}`)
}

/**
 * "Unset → the page shows an error. Make one with `openssl rand`": what happens without a setting is no outcome of the
 * command that a later sentence names.
 */
export function ofAnotherCase(context: Context, text: string, outcome: Hit): boolean {
  const at = text.indexOf(COMMAND)
  if (at < outcome.index || !/[.!?]\s|[。！？]/.test(text.slice(outcome.index, at))) return false
  const sentence = text.slice(0, outcome.index).split(SENTENCES).at(-1) ?? ''
  return /→|⇒|->|=>/.test(sentence) || context.vocabulary.leadingPhrase('if', sentence) !== null
}

/** "Response time should be < 200ms": a bound that is said to hold, not one that is only named. */
export const statesBound = (context: Context, text: string): boolean =>
  context.vocabulary.phrase('should', text) !== null && boundsOf(context.vocabulary, text).length > 0

/**
 * Whether a paragraph speaks about a command: it stands in the block of it or right behind, or behind another paragraph
 * that does (`told` are those).
 */
export function speaksAbout(
  context: Context,
  command: JudgedCode | undefined,
  note: Note,
  told: ReadonlySet<number>,
): boolean {
  if (command === undefined) return false
  if (note.place === 'comment') return note.block === command.block
  if (note.place !== 'paragraph') return false
  const before = context.document.blocks[note.block - 1]
  return (
    note.block === command.block ||
    note.block - 1 === command.block ||
    told.has(note.block) ||
    told.has(before?.at ?? -1)
  )
}

/** "The next command should fail:" in front of a block: the index of that block's command. */
export function announced(context: Context, code: readonly JudgedCode[], note: Note): number | null {
  const below = context.document.blocks[note.block + 1]
  if (note.place !== 'paragraph' || below === undefined || !isCode(below) || !/[:：]\s*$/.test(note.text)) return null
  const at = code.findIndex((one) => one.block === below.at && one.use === 'run')
  return at < 0 ? null : at
}
