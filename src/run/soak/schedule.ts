import type { Plan, SoakLimits } from '../../plan/index.ts'
import { anybody } from '../authority/authority.ts'
import type { Line } from '../events.ts'
import { lanesFor, timesOf } from './lanes.ts'
import { limitsOf } from './limits.ts'
import { watchesOf } from './watches.ts'

/** What will be watched together in a run of a plan, when, and what makes it fail. */
interface Schedule {
  readonly title: string
  /** Lines of the document at which its windows stand. */
  readonly lines: readonly number[]
  /** Seconds from its beginning to its end. */
  readonly to: number
  readonly lanes: readonly {
    readonly title: string
    readonly by: 'machine' | 'people'
    readonly times: number
    /** Seconds between them. */
    readonly every: number
  }[]
  readonly limits: Required<SoakLimits>
}

/** Of the main line and then of the ways back, as far as nobody holds a role. */
export const schedulesOf = (plan: Plan): readonly Schedule[] => {
  const lines: readonly Line[] = ['main', ...plan.procedures.map(({ id }) => ({ procedure: id }))]
  return lines.flatMap((line) =>
    watchesOf({ plan, line, authority: anybody }).map((watch) => ({
      title: watch.title,
      lines: watch.windows.map(({ soak }) => soak.span.line),
      to: watch.to,
      lanes: lanesFor(watch, plan, false, []).map((lane) => ({
        title: lane.window.soak.title,
        by: lane.by,
        times: timesOf(lane),
        every: lane.stretches[0]?.every ?? 0,
      })),
      limits: limitsOf(watch.windows.map(({ soak }) => soak)),
    })),
  )
}
