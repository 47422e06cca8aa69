import { get, type IncomingMessage } from 'node:http'
import { performance } from 'node:perf_hooks'

/** So many who watch one stream of server-sent events. */
export interface Viewers {
  /** Does `act`, and gives after how many milliseconds each of them had the next event of the name `change`. */
  after(act: () => Promise<unknown>): Promise<readonly number[]>
  /** What came to all of them so far. */
  bytes(): number
  close(): void
}

/** Opens `count` streams of `url`, one after the other, as browsers do that have no proxy between. */
export async function viewers(count: number, url: string, headers: Readonly<Record<string, string>>): Promise<Viewers> {
  let arrived: (viewer: number) => void = () => undefined
  const streams: IncomingMessage[] = []
  let bytes = 0
  for (let viewer = 0; viewer < count; viewer += 1) {
    const stream = await new Promise<IncomingMessage>((resolve, reject) => {
      get(url, { headers, agent: false }, resolve).on('error', reject)
    })
    if (stream.statusCode !== 200) throw new Error(`${url} answers ${stream.statusCode} to viewer ${viewer + 1}`)
    let rest = ''
    stream.setEncoding('utf8').on('data', (text: string) => {
      bytes += text.length
      const blocks = (rest + text).split('\n\n')
      rest = blocks.pop() ?? ''
      if (blocks.some((block) => /^event: change$/m.test(block))) arrived(viewer)
    })
    stream.on('error', () => undefined)
    streams.push(stream)
  }
  return {
    async after(act) {
      const times = new Map<number, number>()
      const began = performance.now()
      const all = new Promise<void>((resolve, reject) => {
        const late = setTimeout(() => reject(new Error(`${times.size} of ${count} viewers had the event`)), 20_000)
        arrived = (viewer) => {
          if (!times.has(viewer)) times.set(viewer, performance.now() - began)
          if (times.size < count) return
          clearTimeout(late)
          resolve()
        }
      })
      await act()
      await all
      return [...times.values()]
    },
    bytes: () => bytes,
    close() {
      for (const stream of streams) stream.destroy()
    },
  }
}

/** The value below which a share of them lies, in the order of size; `share`: 0.95. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN
}
