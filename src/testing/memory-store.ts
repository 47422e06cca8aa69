import type { LeaseHolder, LedgerLine, RunHeader, RunStore } from '../engine/ports.ts'
import { HoldpointError } from '../errors.ts'
import { seal } from '../run/chain.ts'
import type { Recorded } from '../run/index.ts'
import { utcMinute } from '../run/utc.ts'

/** A store that lasts as long as the process. `lives` says of another holder whether it still lives; by default it does. */
export function memoryStore(lives: (holder: LeaseHolder) => boolean = () => true): RunStore {
  const journals = new Map<string, readonly Recorded[]>()
  const headers = new Map<string, RunHeader>()
  const leases = new Map<string, LeaseHolder>()
  const remembered = new Map<string, Record<string, string>>()
  const ledger: LedgerLine[] = []
  const count = (run: string) => {
    const header = headers.get(run)
    const index = ledger.findIndex((line) => line.run === run)
    if (header === undefined) return
    if (index >= 0) ledger[index] = { ...header, number: index + 1, removed: null }
    else ledger.push({ ...header, number: ledger.length + 1, removed: null })
  }

  return {
    async append(run, after, events, by, at, lease) {
      const journal = journals.get(run) ?? []
      const holder = leases.get(run)
      if (lease !== undefined && holder?.id !== lease) {
        throw new HoldpointError('lease-lost', {
          run,
          holder: holder === undefined ? 'nobody' : `process ${holder.pid}`,
        })
      }
      if (journal.length !== after) {
        throw new HoldpointError('journal-conflict', { run, expected: after, actual: journal.length })
      }
      const [first] = events
      if (first?.type === 'RunCreated' && first.exclusive === true && first.environment !== null) {
        const { environment } = first
        const holder = [...headers.values()].find(
          (one) => one.environment === environment && !one.rehearsal && one.outcome === null,
        )
        if (holder !== undefined) {
          const { name, id } = journals.get(holder.run)?.[0]?.actor ?? by
          const since = utcMinute(holder.createdAt)
          const who = name?.replace(/\s*<[^<>]*>\s*$/, '') ?? id
          throw new HoldpointError('environment-locked', { run: holder.run, who, environment, since })
        }
      }
      const recorded: Recorded[] = []
      for (const event of events) {
        const prev = recorded.at(-1)?.hash ?? journal.at(-1)?.hash ?? ''
        const sealed = seal({ run, seq: after + recorded.length + 1, at, actor: by, event }, prev)
        recorded.push(JSON.parse(JSON.stringify(sealed)))
        headers.set(run, follow(headers.get(run), sealed))
        count(run)
      }
      journals.set(run, [...journal, ...recorded])
      return recorded
    },
    read: async (run, after) => (journals.get(run) ?? []).filter(({ seq }) => seq > after),
    readOf: async (run, types) => (journals.get(run) ?? []).filter(({ event }) => types.includes(event.type)),
    last: async (run) => journals.get(run)?.length ?? 0,
    runs: async () => [...headers.values()].reverse().sort((a, b) => b.createdAt - a.createdAt),
    async lease(run, holder) {
      const current = leases.get(run)
      if (current !== undefined && current.id !== holder.id && lives(current)) return { held: false, by: current }
      leases.set(run, holder)
      return { held: true }
    },
    async driver(run) {
      const current = leases.get(run)
      return current !== undefined && lives(current) ? current : null
    },
    async release(run, holder) {
      if (leases.get(run)?.id === holder.id) leases.delete(run)
    },
    ledger: async () => ledger,
    async remove(run, by, at) {
      const index = ledger.findIndex((line) => line.run === run)
      const line = ledger[index]
      if (line !== undefined) ledger[index] = { ...line, removed: { at, by } }
      journals.delete(run)
      headers.delete(run)
      leases.delete(run)
    },
    remembered: async (environment, document) => ({ ...remembered.get(JSON.stringify([environment, document])) }),
    async remember(environment, document, values) {
      const key = JSON.stringify([environment, document])
      remembered.set(key, { ...remembered.get(key), ...values })
    },
    async close() {},
  }
}

function follow(before: RunHeader | undefined, { run, seq, at, event, hash }: Recorded): RunHeader {
  if (event.type === 'RunCreated') {
    const { source, plan, environment, rehearsal } = event
    const names = { run, document: source.path, title: plan.title, environment, rehearsal }
    return { ...names, createdAt: at, updatedAt: at, last: seq, head: hash, outcome: null }
  }
  if (before === undefined) throw new Error(`the journal of ${run} does not begin with RunCreated`)
  const outcome = event.type === 'RunEnded' ? event.outcome : before.outcome
  return { ...before, updatedAt: at, last: seq, head: hash, outcome }
}
