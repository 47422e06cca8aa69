import type { Expectation } from '../plan/index.ts'
import type { AttemptEnd, ExpectationVerdict, StatementEnd } from './attempt.ts'
import { exit } from './verdicts/exit.ts'
import { answers, http } from './verdicts/http.ts'
import { json } from './verdicts/json.ts'
import { count, threshold } from './verdicts/number.ts'
import type { Judged, Seen } from './verdicts/seen.ts'
import { silent, text } from './verdicts/text.ts'

/**
 * Compares what an attempt did with what the document says, where a machine can; the rest is unclear, for a person.
 * Expectations of statements that this attempt did not run are left out.
 */
export const judge = (
  expectations: readonly Expectation[],
  end: AttemptEnd,
  /** Text of a statement's output; null: of the whole attempt's. */
  outputOf: (statement: number | null) => string,
): readonly ExpectationVerdict[] =>
  expectations.flatMap((expectation) => {
    const seen = seenOf(expectation, end, (statement) => outputOf(statement).replace(controls, ''))
    return seen ? [{ expectation: expectation.id, ...judgeOne(expectation, seen), by: null }] : []
  })

/** Colours, and what moves the cursor or sets up the screen: `ESC[?7h` is not a time of seven hours. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: the sequences begin with ESC.
const controls = /\x1b(?:\[[0-?]*[ -/]*[@-~]|[()][0-9A-Z]|[78=>])/g

const judgeOne = ({ test }: Expectation, seen: Seen): Judged => {
  switch (test?.is) {
    case undefined:
      return { verdict: 'unclear', why: 'Only a person can tell.' }
    case 'exit':
      return exit(test, seen)
    case 'http':
      return http(test, seen)
    case 'json':
      return json(test, seen)
    case 'count':
      return count(test, seen)
    case 'threshold':
      return threshold(test, seen)
    case 'text':
      return text(test, seen)
    case 'silent':
      return silent(seen)
  }
}

const seenOf = (
  { statement }: Expectation,
  end: AttemptEnd,
  outputOf: (statement: number | null) => string,
): Seen | null => {
  const last = end.statements.at(-1)
  if (statement === null) {
    // The shell stopped before the end: the rest of what this speaks about has not happened yet.
    if (end.notReached.length > 0 && end.status !== 0) return null
    return { status: end.status, http: end.statements.flatMap((one) => answers(one.http)), output: outputOf(null) }
  }
  const own = end.statements.find((one) => one.index === statement)
  return own ? { status: statusOf(own, own === last, end), http: answers(own.http), output: outputOf(statement) } : null
}

/** A statement that ends the shell (`exit`, `exec`) has the command's status. */
const statusOf = (own: StatementEnd, isLast: boolean, end: AttemptEnd) => own.status ?? (isLast ? end.status : null)
