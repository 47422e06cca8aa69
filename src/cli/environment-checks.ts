import { closedWords, isWhole, nameOf, type RunState, type Terms, termsMoment, windowEnd } from '../run/index.ts'
import { short } from './terminal/run-views.ts'
import { moment } from './terminal/times.ts'
import { projectPlace, type Workplace } from './workplace.ts'

interface Found {
  readonly name: string
  readonly found: string
}

/** What holds in an environment now: when changes may be made, who holds it, what was released there last, and before it. */
export async function environmentNow(work: Workplace, environment: string, now: number): Promise<readonly Found[]> {
  const own = projectPlace(work.place, environment)
  const terms = own?.terms ?? null
  const before = terms?.after ?? null
  const runs = (await work.engine.runs()).filter(({ rehearsal }) => !rehearsal)
  const unfinished = runs.filter((one) => one.environment === environment && one.outcome === null)
  const holders = await Promise.all(unfinished.map(({ run }) => work.engine.load(run)))
  return [
    { name: 'Changes', found: terms === null ? 'at any time' : timesOf(terms, environment, now) },
    {
      name: 'Lock',
      found: own?.lock === false ? 'none: several runs at a time' : holders.map(holder).join('; ') || 'free',
    },
    { name: 'Released last', found: await lastIn(work, environment) },
    ...(before === null ? [] : [{ name: `Before it, in ${before}`, found: await lastIn(work, before) }]),
  ]
}

function timesOf(terms: Terms, environment: string, now: number): string {
  const closed = closedWords(terms, environment, now)
  const [first] = closed
  if (first !== undefined) {
    const again = first.until === null ? 'No end is known.' : `Again from ${termsMoment(terms, first.until)}`
    return `not now: ${closed.map(({ text }) => text).join(' ')} ${again}`
  }
  const end = windowEnd({ terms }, now)
  return end === null ? 'may be made now' : `may be made until ${termsMoment(terms, end)}`
}

const holder = ({ id, authority, operator, createdAt }: RunState): string =>
  `run ${short(id)} of ${nameOf(authority, operator)}, since ${moment(createdAt)}`

/** The newest whole run of an environment. */
async function lastIn({ engine }: Workplace, environment: string): Promise<string> {
  const done = (await engine.runs()).filter((one) => one.environment === environment && one.outcome === 'done')
  for (const { run } of done) {
    const state = await engine.load(run)
    if (!isWhole(state)) continue
    const digest = state.identity === null ? '' : `, SHA-256 ${state.identity.digest.slice(0, 12)}`
    return `${state.release ?? state.plan.title}, ${moment(state.updatedAt)}, run ${short(run)}${digest}`
  }
  return 'nothing yet'
}
