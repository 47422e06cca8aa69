import type { Alert, Comparison, Plan } from '../../plan/index.ts'
import { measured } from '../verdicts/measured.ts'
import type { SampleLook, SoakState } from './soak.ts'

/** What a bound of the document says of a value: it is reached, for how long, or nobody can tell. */
interface Seen {
  readonly at: number
  readonly alert: Alert
  readonly is: 'broken' | 'kept' | 'unclear'
}

/**
 * A measured value held against the bounds of the document that speak of it by name. `broken`: since when each bound is
 * broken, before and after; one that must hold “for 5 minutes” counts when it was broken in all samples of that time.
 */
export const againstAlerts = (
  plan: Plan,
  look: SampleLook,
  before: SoakState['broken'],
  now: number,
): { readonly look: SampleLook; readonly broken: SoakState['broken'] } => {
  const broken = { ...before }
  let worst = look
  for (const { at, alert, is } of seen(plan, look)) {
    const key = String(at)
    if (is === 'kept') delete broken[key]
    if (is === 'unclear') worst = worse(worst, 'unclear', `“${look.value}” cannot be held against “${alert.text}”.`)
    if (is !== 'broken') continue
    const since = broken[key] ?? now
    broken[key] = since
    const lasts = now - since >= (alert.lasting ?? 0) * 1000
    worst = worse(
      worst,
      lasts ? 'unmet' : 'pending',
      `${look.value}: “${alert.text}”${lasts ? '' : ', not yet so long'}.`,
    )
  }
  return { look: worst, broken }
}

/** The bounds that speak of something by its name. */
export const alertsAbout = (plan: Plan, name: string): readonly Alert[] => {
  const own = words(name)
  return (plan.alerts ?? []).filter(({ about }) => {
    const told = words(about)
    return told.length > 0 && own.length > 0 && (within(told, own) || within(own, told))
  })
}

const seen = (plan: Plan, { name, value }: SampleLook): readonly Seen[] =>
  value === null
    ? []
    : alertsAbout(plan, name).map((alert) => {
        const { verdict } = measured({ ...alert, op: alert.op }, [value])
        const is = verdict === 'met' ? 'broken' : verdict === 'unmet' ? 'kept' : 'unclear'
        return { at: plan.alerts?.indexOf(alert) ?? 0, alert, is }
      })

const order: readonly SampleLook['verdict'][] = ['met', 'pending', 'unclear', 'error', 'unmet']

const worse = (look: SampleLook, verdict: SampleLook['verdict'], why: string): SampleLook =>
  order.indexOf(verdict) > order.indexOf(look.verdict) ? { ...look, verdict, why } : look

/** What must hold of a value so that a bound is kept. */
export const kept: Readonly<Record<Comparison, Comparison>> = { '<': '>=', '<=': '>', '>': '<=', '>=': '<', '=': '<' }

/** Singular and plural are one word. */
const words = (text: string): readonly string[] =>
  (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [])
    .filter((word) => !empty.has(word))
    .map((word) => word.replace(/(?<=\p{L}{3})s$/u, ''))

const within = (some: readonly string[], all: readonly string[]): boolean => some.every((word) => all.includes(word))

const empty: ReadonlySet<string> = new Set(['the', 'a', 'an', 'of', 'is', 'current', 'actual', 'if', 'when', 'for'])
