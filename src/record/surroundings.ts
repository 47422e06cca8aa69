import { freezeWords, type Promotion, type RunState, windowWords } from '../run/index.ts'
import { when } from './words.ts'

/** What held where a run was made and what was released there, as names and values; null: nothing is known of it. */
export function surroundings(state: RunState): readonly (readonly [string, string | null])[] {
  const { terms, promotes, beside } = state
  const times = [
    ...(terms?.windows ?? []).map(windowWords),
    ...(terms?.freezes ?? []).map((freeze) => `not during ${freezeWords(freeze)}`),
  ]
  return [
    ['Released', released(state)],
    ['Done before', promotes === null ? notBefore(state) : doneBefore(promotes)],
    ['Changes are made', times.length === 0 ? null : times.join('; ')],
    ['Destructive commands', terms?.destructive === 'run' ? 'start without a question here (policy)' : null],
    ['Begun beside', beside === null ? null : `run ${beside.run} of ${beside.who}, which was unfinished`],
  ]
}

/** The digest of a release, and what it is of. */
export function released({ identity }: Pick<RunState, 'identity'>): string | null {
  if (identity === null) return null
  const { digest, commit, changes, files } = identity
  const of = [
    commit === null ? 'no commit' : `commit ${commit}${changes === null ? '' : ' with changes that are not committed'}`,
    'the document',
    ...files.map(({ path, digest: one }) => `${path}, SHA-256 ${one}`),
  ]
  return `SHA-256 ${digest}: ${of.join('; ')}`
}

const notBefore = ({ terms }: RunState): string | null =>
  terms?.after == null ? null : `no finished run in ${terms.after} was found`

/** The evidence that a release was done in the environment before. */
export function doneBefore({
  run,
  environment,
  release,
  endedAt,
  verdicts,
  deviations,
  soaks,
  head,
}: Promotion): string {
  const { met, unmet, unclear } = verdicts
  const watched = soaks.map(
    ({ title, outcome, green, samples, startedAt, endedAt: over }) =>
      `${title}: ${outcome ?? 'not over'}, ${green} of ${samples} samples green, ${when(startedAt)} to ${over === null ? 'later' : when(over)}`,
  )
  return [
    `in ${environment} by run ${run}${release === null ? '' : ` as ${release}`}, ended ${when(endedAt)}`,
    `expectations: ${met} met, ${unmet} unmet, ${unclear} unclear`,
    `deviations: ${deviations}`,
    ...watched,
    `journal, SHA-256 of the last event ${head}`,
  ].join('; ')
}
