import { z } from 'zod'
import { outcome } from './outcome.ts'
import { at } from './time.ts'

/** Who acted. `key`: fingerprint of the key that the act is signed with; null: this machine vouches for it. */
export const who = z
  .object({
    kind: z.enum(['person', 'engine', 'answers', 'rehearsal']),
    id: z.string(),
    name: z.string().describe('What people are called: their name, else their id.'),
    key: z.string().nullable(),
  })
  .meta({ id: 'Who' })
export type WhoView = z.infer<typeof who>

const verdict = z.object({
  expectation: z.string(),
  verdict: z.enum(['met', 'unmet', 'unclear']),
  why: z.string(),
  by: who.nullable(),
})

const attemptView = z
  .object({
    number: z.number().int(),
    startedAt: at,
    by: who,
    endedAt: at.nullable(),
    how: z.enum(['exit', 'timeout', 'cancelled', 'unknown', 'lost-terminal']).nullable(),
    status: z.number().nullable(),
    statements: z.array(
      z.object({
        index: z.number().int(),
        status: z.number().nullable(),
        ms: z.number(),
        from: z.number(),
        to: z.number(),
      }),
    ),
    notReached: z.array(z.number().int()),
    bytes: z.number().nullable().describe('Length of its output; null: it runs.'),
    hidden: z.boolean().describe('Nothing of its output can be shown until a secret is told that it may hold.'),
    cancelRequested: z.boolean(),
    target: z.string().nullable(),
    survivors: z.array(z.object({ pid: z.number(), command: z.string() })),
  })
  .meta({ id: 'AttemptView' })
export type AttemptView = z.infer<typeof attemptView>

/**
 * How it stands with one step. `waiting`: an open question is about it; what failed is `failed` also while it is asked about. `how`
 * says how it was settled: while it is null nothing is final. A step of which nothing has happened is not in `RunView.steps`: it is
 * `open`.
 */
export const stepView = z
  .object({
    state: z.enum(['open', 'waiting', 'running', 'passed', 'failed', 'skipped', 'accepted', 'unknown']),
    how: z.string().nullable(),
    by: who.nullable(),
    at: at.nullable(),
    reason: z.string().nullable(),
    values: z.array(z.string()),
    verdicts: z.array(verdict),
    attempts: z.array(attemptView),
    edits: z.record(z.string(), z.string()).describe('Statements as edited, by index.'),
    deviations: z.array(z.string()),
  })
  .meta({ id: 'StepView' })
export type StepView = z.infer<typeof stepView>

const exhibit = z
  .discriminatedUnion('is', [
    z.object({ is: z.literal('command'), text: z.string(), language: z.string() }),
    z.object({ is: z.literal('output'), step: z.string(), attempt: z.number(), from: z.number(), to: z.number() }),
    z.object({ is: z.literal('sentence'), text: z.string(), line: z.number().int() }),
    z.object({ is: z.literal('note'), text: z.string() }),
    z.object({ is: z.literal('diff'), before: z.string(), after: z.string() }),
  ])
  .meta({ id: 'Exhibit' })

const decisionView = z
  .object({
    id: z.string(),
    kind: z.string(),
    question: z.string(),
    detail: z.array(exhibit),
    steps: z.array(z.string()),
    left: z.array(z.string()).describe('Those of its steps that are still open.'),
    line: z.number().int().nullable(),
    about: z.string().nullable(),
    openedAt: at,
    options: z.array(
      z.object({
        id: z.string(),
        label: z.string(),
        effect: z.string(),
        key: z.string(),
        reason: z.boolean(),
        deviation: z.boolean(),
        lets: z.boolean().describe('It lets something pass: green. Others are ways out or keep things as they are.'),
        open: z.boolean().describe('Anybody may take it, also who may not answer: a way out, or asking again.'),
      }),
    ),
    fields: z.array(
      z.object({
        option: z.string(),
        name: z.string(),
        label: z.string(),
        type: z.enum(['text', 'secret', 'choice', 'lines']),
        choices: z.array(z.string()),
        required: z.boolean(),
        suggestion: z.string().nullable(),
        aim: z.string().nullable().describe('“at most 300 ms”; null: nothing is said of it.'),
      }),
    ),
    may: z.string().describe('Who may answer, in words; “anybody”.'),
    mine: z
      .string()
      .nullable()
      .describe('Why the viewer may not answer it; null: they may. Changes say it too, to each viewer for themselves.'),
    signed: z.array(who),
    missing: z.array(z.string()).describe('Who is still wanted, in words.'),
    claimed: z.object({ by: who, at }).nullable(),
    deadline: at.nullable(),
    binds: z
      .array(z.string())
      .describe('What the answer covers, in words, line by line; empty: nothing beyond the act.'),
  })
  .meta({ id: 'DecisionView' })
