import type { Alert, Contact, Criterion, LogForm, Message, Metric, Soak } from './beside.ts'
import type { Alternative, Condition, Session } from './command.ts'
import type { Role } from './reading.ts'
import type { Schedule } from './schedule.ts'
import type { Source, Span } from './span.ts'
import type { SectionId, Step, StepId } from './step.ts'

/**
 * A reading arranged for execution: plain data, immutable, named by the digest of its source. Steps are listed in
 * document order; `main` and each procedure name theirs.
 */
export interface Plan {
  /** Of this format; readers refuse a newer one. */
  readonly version: 1
  readonly source: Pick<Source, 'path' | 'digest' | 'encoding'>
  /** First heading, else the file's name. */
  readonly title: string
  readonly sections: readonly Section[]
  readonly steps: readonly Step[]
  /** The main line: blocks in document order. */
  readonly main: readonly Block[]
  readonly procedures: readonly Procedure[]
  readonly shelf: readonly ShelfEntry[]
  readonly inputs: readonly Input[]
  readonly choices: readonly Choice[]
  readonly sessions: readonly Session[]
  readonly messages: readonly Message[]
  readonly contacts: readonly Contact[]
  readonly logs: readonly LogForm[]
  readonly metrics: readonly Metric[]
  readonly soaks: readonly Soak[]
  /** What outlives the run: it recurs, or is due long after it. Absent: none was looked for, and its steps belong to the run. */
  readonly schedules?: readonly Schedule[]
  /** Bounds that call people, or for the way back, when they are reached. Absent: none were looked for. */
  readonly alerts?: readonly Alert[]
  /** What must hold in the end. */
  readonly criteria: readonly Criterion[]
  /** What the document says that the main line takes, as a whole or else in the sum of its parts, in seconds; null when it says nothing. */
  readonly estimate: number | null
}

export interface Section {
  readonly id: SectionId
  readonly title: string
  /** 1–6; 0 is the text before the first heading. */
  readonly level: number
  readonly role: Role
  readonly heading: Span
  /** Heading and everything under it. */
  readonly span: Span
  readonly parent: SectionId | null
  readonly condition: Condition | null
  readonly alternative: Alternative | null
  /** What the heading says it takes, in seconds. */
  readonly estimate: number | null
  /** When it begins, in seconds from the start of the release, where the heading says so ("T-24h"). */
  readonly offset: number | null
}

/**
 * A stretch of a section whose steps are taken together. `ordered`: READ-DO, one after the other. Otherwise DO-CONFIRM:
 * plain items in any order, all before the next block starts, confirmable in one act.
 */
export interface Block {
  readonly section: SectionId
  readonly order: 'ordered' | 'any'
  /** Top-level steps; children follow their parents through `Step.children`. */
  readonly steps: readonly StepId[]
}

/** A sequence beside the main line, started on demand: a rollback and its level. */
export interface Procedure {
  readonly id: string
  readonly title: string
  readonly section: SectionId
  /** 1 is the mildest; in document order. */
  readonly level: number
  readonly blocks: readonly Block[]
  readonly triggers: readonly Trigger[]
  /** Seconds, from the document. */
  readonly estimate: number | null
  /** No way back of its own but what follows whichever was taken ("Post-rollback analysis"). */
  readonly aftermath: boolean
}

/** A condition under which a procedure should start. */
export interface Trigger {
  readonly span: Span
  readonly text: string
  /** A check that holds when the condition has come true; absent: people see it. */
  readonly check?: string
  /** The baseline that the check compares with; absent: it compares with none. */
  readonly before?: StepId
}

/** Something executable or tickable that is shown but no step of a run, and why. */
export interface ShelfEntry {
  readonly span: Span
  readonly section: SectionId
  /** First line of it, for lists. */
  readonly title: string
  /** Set when a person may run it by hand from here. */
  readonly step: StepId | null
  /** "reference section", "sample output", "cron line", "a language that is not run" … */
  readonly reason: string
}

/** A value that the document leaves open: a placeholder or a variable that nothing sets. */
export interface Input {
  /** The environment variable that carries it: `[A-Za-z_][A-Za-z0-9_]*`. */
  readonly name: string
  /** As the document writes it: `<app>`, `$APP`. */
  readonly text: string
  readonly uses: readonly Span[]
  /** Stands where a credential is typed, or is named like one; never stored in the journal. */
  readonly secret: boolean
  /** Where it is needed: before the run, or only by procedures. */
  readonly scope: 'main' | 'procedure'
  /**
   * What the run itself may know: captured when it goes forward and offered when it is needed. `statement` names what
   * gave birth to it, as far as the reading knows.
   */
  readonly born: Born | null
  /** A line of the document that explains it. */
  readonly hint: string | null
}

/** Where the run itself learns a value: by looking, when the named step starts or has ended. */
export interface Born {
  readonly from: 'backup-file' | 'previous-commit' | 'previous-tag' | 'migration-state' | 'version' | 'timestamp'
  readonly step: StepId
  readonly when: 'before' | 'after'
  readonly find: /** The newest file matching a shell glob, made since the statement started. */
    | { readonly is: 'file'; readonly pattern: string; readonly statement: number }
    /** `HEAD` of the work tree, or the tag that it stands on. */
    | { readonly is: 'git-commit' }
    | { readonly is: 'git-tag' }
    /** A shell variable of the state that the step left. */
    | { readonly is: 'variable'; readonly name: string }
    /** First line that a statement of the step printed. */
    | { readonly is: 'output'; readonly statement: number }
    /** The last migration that a statement of the step (Django's `showmigrations`) printed as applied to an app. */
    | { readonly is: 'migration'; readonly app: string; readonly statement: number }
  /** What of it stands in the input's place; absent: all of it. */
  readonly part?: BornPart
}

/** A path's last name, the first word, or what stands for the `*` of a pattern of names. */
export type BornPart =
  | { readonly of: 'name' }
  | { readonly of: 'word' }
  | { readonly of: 'star'; readonly pattern: string }

/** One question at the start for all that share it: which of these ways? */
export interface Choice {
  readonly group: string
  readonly question: string
  readonly options: readonly { readonly name: string; readonly span: Span }[]
  /** `start`: asked before the run; `place`: asked where it stands, in a way back. */
  readonly when: 'start' | 'place'
}
