import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { AggregatorRegistry, Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

/** The metrics of one process, and with them those of all others that serve beside it. */
export interface Metrics {
  readonly registry: Registry
  readonly requests: Histogram<'method' | 'route' | 'status'>
  readonly outside: Counter<'service' | 'outcome'>
  /** The Prometheus text of all processes together. */
  text(): Promise<string>
  close(): void
}

/** Seconds; the goals of a service, 50 and 500 milliseconds, are borders of buckets. */
const buckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 60]

/** Of every query of this process, whichever database it asks; told with the metrics of its service. */
export const queryTimes = new Histogram({
  name: 'database_query_duration_seconds',
  help: 'Time of a query, from its sending to its last row',
  buckets,
  registers: [],
})

/** Milliseconds between two notes that a process makes for the others. */
const cadence = 1_000

/**
 * Any process may be asked, and answers for all: each notes its own in `DATA/metrics` once a second, and adds the notes of the
 * others that are alive to its own. A counter goes down when a process ended, which Prometheus takes for a restart.
 */
export function openMetrics(data: string, release: string): Metrics {
  const folder = join(data, 'metrics')
  mkdirSync(folder, { recursive: true })
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const info = new Gauge({
    name: 'service_info',
    help: 'The release that runs',
    labelNames: ['version'],
    registers: [registry],
    aggregator: 'max',
  })
  info.set({ version: release }, 1)
  const requests = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time from the head of a request to the end of its answer',
    labelNames: ['method', 'route', 'status'],
    buckets,
    registers: [registry],
  })
  const outside = new Counter({
    name: 'outside_attempts_total',
    help: 'Attempts at services outside of this one',
    labelNames: ['service', 'outcome'],
    registers: [registry],
  })
  registry.registerMetric(queryTimes)
  const own = join(folder, `${process.pid}.json`)
  const note = async () => {
    const metrics = await registry.getMetricsAsJSON()
    try {
      writeFileSync(`${own}.new`, JSON.stringify(metrics))
      renameSync(`${own}.new`, own)
    } catch {
      // A disk that is full costs the metrics of this second, not the service.
    }
  }
  const timer = setInterval(note, cadence).unref()
  return {
    registry,
    requests,
    outside,
    text: async () => {
      const others = notes(folder).filter(({ pid }) => pid !== process.pid)
      return AggregatorRegistry.aggregate([
        await registry.getMetricsAsJSON(),
        ...others.map(({ metrics }) => metrics),
      ]).metrics()
    },
    close: () => {
      clearInterval(timer)
      rmSync(own, { force: true })
    },
  }
}

type Note = Awaited<ReturnType<Registry['getMetricsAsJSON']>>

/** What processes that are alive have noted; the notes of others are removed. */
function notes(folder: string): readonly { readonly pid: number; readonly metrics: Note }[] {
  return readdirSync(folder).flatMap((entry) => {
    const pid = Number(/^(\d+)\.json$/.exec(entry)?.[1])
    if (Number.isNaN(pid)) return []
    try {
      process.kill(pid, 0)
      return [{ pid, metrics: JSON.parse(readFileSync(join(folder, entry), 'utf8')) as Note }]
    } catch {
      rmSync(join(folder, entry), { force: true })
      return []
    }
  })
}
