import type { Present, Printed, RunChange, RunView } from '../../contract/index.ts'
import type { RunStore } from './run-store.ts'
import { ServerSentReader } from './sse.ts'

/** What following a run needs of the world; a browser's, or a test's. */
export interface LiveWorld {
  /** Opens the stream of changes after `after`. Throws where nobody answers. */
  readonly open: (after: number, signal: AbortSignal) => Promise<Response>
  /** Fetches the whole view. */
  readonly view: (signal: AbortSignal) => Promise<RunView>
  /** Why an answer or an error means that trying again is of no use; null: it is worth it. */
  readonly refusal: (found: unknown) => Promise<{ readonly message: string; readonly next: string } | null>
  readonly online: () => boolean
  /** Calls back when the device loses its network: a stream may hang then for long without an end. Gives what stops that. */
  readonly cutOff: (lost: () => void) => () => void
  readonly now: () => number
  /** Resolves after so many milliseconds, or at once when `signal` is aborted or the network came back. */
  readonly pause: (ms: number, signal: AbortSignal) => Promise<void>
  /** Calls back when nothing was heard for so long; `heard` starts it anew. */
  readonly silence: (ms: number, silent: () => void) => { readonly heard: () => void; readonly end: () => void }
  readonly random: () => number
}

/** The server says something at least every 15 s; after three such times the connection is taken for dead. */
const silentAfter = 45_000

/**
 * Keeps a store up to date until it is ended: opens the stream after the store's last event, lays change on change, and when the
 * stream ends, breaks or goes silent opens it anew where it stopped. Nothing is missed and nothing is taken twice: each change
 * names what it is to be laid over.
 */
export function follow(store: RunStore, world: LiveWorld): () => void {
  const ended = new AbortController()
  void keep(store, world, ended.signal)
  return () => ended.abort()
}

async function keep(store: RunStore, world: LiveWorld, ended: AbortSignal): Promise<void> {
  for (let tries = 0; !ended.aborted; tries++) {
    if (tries > 0) {
      // Half a second, doubled up to 15 s, each by chance up to half shorter: 200 pages don't knock at once.
      const ms = Math.min(15_000, 500 * 2 ** Math.min(tries - 1, 5)) * (1 - world.random() / 2)
      store.link(world.online() ? { is: 'waiting', until: world.now() + ms, tries } : { is: 'offline' })
      await world.pause(ms, ended)
      if (ended.aborted) return
    }
    const found = await listen(store, world, ended)
    if (ended.aborted) return
    if (found.refused !== null) {
      store.link({ is: 'refused', ...found.refused })
      return
    }
    if (found.heard) tries = 0
  }
}

/** One connection, from its opening to its end. */
async function listen(store: RunStore, world: LiveWorld, ended: AbortSignal) {
  const connection = new AbortController()
  const end = () => connection.abort()
  ended.addEventListener('abort', end)
  const silence = world.silence(silentAfter, end)
  const forget = world.cutOff(end)
  let heard = false
  try {
    const response = await world.open(store.view.seq, connection.signal)
    const refused = response.ok ? null : await world.refusal(response)
    if (refused !== null || !response.ok || response.body === null) return { refused, heard }
    const reader = new ServerSentReader()
    const stream = response.body.pipeThrough(new TextDecoderStream()).getReader()
    store.link({ is: 'live' })
    for (;;) {
      const { done, value } = await stream.read()
      if (done) break
      heard = true
      silence.heard()
      for (const event of reader.take(value)) {
        if (take(store, event.event, event.data)) continue
        store.replace(await world.view(connection.signal))
      }
    }
    return { refused: null, heard }
  } catch (error) {
    return { refused: connection.signal.aborted ? null : await world.refusal(error), heard }
  } finally {
    ended.removeEventListener('abort', end)
    silence.end()
    forget()
    connection.abort()
  }
}

/** False: a change that belongs onto another view than the store's. `quiet` only says that the server is still there. */
function take(store: RunStore, event: string, data: string): boolean {
  if (event === 'change') return store.change(JSON.parse(data) as RunChange)
  if (event === 'view') store.replace(JSON.parse(data) as RunView)
  else if (event === 'printed') store.printed(JSON.parse(data) as Printed)
  else if (event === 'people') store.people(JSON.parse(data) as readonly Present[])
  return true
}
