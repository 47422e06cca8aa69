import type { PointOfNoReturn, RunState, Way, WayBackNow } from '../../run/index.ts'
import { wayBackNow, windowEnd } from '../../run/index.ts'
import { wrap } from './cells.ts'
import type { Look } from './look.ts'
import { moment } from './times.ts'
import { count, indexOf, levelAndTitle, list, oneLine } from './words.ts'

/**
 * The ways back of an unfinished run at this moment, mildest first: what each is for and takes, until when it can be taken,
 * and past which step nothing leads back.
 */
export function wayBackLines(state: RunState, now: number, look: Look): string[] {
  const { ways, meant, noReturn } = wayBackNow(state, windowEnd(state, now))
  if (state.status === 'ended' || ways.length === 0) return []
  const { width } = look.caps
  return [
    look.bold('Way back'),
    ...ways.flatMap((way) => {
      const [first = '', ...rest] = wayLines(state, way, now, look)
      const mark = way === meant ? look.accent(look.marks.arrow) : look.dim(look.marks.open)
      return [
        ...wrap(first, width - 4, '  ').map((line, at) => (at === 0 ? `  ${mark} ${line}` : `    ${line}`)),
        ...rest.flatMap((line) => wrap(`    ${line}`, width, '      ')),
      ]
    }),
    ...noReturnLines(noReturn, look),
  ]
}

function wayLines(state: RunState, way: Way, now: number, look: Look): string[] {
  const { standing, why, undoes, restarts, lacks, fired, steps } = way
  const numbers = undoes.map((id) => String(indexOf(state.plan).step(id).number))
  const told = standing === 'applies' ? [] : [oneLine(why, look)]
  return [
    `${levelAndTitle(way.procedure, look)}: ${count(steps, 'step')}, ${timeWords(way)}${latestWords(way, now, ', ')}`,
    ...told,
    ...fired.map(({ text, span }) => look.warn(`seen (line ${span.line}): ${oneLine(text, look)}`)),
    ...(numbers.length === 0
      ? []
      : [`undoes what was done by ${numbers.length === 1 ? 'step' : 'steps'} ${list(numbers)}`]),
    ...(restarts.length === 0 ? [] : [`stops or starts ${list(restarts.map((name) => oneLine(name, look)))}`]),
    ...way.destroys.map((text) => `destroys: ${oneLine(text, look)}`),
    ...(lacks.length === 0 ? [] : [`needs a value for ${list(lacks.map(({ text }) => oneLine(text, look)))}`]),
  ]
}

function noReturnLines(noReturn: PointOfNoReturn | null, look: Look): string[] {
  if (noReturn === null) return []
  const { step, said, why, passed } = noReturn
  const what = said === null ? `Perhaps beyond any way back: ` : 'Point of no return: '
  const because = said === null ? `${why}` : `${why}: “${said}”`
  const text = `${what}step ${step.number} (line ${step.span.line}), ${oneLine(because, look)}${passed ? '. It is behind.' : '.'}`
  return wrap(`  ${text}`, look.caps.width, '    ').map(passed ? look.bad : look.warn)
}

const timeWords = ({ estimate }: Way): string => {
  if (estimate === null) return 'how long it takes is not known'
  return `${about(estimate.seconds)} ${estimate.from === 'document' ? 'by the document' : 'as in earlier runs'}`
}

const about = (seconds: number) => (seconds < 60 ? 'less than a minute' : `about ${Math.ceil(seconds / 60)} min`)

const latestWords = ({ latest }: Way, now: number, before: string): string => {
  if (latest === null) return ''
  return latest < now ? `${before}too late for the change window` : `${before}latest start ${moment(latest)}`
}

/** The way back that is meant, in few words, for a line that is always there: `way back: level 1, about 5 min, latest 14:35`. */
export function wayBackInShort(state: RunState, now: number): string | null {
  const { meant, noReturn } = knownNow(state, now)
  if (meant === null) return state.line === 'main' ? null : 'way back: this is the last one'
  const time = meant.estimate === null ? 'time not known' : about(meant.estimate.seconds)
  const latest =
    meant.latest === null
      ? ''
      : meant.latest < now
        ? ', too late for the window'
        : `, latest ${moment(meant.latest).slice(-5)}`
  const past = noReturn?.passed && noReturn.said !== null ? ', past the point of no return' : ''
  return `way back: level ${meant.procedure.level}, ${time}${latest}${past}`
}

const looked = new WeakMap<RunState, { readonly minute: number; readonly found: WayBackNow }>()

/** Drawn ten times a second, it changes with the state and, by the window, with the minute. */
function knownNow(state: RunState, now: number): WayBackNow {
  const minute = Math.floor(now / 60_000)
  const known = looked.get(state)
  if (known?.minute === minute) return known.found
  const found = wayBackNow(state, windowEnd(state, now))
  looked.set(state, { minute, found })
  return found
}
