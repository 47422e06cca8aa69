import { closedWords, opensAt, type RunState, termsMoment, windowEnd } from '../../run/index.ts'
import { wrap } from './cells.ts'
import type { Look } from './look.ts'
import { moment } from './times.ts'
import { list, oneLine } from './words.ts'

/** What holds where a run is, now: until when changes may be made, and what was done in the environment before. */
export function environmentLines(state: RunState, now: number, look: Look): string[] {
  if (state.status === 'ended') return []
  const said = (text: string) => wrap(oneLine(text, look), look.caps.width, '  ')
  return [
    ...timeWords(state, now).flatMap((text) => said(text)),
    ...(state.beside === null ? [] : said(`Run ${state.beside.run} of ${state.beside.who} is unfinished beside it.`)),
    ...(state.promotes === null ? [] : said(promotedWords(state.promotes))),
  ]
}

function timeWords({ terms, environment, ...state }: RunState, now: number): readonly string[] {
  if (terms === null) return []
  const where = environment ?? ''
  const closed = closedWords(terms, where, now)
  const opens = opensAt({ terms, environment, ...state })
  if (opens !== null) return [`It waits, and goes on by itself: ${termsMoment(terms, opens)}.`]
  if (closed.length > 0) {
    const [{ until } = { until: null }] = closed
    return [...closed.map(({ text }) => text), ...(until === null ? [] : [`Again from ${termsMoment(terms, until)}.`])]
  }
  const end = windowEnd({ terms }, now)
  return end === null ? [] : [`Changes may be made in ${where} until ${termsMoment(terms, end)}.`]
}

/** The evidence of the environment before. */
function promotedWords({
  run,
  environment,
  digest,
  endedAt,
  verdicts,
  deviations,
  soaks,
}: NonNullable<RunState['promotes']>): string {
  const found = (['met', 'unmet', 'unclear'] as const).flatMap((is) =>
    verdicts[is] > 0 ? [`${verdicts[is]} ${is}`] : [],
  )
  const facts = [
    `ended ${moment(endedAt)}`,
    ...(found.length > 0 ? [`expectations: ${list(found)}`] : []),
    `deviations: ${deviations}`,
    ...soaks.map(
      ({ title, outcome, green, samples }) => `${title}: ${outcome ?? 'not over'}, ${green} of ${samples} green`,
    ),
  ]
  return `The same release (SHA-256 ${digest.slice(0, 12)}) was done in ${environment} by run ${run}: ${facts.join('; ')}.`
}
