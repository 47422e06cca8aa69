import type { RunDocument, RunView } from '../../../contract/index.ts'
import type { Meaning, Shown } from '../../parts/meaning.ts'
import { about, length, stopwatch } from '../../parts/times.ts'

export type WayView = RunView['ways'][number]

/** How a way back stands, as a word with a sign. */
export function standingOf(way: WayView): Shown {
  if (way.state === 'running') return { meaning: 'back', icon: 'back', word: 'Being taken' }
  if (way.state === 'done') return { meaning: 'back', icon: 'passed', word: 'Was taken' }
  if (way.state === 'failed') return { meaning: 'unmet', icon: 'failed', word: 'Was taken and failed' }
  if (way.state === 'left') return { meaning: 'plain', icon: 'skipped', word: 'Was begun and left' }
  switch (way.standing) {
    case 'applies':
      return { meaning: 'back', icon: 'back', word: 'Applies now' }
    case 'early':
      return { meaning: 'plain', icon: 'open', word: 'Nothing to undo yet' }
    case 'past':
      return { meaning: 'unmet', icon: 'warning', word: 'Past the point of no return' }
    case 'milder':
      return { meaning: 'plain', icon: 'skipped', word: 'A harsher one was begun' }
    default:
      return { meaning: 'plain', icon: 'open', word: 'Not now' }
  }
}

/** `Level 2: the old version`; a title that tells its level already is left as it is. */
export const levelAndTitle = ({ level, title }: Pick<WayView, 'level' | 'title'>): string =>
  /^(level|stufe|step)\s*\d/i.test(title) ? title : `Level ${level}: ${title}`

/** `about 5 min, by the document`; the clock of a way back is never guessed. */
export const timeWords = ({ seconds, from }: Pick<WayView, 'seconds' | 'from'>): string =>
  seconds === null
    ? 'how long it takes is not known'
    : `${about(seconds)}, ${from === 'learned' ? 'as in earlier runs' : 'by the document'}`

/** How long there is to start it, so that it is over within the change window; null: nothing limits it. */
export function latestWords(
  { latest }: Pick<WayView, 'latest'>,
  now: number,
): { readonly late: boolean; readonly words: string } | null {
  if (latest === null) return null
  const left = latest - now
  if (left <= 0) return { late: true, words: 'too late to be over within the change window' }
  return {
    late: false,
    words: `${left < 3_600_000 ? stopwatch(left) : length(left)} left to start it within the change window`,
  }
}

/** The line past which nothing leads back; null: there is none. */
export function noReturnWords(
  noReturn: RunView['noReturn'],
  document: RunDocument,
): { readonly passed: boolean; readonly words: string; readonly why: string } | null {
  if (noReturn === null) return null
  const { step, said, why, passed, line } = noReturn
  const number = document.steps[step]?.number
  const where = number === undefined ? `line ${line}` : `step ${number}`
  const what = said === null ? 'Perhaps beyond any way back' : 'Point of no return'
  return {
    passed,
    words: passed ? `${what}: ${where}. It is behind.` : `${what}: ${where}. It is still ahead.`,
    why: said === null ? why : `${why}: “${said}”`,
  }
}

/** The way back that is meant in few words, for a line that is always there. */
export function inShort(
  run: Pick<RunView, 'ways' | 'line' | 'noReturn' | 'status'>,
  now: number,
): {
  readonly meaning: Meaning
  readonly words: string
} {
  const taken = run.ways.find(({ state }) => state === 'running')
  if (taken) return { meaning: 'back', words: `Way back: being taken, level ${taken.level}` }
  if (run.status === 'ended') return { meaning: 'plain', words: 'Way back: the run has ended' }
  const meant = run.ways.find((way) => way.meant && way.startable) ?? run.ways.find(({ startable }) => startable)
  if (meant === undefined)
    return {
      meaning: 'unmet',
      words: run.ways.length === 0 ? 'Way back: the document has none' : 'Way back: none is left',
    }
  const time = meant.seconds === null ? 'time not known' : about(meant.seconds)
  const latest = latestWords(meant, now)
  const until =
    latest === null ? '' : latest.late ? ', too late for the window' : `, ${latest.words.split(' left')[0]} left`
  const past = run.noReturn?.passed && run.noReturn.said !== null
  return {
    meaning: past || latest?.late ? 'unmet' : meant.standing === 'early' ? 'plain' : 'back',
    words: `Way back: level ${meant.level}, ${time}${until}${past ? ', past the point of no return' : ''}`,
  }
}