export type DecisionView = z.infer<typeof decisionView>

const way = z
  .object({
    id: z.string(),
    title: z.string(),
    level: z.number().int(),
    line: z.number().int(),
    meant: z.boolean().describe('The one that is taken when none is named.'),
    standing: z.string(),
    why: z.string(),
    startable: z.boolean(),
    fired: z.array(z.object({ text: z.string(), line: z.number().int() })),
    triggers: z.array(z.string()),
    undoes: z.array(z.string()).describe('Steps that it takes back.'),
    destroys: z.array(z.string()),
    restarts: z.array(z.string()),
    lacks: z.array(z.string()).describe('Inputs that are asked for first.'),
    steps: z.number().int(),
    seconds: z.number().nullable(),
    from: z.enum(['document', 'learned']).nullable(),
    latest: at.nullable().describe('Last moment to start it within the change window.'),
    state: z.enum(['running', 'done', 'failed', 'left']).nullable(),
  })
  .meta({ id: 'Way' })

const soakView = z
  .object({
    id: z.string(),
    title: z.string(),
    startedAt: at,
    endsAt: at,
    next: at.nullable(),
    phase: z.enum(['watching', 'asked', 'ended']),
    verdict: z.enum(['met', 'unmet', 'inconclusive']).nullable(),
    why: z.string().nullable(),
    counts: z.record(z.string(), z.number()),
    series: z.array(
      z.object({
        step: z.string().nullable(),
        name: z.string(),
        unit: z.string(),
        bound: z.object({ op: z.string(), value: z.number() }).nullable(),
      }),
    ),
  })
  .meta({ id: 'SoakView' })

const deviationView = z.object({
  seq: z.number().int(),
  step: z.string().nullable(),
  kind: z.string(),
  text: z.string(),
  reason: z.string().nullable(),
  line: z.number().int().nullable(),
  diff: z.object({ before: z.string(), after: z.string() }).nullable(),
})

const commentView = z.object({ seq: z.number().int(), at, by: who, step: z.string().nullable(), text: z.string() })

const evidenceView = z.object({
  seq: z.number().int(),
  at,
  by: who,
  step: z.string().nullable(),
  name: z.string(),
  type: z.string().describe('Media type, as found by looking at the bytes.'),
  bytes: z.number(),
  digest: z.string(),
  note: z.string().nullable(),
})

const timelineRow = z
  .object({
    step: z.string(),
    planned: z.object({ from: at, to: at }).nullable(),
    actual: z.object({ from: at, to: at.nullable() }).nullable(),
    critical: z.boolean(),
  })
  .meta({ id: 'TimelineRow' })
export type TimelineRow = z.infer<typeof timelineRow>

/** One thing that happened, for the list of what happened and for what a screen reader says. */
export const said = z.object({ seq: z.number().int(), at, by: who, step: z.string().nullable(), text: z.string() })
export type Said = z.infer<typeof said>

