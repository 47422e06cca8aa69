import {
  isHeld,
  nextSample,
  type RunState,
  type SoakEvent,
  type SoakState,
  watchesOf,
  watchingOf,
} from '../../run/index.ts'
import { wrap } from './cells.ts'
import type { Look } from './look.ts'
import { because } from './people.ts'
import { duration, moment } from './times.ts'
import { count, oneLine } from './words.ts'

/** A command of a soak that was shown once: its samples tell what it showed since. */
export const looksAgain = (
  state: RunState | null,
  { step, attempt }: { readonly step: string; readonly attempt: number },
): boolean => state !== null && attempt > 1 && isHeld(state, step)

/** What an event of a soak adds to the transcript. A green sample says so in one line, any other one says why. */
export function soakEventLines(event: SoakEvent, state: RunState, look: Look): string[] {
  const { width } = look.caps
  const title = quotedTitle(state, event.soak, look)
  const say = (text: string) => wrap(`  ${text}`, width, '    ')
  switch (event.type) {
    case 'SoakStarted':
      return ['', ...say(`Watching ${title} begins.${nextWords(state, event.soak)}`).map(look.bold)]
    case 'SampleStarted':
      return event.missed > 0 ? say(`${count(event.missed, 'sample')} of ${title} missed.`).map(look.warn) : []
    case 'SampleTaken': {
      const missed = event.by === 'people' && event.missed > 0 ? `, ${event.missed} missed before it` : ''
      const why = event.looks.filter(({ verdict }) => verdict !== 'met').map(({ name, why }) => `${name}: ${why}`)
      const paint = event.verdict === 'green' ? look.good : event.verdict === 'red' ? look.bad : look.warn
      const lines = say(`${paint(event.verdict)} sample of ${title}${missed}.${nextWords(state, event.soak)}`)
      return [...lines, ...why.flatMap((text) => wrap(`    ${oneLine(text, look)}`, width, '      '))]
    }
    case 'SoakJudged': {
      const paint = event.verdict === 'met' ? look.good : event.verdict === 'unmet' ? look.bad : look.warn
      return say(`${title} is ${event.verdict}: ${oneLine(event.why, look)}`).map(paint)
    }
    case 'SoakContinued': {
      const longer = event.seconds === null ? '' : `, ${duration(event.seconds * 1000)} longer`
      return say(`${title} is watched on${longer}${because(event.reason, look)}`)
    }
    case 'SoakEnded':
      return event.outcome === 'met' ? [] : say(`${title} ${overWords[event.outcome]}${because(event.reason, look)}`)
  }
}

const overWords = { met: 'is over', accepted: 'is over, accepted as it is', left: 'is no longer watched' } as const

const quotedTitle = (state: RunState, id: string, look: Look): string => {
  const watch = watchesOf(state).find((one) => one.id === id)
  const title = watch?.title ?? state.plan.soaks.find((one) => one.id === id.split('/')[0])?.title ?? id
  return `“${oneLine(title, look)}”`
}

/** ` Next sample in 30 min, at 2026-03-09 14:05.` */
const nextWords = (state: RunState, id: string): string => {
  const watching = watchingOf(state).find(({ watch }) => watch.id === id)
  const at = watching ? nextSample(state, watching) : null
  return at === null ? '' : ` Next sample at ${moment(at)}.`
}

/** What is watched, which sample is next and when, and what was seen so far. `now`: milliseconds since the epoch. */
export function soakStatusLines(state: RunState, now: number, look: Look): string[] {
  const { width } = look.caps
  return watchingOf(state).flatMap((watching) => {
    const { watch, soak } = watching
    const at = nextSample(state, watching)
    const end = soak.startedAt + watch.to * 1000
    const parts = [
      `${look.marks.running} Watching “${oneLine(watch.title, look)}” since ${moment(soak.startedAt)}`,
      seenWords(soak),
      soak.phase === 'asked' ? `${soak.verdict}: it is for people to decide` : '',
      at === null ? '' : `next sample ${at <= now ? 'due now' : `in ${duration(at - now)}, at ${moment(at)}`}`,
      end > now ? `until ${moment(end)}` : '',
    ]
    return wrap(`${parts.filter((part) => part !== '').join('; ')}.`, width, '  ').map(look.accent)
  })
}

/** `3 green, 1 missed`. */
const seenWords = ({ counts }: SoakState): string => {
  const { green, red, unclear, error, pending, missed } = counts
  const seen = Object.entries({ green, red, unclear, pending, 'not taken': error, missed })
  const words = seen.flatMap(([word, many]) => (many > 0 ? [`${many} ${word}`] : []))
  return words.join(', ') || 'no sample yet'
}
