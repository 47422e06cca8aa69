import type { Block, Plan, Section, SectionId, Step } from '../plan/index.ts'
import { indexOf } from './order.ts'
import type { RunState } from './state.ts'

/** How long a run of this plan takes: as the document says, as earlier runs took, and along what. Seconds everywhere. */
export interface Forecast {
  /** Of the main line, in its order. */
  readonly sections: readonly SectionForecast[]
  /** What the document says of the whole; null: nothing. */
  readonly planned: number | null
  /** What must follow each other, people's waits among them. */
  readonly path: readonly PathPart[]
  /** Its length. At least so long, where `unknown` steps take a time that nobody knows. */
  readonly total: number
  readonly unknown: readonly Step['id'][]
  /** The latest start that ends in time, in milliseconds since the epoch; null where there is no end or no time known. */
  readonly latestStart: number | null
}

interface SectionForecast {
  readonly section: SectionId
  readonly title: string
  /** As the document says; null: it does not. */
  readonly planned: number | null
  /** The sum of what earlier runs took; null: none of its steps is known of. */
  readonly learned: number | null
  /** Steps of which neither says anything. */
  readonly unknown: number
}

interface PathPart {
  readonly title: string
  readonly seconds: number
  /** `people`: what they confirm, fill in or sign; `watch`: a soak. */
  readonly of: 'commands' | 'people' | 'watch'
}

/** What is left out of a run (`state` may be a rehearsal's) takes no time. `until`: when it must be over. */
export const forecast = (state: RunState, until: number | null): Forecast => {
  const { plan } = state
  const groups = groupsOf(state)
  const sections = groups.map(({ section, steps }) => sectionForecast(state, section, steps))
  const path = pathOf(plan, groups, state)
  const total = path.reduce((sum, { seconds }) => sum + seconds, 0)
  const unknown = groups.flatMap(({ section, steps }) =>
    section.estimate !== null ? [] : steps.flatMap((step) => (timeOf(state, step) === null ? step.id : [])),
  )
  return {
    sections,
    planned: plan.estimate,
    path,
    total,
    unknown,
    latestStart: until === null || total === 0 ? null : until - total * 1000,
  }
}

interface Group {
  readonly section: Section
  readonly steps: readonly Step[]
  readonly blocks: readonly { readonly order: Block['order']; readonly steps: readonly Step[] }[]
}

/** The steps that are gone through, by block and section, in the order of the main line. */
const groupsOf = (state: RunState): readonly Group[] => {
  const { plan } = state
  const blocks = new Map<Block, Step[]>()
  for (const { step, visit, block } of indexOf(plan).order('main').entries)
    if (visit === 'work' && !isLeftOut(state, step)) blocks.set(block, [...(blocks.get(block) ?? []), step])
  const groups: Group[] = []
  for (const [block, steps] of blocks) {
    const section = indexOf(plan).sections.get(block.section)
    if (!section) continue
    const last = groups.at(-1)
    const part = { order: block.order, steps }
    if (last?.section === section)
      groups[groups.length - 1] = { section, steps: [...last.steps, ...steps], blocks: [...last.blocks, part] }
    else groups.push({ section, steps, blocks: [part] })
  }
  return groups
}

const isLeftOut = (state: RunState, { id }: Step): boolean => {
  const { outcome, how } = state.steps.get(id)
  return outcome === 'skipped' && (how === 'condition' || how === 'choice' || how === 'partial' || how === 'scheduled')
}

/** As earlier runs took, else as the document says; null: nobody knows. */
const timeOf = ({ learned }: RunState, { id, estimate }: Step): number | null => {
  const took = learned[id]
  return took === undefined ? estimate : took / 1000
}

const sectionForecast = (state: RunState, section: Section, steps: readonly Step[]): SectionForecast => {
  const said = steps.flatMap(({ estimate }) => estimate ?? [])
  const took = steps.flatMap(({ id }) => state.learned[id] ?? [])
  return {
    section: section.id,
    title: section.title,
    planned: section.estimate ?? (said.length > 0 ? sum(said) : null),
    learned: took.length > 0 ? sum(took) / 1000 : null,
    unknown: section.estimate !== null ? 0 : steps.filter((step) => timeOf(state, step) === null).length,
  }
}

/**
 * Behind a section that is watched, what only verifies, tells or records goes on beside the watch, and what deploys or is
 * signed waits for it: of the two the longer one counts.
 */
const pathOf = (plan: Plan, groups: readonly Group[], state: RunState): readonly PathPart[] => {
  const path: PathPart[] = []
  let watch: PathPart | null = null
  let beside: PathPart[] = []
  const join = () => {
    const besides = sum(beside.map(({ seconds }) => seconds))
    if (watch !== null && watch.seconds >= besides) path.push(watch)
    else path.push(...beside)
    watch = null
    beside = []
  }
  for (const group of groups) {
    const { role } = group.section
    if (role === 'deploy' || role === 'signoff') join()
    const seconds = watched(plan, group.section)
    if (seconds > 0) {
      const before: PathPart | null = watch
      watch = {
        title: group.section.title,
        seconds: Math.max(seconds, before === null ? 0 : secondsOf(before)),
        of: 'watch',
      }
    } else if (watch === null) path.push(...partsOf(group, state))
    else beside.push(...partsOf(group, state))
  }
  join()
  return path
}

const secondsOf = ({ seconds }: PathPart): number => seconds

/** How long a section is watched, where that has an end. */
const watched = (plan: Plan, { id }: Section): number =>
  Math.max(0, ...plan.soaks.flatMap(({ section, to }) => (section === id && to !== null ? to : [])))

/** Items that people take in any order take as long as the longest; everything else one after the other. */
const partsOf = ({ section, blocks, steps }: Group, state: RunState): readonly PathPart[] => {
  const isKnown = steps.some((step) => timeOf(state, step) !== null)
  const all = blocks.flatMap(({ order, steps }) => {
    const times = steps.map((step) => ({ step, seconds: timeOf(state, step) ?? 0 }))
    if (order === 'ordered') return times
    return times.toSorted((a, b) => b.seconds - a.seconds).slice(0, 1)
  })
  if (!isKnown || (section.estimate !== null && !steps.every((step) => state.learned[step.id] !== undefined)))
    return section.estimate === null ? [] : [{ title: section.title, seconds: section.estimate, of: kindOf(steps) }]
  return all.flatMap(({ step, seconds }) =>
    seconds > 0 ? [{ title: step.title, seconds, of: kindOf([step]) } satisfies PathPart] : [],
  )
}

const kindOf = (steps: readonly Step[]): PathPart['of'] =>
  steps.some(({ command }) => command !== null) ? 'commands' : 'people'

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)
