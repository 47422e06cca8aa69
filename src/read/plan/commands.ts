import type { Command, Condition, Span, Statement } from '../../plan/index.ts'
import { commandLines } from '../command-lines.ts'
import type { Judged, JudgedCode } from '../judged.ts'
import { type Names, needsWithin, type Opens } from '../shell/index.ts'
import { annotationsIn } from './annotations.ts'
import { insteadOf } from './fallbacks.ts'
import { foreignCommand } from './foreign.ts'
import { inside } from './inside.ts'
import { paragraphsOf } from './paragraphs.ts'

/** A command of a code block or line; a block that opens or leaves a session holds several. */
export interface Part {
  readonly command: Command
  /** What its first statement opens. */
  readonly opens: Opens | null
  /** It stands behind an `exit` in its block: whatever was open is left. */
  readonly leaves: boolean
}

/**
 * The commands of one judged code; none where boxes carry them all. A block is cut where a statement opens a session and
 * where `exit` leaves it, because who reads what follows changes there, and where boxes, or what else is `told` to people,
 * stand between its statements, because they come between them.
 */
export function partsOf(judged: Judged, code: JudgedCode, names: Names, told: readonly Span[] = []): Part[] {
  const lines = commandLines(judged.document.source.text, code)
  if (lines.length === 0) return []
  if (code.shell === null) return [{ command: foreignCommand(judged, code, names), opens: null, leaves: false }]
  const read = code.shell
  const apart = paragraphsOf(code)
  const all = read.statements.map((one) => ({
    ...decorated(judged, code, one, read.statements, apart),
    needs: needsWithin(one, names),
  }))
  for (const name of read.names.set) names.set.add(name)
  names.sourced ||= read.names.sourced
  const boxes = code.lines.flatMap((line) => (line.is === 'box' ? [line.span.line] : []))
  if (boxes.length > 0 && read.statements.length === 0) return []
  const cuts = cutsOf(
    read.statements,
    read.openers,
    read.unit === 'statements' ? [...boxes, ...told.map(({ line }) => line)] : [],
  )
  const whole = cuts.length === 1 && boxes.length + told.length === 0
  const block = judged.document.blocks[code.block]
  const annotations = annotationsIn(code.form === 'fence' && block?.kind === 'code' ? block.info : '')
  return cuts.map(({ from, to, leaves }, at) => {
    const statements = all.slice(from, to).map((one, index) => moved(one, index - one.index))
    const span = whole || statements.length === 0 ? code.span : spanOver(statements)
    const inside = lines.filter((line) => line.span.start >= span.start && line.span.end <= span.end)
    const run = statements.filter((one) => one.offered === null)
    return {
      command: {
        language: code.language,
        form: code.form,
        span,
        text: (whole ? lines : inside).map((line) => line.text).join('\n'),
        unit: read.unit,
        statements,
        flags: read.flags.filter((flag) => run.some((one) => one.flags.includes(flag))),
        session: null,
        incomplete:
          at === 0 || statements.some((one) => read.incomplete?.endsWith(one.source.trim())) ? read.incomplete : null,
        ...annotations,
      },
      opens: read.openers.get(from) ?? null,
      leaves,
    }
  })
}

/** A statement in a part of its block; what it is offered instead of stays behind when it is not in the part. */
function moved({ insteadOf, ...one }: Statement, by: number): Statement {
  const failed = insteadOf === undefined ? -1 : insteadOf + by
  return { ...one, index: one.index + by, ...(failed < 0 ? {} : { insteadOf: failed }) }
}

/** Where the parts of a block begin and end, as indices of statements. */
function cutsOf(statements: readonly Statement[], openers: ReadonlyMap<number, Opens>, boxes: readonly number[]) {
  const cuts: { from: number; to: number; leaves: boolean }[] = []
  let from = 0
  let leaves = false
  let open = false
  statements.forEach((statement, at) => {
    const above = statements[at - 1]?.span.endLine ?? Number.POSITIVE_INFINITY
    const boxed = boxes.some((line) => line > above && line < statement.span.line)
    if ((openers.has(at) || boxed) && at > from) {
      cuts.push({ from, to: at, leaves })
      from = at
      leaves = false
    }
    if (openers.has(at)) open = true
    if (/^\s*(exit|logout)\s*$/.test(statement.source) && open && at + 1 < statements.length) {
      cuts.push({ from, to: at + 1, leaves })
      from = at + 1
      leaves = true
      open = false
    }
  })
  cuts.push({ from, to: statements.length, leaves })
  return cuts
}

function spanOver(statements: readonly Statement[]) {
  const first = (statements[0] as Statement).span
  const last = (statements.at(-1) as Statement).span
  return { start: first.start, end: last.end, line: first.line, endLine: last.endLine }
}

/**
 * Conditions and alternatives that the block's comments state hold for the statements below them, up to the next title; not
 * those of comments that stand `apart`.
 */
function decorated(
  judged: Judged,
  code: JudgedCode,
  statement: Statement,
  all: readonly Statement[],
  apart: readonly Span[],
): Statement {
  const above = (spot: { readonly start: number; readonly line: number }) =>
    all.find((one) => one.span.endLine >= spot.line && one.offered === null)
  const condition = inside(judged.conditions, code.span).find((one) => {
    const first = above(one.span)
    const alone = apart.some((each) => one.span.line >= each.line && one.span.line <= each.endLine)
    return !alone && first !== undefined && governed(first, statement, all)
  })
  const forbidden = inside(judged.prohibitions, code.span).some((one) => {
    const first = above(one.span)
    // Behind a statement it speaks of that one, above statements of those up to the next title.
    const behind = first !== undefined && first.span.line <= one.span.line
    return first !== undefined && (behind ? first === statement : governed(first, statement, all))
  })
  const failed = statement.offered === null ? insteadOf(judged, statement, all) : null
  if (failed !== null && !forbidden)
    return { ...statement, offered: 'only when the statement before it failed', insteadOf: failed, condition: null }
  return {
    ...statement,
    offered: statement.offered ?? (forbidden ? 'a comment in the document forbids it' : null),
    condition:
      condition === undefined
        ? repairIn(judged, statement)
        : { text: condition.condition || condition.text, span: condition.span },
  }
}

/** `--fix` changes something only where something is wrong. */
function repairIn(judged: Judged, { span }: Statement): Condition | null {
  const { text } = judged.document.source
  const found = /(?<=\s)--(?:fix|repair)(?![\w=-])/.exec(text.slice(span.start, span.end))
  if (found === null) return null
  const start = span.start + found.index
  const line = span.line + (text.slice(span.start, start).match(/\r\n|\n|\r/g)?.length ?? 0)
  return { text: found[0], span: { start, end: start + found[0].length, line, endLine: line } }
}

/** Does a comment above `first` also speak of `statement`: the statements up to the next one that has its own title. */
function governed(first: Statement, statement: Statement, all: readonly Statement[]): boolean {
  if (statement.index < first.index) return false
  return all.slice(first.index + 1, statement.index + 1).every((one) => one.title === null && one.offered === null)
}
