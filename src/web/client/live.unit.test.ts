import { describe, expect, it } from 'vitest'
import type { RunChange, RunView } from '../../contract/index.ts'
import { lay } from '../../contract/lay.ts'
import fc from '../../testing/properties.ts'
import { aChange, aStep, aView } from '../../testing/run-view.ts'
import { follow, type LiveWorld } from './live.ts'
import { type Link, RunStore } from './run-store.ts'

/** What a connection does: how many bytes of the stream it carries before it breaks; `null`: as many as there are. */
type Connection = { readonly bytes: number } | 'refuse' | 'unreachable'

/**
 * A server with a history of changes, of which it remembers the last `ring`, behind a network that does what `connections` say, one
 * after the other; after those it works.
 */
function world(changes: readonly RunChange[], connections: readonly Connection[], ring: number) {
  const first = aView()
  const last = changes.reduce<RunView>((view, change) => lay(view, change) ?? view, first)
  const opened: number[] = []
  const links: Link['is'][] = []
  const over = Promise.withResolvers<void>()
  const told = (after: number) => {
    const rest = changes.filter(({ seq }) => seq > after)
    const known = rest.length <= ring
    const events = known
      ? rest.map((change) => `event: change\nid: ${change.seq}\ndata: ${JSON.stringify(change)}\n\n`)
      : [`event: view\ndata: ${JSON.stringify(last)}\n\n`]
    return new TextEncoder().encode(`${events.join('')}event: quiet\ndata: {}\n\n`)
  }
  const it: LiveWorld = {
    open: async (after) => {
      opened.push(after)
      const how = connections[opened.length - 1]
      if (how === 'unreachable') throw new TypeError('fetch failed')
      if (how === 'refuse') return new Response('{}', { status: 503 })
      const bytes = told(after)
      const carried = how === undefined ? bytes : bytes.slice(0, how.bytes)
      // In pieces that end anywhere, within a character too.
      let at = 0
      const stream = new ReadableStream({
        pull(controller) {
          if (at < carried.length) controller.enqueue(carried.slice(at, at + 37))
          else if (how !== undefined) controller.error(new TypeError('network error'))
          at += 37
        },
      })
      return new Response(stream)
    },
    view: async () => last,
    refusal: async (found) =>
      found instanceof Response && found.status === 401 ? { message: 'no', next: 'ask' } : null,
    online: () => true,
    cutOff: () => () => {},
    now: () => 0,
    pause: async () => {},
    silence: () => ({ heard: () => {}, end: () => {} }),
    random: () => 0,
  }
  const store = new RunStore(first, (work) => queueMicrotask(work))
  store.subscribe(() => {
    const { view, link } = store.snapshot()
    if (links.at(-1) !== link.is) links.push(link.is)
    if (view.seq >= last.seq && opened.length > connections.length) over.resolve()
    if (link.is === 'refused') over.resolve()
  })
  return { world: it, store, last, opened, links, over: over.promise }
}

const history = (length: number): readonly RunChange[] =>
  Array.from({ length }, (_, at) =>
    aChange(at + 2, { steps: { [`s${at % 5}`]: aStep(at % 2 === 0 ? 'running' : 'passed', { at }) } }),
  )

async function followed(changes: readonly RunChange[], connections: readonly Connection[], ring = 1000) {
  const made = world(changes, connections, ring)
  const end = follow(made.store, made.world)
  await made.over
  end()
  return made
}

describe('following a run', () => {
  it('goes on after its last event when a connection breaks', async () => {
    const { opened, store, last, links } = await followed(history(10), [{ bytes: 900 }])
    expect(opened[0]).toBe(1)
    expect(opened[1]).toBeGreaterThan(1)
    expect(store.view).toEqual(last)
    expect(links).toEqual(expect.arrayContaining(['waiting', 'live']))
  })

  it('comes to the same view wherever and however often the stream is cut, and says each thing once', async () => {
    const cut = fc.oneof(
      fc.record({ bytes: fc.nat({ max: 6_000 }) }),
      fc.constantFrom<Connection>('refuse', 'unreachable'),
    )
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 25 }),
        fc.array(cut, { maxLength: 6 }),
        fc.integer({ min: 1, max: 30 }),
        async (length, connections, ring) => {
          const { store, last } = await followed(history(length), connections, ring)
          expect(store.view).toEqual(last)
          const said = store.view.said.map(({ seq }) => seq)
          expect(said).toEqual([...new Set(said)].sort((a, b) => a - b))
        },
      ),
      { numRuns: 60 },
    )
  })

  it('fetches the whole view where a change does not fit, and goes on', async () => {
    const changes = history(6)
    const made = world(changes, [], 1000)
    const gap = changes.filter(({ seq }) => seq !== 4)
    const text = gap.map((change) => `event: change\ndata: ${JSON.stringify(change)}\n\n`).join('')
    const end = follow(made.store, {
      ...made.world,
      open: async () => {
        made.opened.push(1)
        return new Response(text)
      },
    })
    await made.over
    end()
    expect(made.store.view).toEqual(made.last)
  })

  it('does not try again where the server says no for good, and says why', async () => {
    const made = world([], [], 1000)
    let tries = 0
    const end = follow(made.store, {
      ...made.world,
      open: async () => {
        tries++
        return new Response('{}', { status: 401 })
      },
    })
    await made.over
    end()
    expect([tries, made.store.snapshot().link]).toEqual([1, { is: 'refused', message: 'no', next: 'ask' }])
  })

  it('waits longer from try to try, each a little by chance, and never more than fifteen seconds', async () => {
    const waits: number[] = []
    const made = world([], [], 1000)
    const over = Promise.withResolvers<void>()
    const end = follow(made.store, {
      ...made.world,
      open: async () => {
        throw new TypeError('fetch failed')
      },
      random: () => 0.5,
      pause: async (ms) => {
        waits.push(ms)
        if (waits.length === 8) over.resolve()
        if (waits.length >= 8) await new Promise(() => {})
      },
    })
    await over.promise
    end()
    expect(waits).toEqual([375, 750, 1500, 3000, 6000, 11250, 11250, 11250])
  })

  it('takes a connection for dead on which nothing is heard, and opens another', async () => {
    const made = world(history(2), [], 1000)
    let opened = 0
    let fallSilent = () => {}
    const end = follow(made.store, {
      ...made.world,
      open: async (after, signal) => {
        opened++
        made.opened.push(after)
        if (opened > 1) return made.world.open(after, signal)
        const hanging = new Promise<Response>((_, reject) => {
          signal.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')))
        })
        queueMicrotask(() => fallSilent())
        return hanging
      },
      silence: (_, silent) => {
        fallSilent = silent
        return { heard: () => {}, end: () => {} }
      },
    })
    await made.over
    end()
    expect(made.store.view).toEqual(made.last)
  })

  it('does not wait for a stream that hangs when the device lost its network', async () => {
    const made = world(history(2), [], 1000)
    let opened = 0
    let lose = () => {}
    const end = follow(made.store, {
      ...made.world,
      cutOff: (lost) => {
        lose = lost
        return () => {}
      },
      open: async (after, signal) => {
        opened++
        if (opened > 1) return made.world.open(after, signal)
        const stream = new ReadableStream({
          start: (controller) => signal.addEventListener('abort', () => controller.error(signal.reason)),
        })
        queueMicrotask(() => lose())
        return new Response(stream)
      },
    })
    await made.over
    end()
    expect(made.store.view).toEqual(made.last)
  })
})
