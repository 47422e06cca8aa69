import type { StepId } from '../../plan/index.ts'

/** Who may answer a decision. Ways out (pause, abort, asking for the way back) and asking again are open to all. */
export interface Who {
  /** All of them, each by people of their own; empty: one person, whoever it is. */
  readonly needs: readonly Need[]
  /** Never one's own. */
  readonly separated: boolean
}

/** So many different people who hold one of the roles. */
export interface Need {
  readonly roles: readonly string[]
  /** Ids of those who hold one. */
  readonly people: readonly string[]
  readonly count: number
}

/** What an approval was given for. It stands as long as all of this does. */
export interface Binds {
  /** The steps that it lets pass: those up to the next hold of its kind. */
  readonly steps: readonly { readonly step: StepId; readonly digest: string }[]
  /** The inputs that these use; of a secret what tells its value from others (`RunState.marks`), which is not its value. */
  readonly inputs: readonly { readonly input: string; readonly digest: string }[]
  readonly release: string | null
  /** The checks that it rests on: it does not stand when one of them turns unmet. Absent: none. */
  readonly checks?: readonly StepId[]
}

/** When a decision should have been answered. Time answers nothing: it calls people. */
export interface Deadline {
  /** Milliseconds since the epoch; null: none, there are reminders only. */
  readonly at: number | null
  /** Milliseconds between calls; null: none before the deadline. */
  readonly remind: number | null
  /** Who is called first. */
  readonly remindOf: readonly string[]
  /** Who is called from the deadline on, one after the other: the document's contacts. */
  readonly escalate: readonly string[]
}

/** Why an approval does not stand any more. */
export interface Change {
  readonly what: 'step' | 'input' | 'release' | 'person' | 'check'
  /** The step's number and title, the input's name, the person. */
  readonly name: string
  /** Of the document. */
  readonly line: number | null
  readonly before: string | null
  readonly after: string | null
}
