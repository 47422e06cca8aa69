import { z } from 'zod'
import { inline } from './inline.ts'

/**
 * The document of a run as people know it, in their own structure: one flat list of rows, top to bottom, so that a page can
 * draw only those in sight. It never changes while a run goes on (an amendment gives another one): fetched once, cached by
 * `digest`. What changes comes with `RunView`.
 */
const statement = z
  .object({
    index: z.number().int(),
    source: z.string().describe('As it stands; what deceives the eye is not escaped here, see `hidden`.'),
    title: z.string().nullable(),
    flags: z.array(z.string()),
    line: z.number().int(),
    offered: z.string().nullable().describe('Why it does not run as it stands; null: it runs.'),
  })
  .meta({ id: 'StatementView' })

const stepDocument = z
  .object({
    id: z.string(),
    number: z.number().int().describe('What people say: “step 12”.'),
    kind: z.enum(['command', 'confirm', 'check', 'measure', 'signoff', 'record', 'message', 'wait']),
    title: z.string().describe('One line, marks removed.'),
    line: z.number().int(),
    section: z.string(),
    procedure: z.string().nullable().describe('The way back that it belongs to; null: the main line, or the shelf.'),
    parent: z.string().nullable(),
    children: z.array(z.string()),
    box: z.boolean().describe('It has a box of its own in the document.'),
    language: z.string().nullable(),
    command: z.string().nullable().describe('The whole command, as it stands; null: it has none.'),
    statements: z.array(statement),
    hidden: z
      .boolean()
      .describe('Its text has characters that deceive the eye: bidi, zero-width. To be shown escaped.'),
    expectations: z.array(z.object({ id: z.string(), text: z.string(), line: z.number().int() })),
    blanks: z.array(z.string()).describe('Labels of what is filled in, in order.'),
    detail: z.array(z.array(inline)).describe('Further lines of its text.'),
    target: z.string().nullable(),
    estimate: z.number().nullable().describe('Seconds, as the document says.'),
    offset: z.number().nullable().describe('Seconds from the start of the release; “T-30m” is -1800.'),
    condition: z.string().nullable().describe('“if using Redis”; null: none.'),
    noReturn: z.string().nullable().describe('The words that from here on nothing leads back.'),
  })
  .meta({ id: 'StepDocument' })
export type StepDocument = z.infer<typeof stepDocument>

const row = z
  .discriminatedUnion('is', [
    z.object({
      is: z.literal('heading'),
      line: z.number().int(),
      section: z.string(),
      level: z.number().int().describe('1–6'),
      role: z.string(),
      procedure: z.string().nullable().describe('Set where a way back begins here.'),
      words: z.array(inline),
    }),
    /** Prose. `marker`: of a list item that is no step ("-", "3."). `quote`: how deep it is quoted. */
    z.object({
      is: z.literal('text'),
      line: z.number().int(),
      depth: z.number().int(),
      marker: z.string().nullable(),
      quote: z.number().int(),
      words: z.array(inline),
    }),
    /** A step in its place: drawn from `steps[id]` and from its state. */
    z.object({
      is: z.literal('step'),
      line: z.number().int(),
      depth: z.number().int(),
      step: z.string(),
      words: z.array(inline).describe('Its title with its marks.'),
    }),
    /** A code block that is no step; `why`: the reason why it is not run, where somebody might expect it to be. */
    z.object({
      is: z.literal('code'),
      line: z.number().int(),
      depth: z.number().int(),
      language: z.string().nullable(),
      text: z.string(),
      why: z.string().nullable(),
    }),
    /** A line of a table; a cell's step, where the line is one. `head`: the first. */
    z.object({
      is: z.literal('cells'),
      line: z.number().int(),
      head: z.boolean(),
      step: z.string().nullable(),
      cells: z.array(z.array(inline)),
    }),
    z.object({ is: z.literal('rule'), line: z.number().int() }),
  ])
  .meta({ id: 'DocumentRow' })
export type DocumentRow = z.infer<typeof row>

const sectionView = z.object({
  id: z.string(),
  title: z.string(),
  level: z.number().int(),
  role: z.string(),
  line: z.number().int(),
  parent: z.string().nullable(),
  condition: z.string().nullable(),
  steps: z.number().int().describe('Those directly or further below it.'),
})

export const runDocument = z
  .object({
    digest: z.string().describe('SHA-256 of the source, lower-case hex.'),
    path: z.string(),
    title: z.string(),
    lines: z.number().int(),
    sections: z.array(sectionView),
    rows: z.array(row),
    steps: z.record(z.string(), stepDocument),
    main: z.array(z.string()).describe('Steps of the main line in the order of work, children after their parents.'),
    procedures: z.array(
      z.object({
        id: z.string(),
        title: z.string(),
        level: z.number().int(),
        line: z.number().int(),
        steps: z.array(z.string()),
      }),
    ),
  })
  .meta({ id: 'RunDocument' })
export type RunDocument = z.infer<typeof runDocument>