/** All of a run that changes, beside `RunDocument`. `lay` puts a `RunChange` over it. */
export const runView = z
  .object({
    run: z.string(),
    seq: z.number().int().describe('Of the last event in it.'),
    digest: z.string().describe('Of the document that it is drawn on.'),
    document: z.string(),
    title: z.string(),
    environment: z.string().nullable(),
    release: z.string().nullable(),
    rehearsal: z.boolean(),
    continues: z.string().nullable(),
    cwd: z.string(),
    operator: who,
    createdAt: at,
    updatedAt: at,
    zone: z.string().describe('IANA name of the time zone of the machine that runs it.'),
    status: z.enum(['running', 'paused', 'ended']),
    outcome: outcome.nullable(),
    line: z.string().nullable().describe('The way back that is being taken; null: the main line.'),
    driver: z
      .object({ host: z.string(), pid: z.number(), here: z.boolean().describe('This server drives it.') })
      .nullable()
      .describe('Null: nobody does; it goes on when somebody resumes it.'),
    needs: z.array(z.string()).describe('Secret inputs that its driver must be told before it goes on.'),
    stopped: z
      .string()
      .nullable()
      .describe('Why the driver here left it although it could go on, with the next action; null: it did not.'),
    progress: z.object({
      total: z.number().int(),
      done: z.number().int(),
      failed: z.number().int(),
      skipped: z.number().int(),
      leftSeconds: z.number().nullable().describe('Estimated; null: nobody knows.'),
    }),
    next: z.array(z.string()).describe('Up to five steps that come next.'),
    waits: z.array(z.string()).describe('What it waits for, in words; empty: for nothing.'),
    steps: z.record(z.string(), stepView),
    running: z.array(
      z.object({ step: z.string(), attempt: z.number(), startedAt: at, expectedMs: z.number().nullable() }),
    ),
    open: z.array(decisionView),
    ways: z.array(way),
    noReturn: z
      .object({
        step: z.string(),
        line: z.number().int(),
        said: z.string().nullable(),
        why: z.string(),
        passed: z.boolean(),
      })
      .nullable(),
    soaks: z.array(soakView),
    inputs: z.array(
      z.object({
        name: z.string(),
        text: z.string(),
        secret: z.boolean(),
        value: z.string().nullable().describe('Null: secret, or not given.'),
        given: z.boolean(),
        from: z.string().nullable(),
      }),
    ),
    deviations: z.array(deviationView),
    comments: z.array(commentView),
    evidence: z.array(evidenceView),
    approvals: z.array(z.object({ step: z.string(), kind: z.string(), by: z.array(who) })),
    services: z.array(
      z.object({
        step: z.string(),
        pid: z.number(),
        command: z.string(),
        port: z.number().nullable(),
        endedAt: at.nullable(),
      }),
    ),
    messages: z.array(
      z.object({ subject: z.string(), notifier: z.string(), arrived: at.nullable(), said: z.string().nullable() }),
    ),
    timeline: z.array(timelineRow).describe('Steps that take time, in order; planned is counted from the run’s start.'),
    window: z.object({ closed: z.array(z.string()), opensAt: at.nullable(), endsAt: at.nullable() }),
    said: z.array(said).describe('The last 50 things that happened, oldest first.'),
  })
  .meta({ id: 'RunView' })
export type RunView = z.infer<typeof runView>

/**
 * What one or several events changed: keys of `RunView` that are other than before, and steps that are. To be put over a view with
 * `lay` (`src/contract/lay.ts`), which also counts anew what is left of questions: `open` comes only where a question did.
 */
export interface RunChange {
  /** Of the last event in it; the `id` of the server-sent event. */
  readonly seq: number
  /** Of the view that it is to be laid over; `seq` itself where no event brought it about, e.g. when nobody drives any more. */
  readonly after: number
  readonly run: Partial<Omit<RunView, 'steps' | 'seq' | 'said'>>
  /** Null: nothing has happened of it, as if it had never been. */
  readonly steps: Readonly<Record<string, StepView | null>>
  /** Rows of the timeline that are other than before; where others come or go, `run.timeline` has all of them. */
  readonly rows: readonly TimelineRow[]
  /** What came to lists that only grow. */
  readonly more: {
    readonly deviations?: RunView['deviations']
    readonly comments?: RunView['comments']
    readonly evidence?: RunView['evidence']
  }
  /** What happened since `after`, oldest first. */
  readonly said: readonly Said[]
}

/**
 * Server-sent events of `GET /api/runs/:run/live?after=SEQ` (or `Last-Event-ID`): `change` with a `RunChange` (id: its `seq`), `view` with a
 * whole `RunView` where the changes since `after` are not at hand any more, `printed` with `Printed` (no id: it is only a hint),
 * `people` with `readonly Present[]`, `quiet` every 15 s.
 */
export interface Printed {
  readonly step: string
  readonly attempt: number
  /** Length of the output that can be fetched now. */
  readonly bytes: number
  /** Index of the statement that runs; null: not known. */
  readonly statement: number | null
  /** What the statement after an endless one waits for; null: nothing. */
  readonly waiting: string | null
}

/** Somebody who has the run's page open. */
export interface Present {
  readonly id: string
  readonly name: string
  readonly pages: number
}
