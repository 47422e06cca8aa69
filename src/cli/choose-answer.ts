import { HoldpointError } from '../errors.ts'
import type { Decision, Option } from '../run/index.ts'
import { list } from './terminal/words.ts'

/**
 * Which question and which answer two words mean: `accept` when one question is open, `2 accept` or `ID accept` when
 * there are several. `null` for both: nothing was said, the questions are to be listed. Fails with `decision-missing`,
 * `decision-ambiguous` or `option-missing`.
 */
export function chooseAnswer(
  open: readonly Decision[],
  first: string | null,
  second: string | null,
): { readonly decision: Decision; readonly option: Option } | null {
  if (first === null) return null
  const named = open.find(({ id }, at) => id === first || String(at + 1) === first) ?? byPrefix(open, first)
  if (second !== null) {
    if (!named) throw new HoldpointError('decision-missing', { decision: first, count: howMany(open.length) })
    return { decision: named, option: optionOf(named, second) }
  }
  if (named) throw new HoldpointError('option-missing', { option: '(none)', offered: offered(named) })
  const only = open[0]
  if (!only) throw new HoldpointError('decision-missing', { decision: first, count: howMany(0) })
  if (open.length > 1) throw new HoldpointError('decision-ambiguous', { count: open.length, option: first })
  return { decision: only, option: optionOf(only, first) }
}

/** Which question one word means, or the only one that is open. Fails with `decision-missing` or `decision-ambiguous`. */
export function chooseQuestion(open: readonly Decision[], word: string | null, act: string): Decision {
  const [only] = open
  if (word === null && open.length > 1)
    throw new HoldpointError('decision-ambiguous', { count: open.length, option: act })
  const decision =
    word === null ? only : (open.find(({ id }, at) => id === word || String(at + 1) === word) ?? byPrefix(open, word))
  if (!decision) throw new HoldpointError('decision-missing', { decision: word ?? act, count: howMany(open.length) })
  return decision
}

const howMany = (open: number) => (open === 0 ? 'none is open' : open === 1 ? 'one is open' : `${open} are open`)

function byPrefix(open: readonly Decision[], prefix: string): Decision | undefined {
  const matching = open.filter(({ id }) => id.startsWith(prefix))
  return matching.length === 1 ? matching[0] : undefined
}

function optionOf(decision: Decision, word: string): Option {
  const option = decision.options.find(({ id, key }) => id === word || key === word)
  if (!option) throw new HoldpointError('option-missing', { option: word, offered: offered(decision) })
  return option
}

const offered = ({ options }: Decision): string =>
  list(
    options.map(({ id }) => id),
    'or',
  )
