import type { JudgedCode, JudgedItem } from '../judged.ts'
import type { Hit } from '../words/index.ts'
import { type Commands, commandBefore } from './about.ts'
import type { Context } from './context.ts'
import type { Classified } from './expectation-kind.ts'
import type { Note } from './notes.ts'
import { besides } from './results.ts'

/** What the rules of expectations look at. */
export interface Around {
  readonly context: Context
  readonly code: readonly JudgedCode[]
  readonly commands: Commands
  readonly notes: readonly Note[]
  /** Items by their line. */
  readonly items: ReadonlyMap<number, JudgedItem>
  /** Lines that say how long something takes. */
  readonly timed: ReadonlySet<number>
}

/** A line that may state an outcome, and the commands that it can be about, as indices of the judged code. */
export interface Line {
  /** With `◇` for the commands that it carries. */
  readonly note: Note
  /** In `notes`. */
  readonly at: number
  readonly item: JudgedItem | undefined
  /** The command that it carries itself. */
  readonly carried: number | undefined
  /** The command of the block that it is a comment in. */
  readonly own: number | null
  /** `own`, else the one before it in its section. */
  readonly near: number | null
  /** `carried`, else `near`. */
  readonly on: number | null
  /** The words that say that something is expected. */
  readonly hit: Hit | null
}

/** What one line tells of a command's outcome; what is not given is the line itself and its kind. */
export interface Told {
  readonly on: number | null
  readonly words: string
  readonly text?: string
  readonly said?: Classified
}

/** What a rule makes of a line: an outcome, none at all (`null`), or nothing that it could say (`undefined`). */
export type Verdict = Told | null | undefined

export function lineAt({ context, code, commands, notes, items, timed }: Around, at: number, plain: Note): Line {
  const carried = plain.place === 'comment' ? undefined : commands.inlineAt.get(plain.span.line)
  const command = carried === undefined ? undefined : code[carried]
  const note = command === undefined ? plain : besides(context, command, plain)
  const own = note.code !== null && code[note.code]?.use === 'run' ? note.code : null
  const near = own ?? commandBefore(context, code, commands, notes[at] ?? plain)
  const hit = timed.has(note.span.line) ? null : context.vocabulary.phrase('expected', note.text)
  return { note, at, item: items.get(note.span.line), carried, own, near, on: carried ?? near, hit }
}

/** What nothing announced may be a description in the document's own words: a person judges where it isn't found. */
export const unsure = ({ kind, test }: Classified): Classified => ({
  kind,
  test: test?.is === 'text' ? { ...test, sure: false } : test,
})
