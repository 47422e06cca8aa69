import type { Plan, StepId } from '../plan/index.ts'
import { stepsIn } from '../plan/walk.ts'
import { digestOf } from '../run/chain.ts'
import type { Recorded } from '../run/index.ts'
import { comeTo, learnedDurations, learnedFrom } from '../run/learned.ts'
import { stepOf } from '../run/order.ts'
import type { RunHeader, RunStore } from './ports.ts'

/** Runs that are looked at: older ones tell of other machines and other data. */
const most = 20

/** What steps took in the last runs of this document in this environment; nothing is ever learned from a rehearsal. */
export async function learn(
  store: RunStore,
  plan: Plan,
  environment: string | null,
): Promise<Readonly<Record<StepId, number>>> {
  const journals = await last(store, plan, (one) => !one.rehearsal && one.environment === environment)
  return learnedDurations(plan, journals, digestOf)
}

/** Steps that no rehearsal has come to since they were written as they stand, in document order. */
export async function neverRehearsed(store: RunStore, plan: Plan): Promise<readonly StepId[]> {
  const journals = await last(store, plan, ({ rehearsal }) => rehearsal)
  const rehearsed = new Set(journals.flatMap((journal) => [...comeTo(plan, journal, digestOf)]))
  const lines = [...plan.main, ...plan.procedures.flatMap(({ blocks }) => blocks)]
  // A parent without a command is rehearsed in its parts.
  const own = [...stepsIn(plan, lines)]
    .map((id) => stepOf(plan, id))
    .filter((one) => one.command || one.children.length === 0)
  return own.toSorted((a, b) => a.number - b.number).flatMap(({ id }) => (rehearsed.has(id) ? [] : id))
}

async function last(
  store: RunStore,
  plan: Plan,
  fits: (header: RunHeader) => boolean,
): Promise<readonly (readonly Recorded[])[]> {
  const headers = (await store.runs()).filter((one) => one.document === plan.source.path && fits(one)).slice(0, most)
  return await Promise.all(headers.map(({ run }) => store.readOf(run, learnedFrom)))
}
