import { afterEach, describe, expect, it } from 'vitest'
import { lay, type RunChange, type RunView } from '../../contract/index.ts'
import type { Engine } from '../../engine/engine.ts'
import { type AServer, aServer } from '../../testing/a-server.ts'
import { ada } from '../../testing/run-events.ts'

const document = '# Go\n\n## Before\n\n- [ ] a\n- [ ] b\n'

let server: AServer
const open = new Set<AbortController>()
afterEach(async () => {
  for (const one of open) one.abort()
  open.clear()
  await server.close()
})

interface Heard {
  readonly event: string
  readonly id: string | null
  readonly data: unknown
}

/** Listens as a browser does; `heard` grows. */
async function listen(after: number | null, last: string | null = null) {
  const gone = new AbortController()
  open.add(gone)
  const address = `${await server.address()}/api/runs/${server.run}/live${after === null ? '' : `?after=${after}`}`
  const headers = { 'x-test-person': 'bob', ...(last === null ? {} : { 'last-event-id': last }) }
  const response = await fetch(address, { signal: gone.signal, headers })
  expect(response.headers.get('content-type')).toContain('text/event-stream')
  const heard: Heard[] = []
  const reading = (async () => {
    let rest = ''
    const decoder = new TextDecoder()
    for await (const chunk of response.body ?? []) {
      rest += decoder.decode(chunk, { stream: true })
      const frames = rest.split('\n\n')
      rest = frames.pop() ?? ''
      for (const frame of frames) {
        const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(frame)?.[1] ?? null
        const event = field('event')
        if (event !== null) heard.push({ event, id: field('id'), data: JSON.parse(field('data') ?? 'null') })
      }
    }
  })().catch(() => undefined)
  return { heard, leave: () => gone.abort(), reading }
}

async function until(holds: () => boolean): Promise<void> {
  for (let turn = 0; turn < 600 && !holds(); turn += 1) await new Promise((resolve) => setTimeout(resolve, 25))
  expect(holds()).toBe(true)
}

/** Until the server has seen everybody leave. */
async function untilAlone(): Promise<void> {
  const count = () => new Promise<number>((done) => server.app.server.getConnections((_, open) => done(open)))
  for (let turn = 0; turn < 600 && (await count()) > 0; turn += 1) await new Promise((done) => setTimeout(done, 25))
}

const comment = (text: string) =>
  server.app.inject({
    method: 'POST',
    url: `/api/runs/${server.run}/comment`,
    payload: { seen: 1, step: null, text },
  })

describe('Who listens to a run', () => {
  it('gets the whole view first, then what changes, and who else is there', async () => {
    server = await aServer({ document })
    const { heard } = await listen(null)
    await until(() => heard.length >= 2)
    expect(heard.map(({ event }) => event).slice(0, 2)).toEqual(['view', 'people'])
    await comment('hello')
    await until(() => heard.some(({ event }) => event === 'change'))
    const view = heard[0]?.data as RunView
    const found = heard.find(({ event }) => event === 'change')
    const change = found?.data as RunChange
    expect(found?.id).toBe(String(change.seq))
    expect(lay(view, change)?.comments.map(({ text }) => text)).toEqual(['hello'])
    expect(heard.find(({ event }) => event === 'people')?.data).toEqual([{ id: 'bob', name: 'bob', pages: 1 }])
  })

  it('goes on after what they know, by the address or as a browser says it', async () => {
    server = await aServer({ document })
    const view = (await server.app.inject({ url: `/api/runs/${server.run}` })).json() as RunView
    await comment('one')
    await comment('two')
    for (const { heard } of [
      await listen(view.seq),
      await listen(null, String(view.seq)),
      await listen(0, String(view.seq)),
    ]) {
      await until(() => heard.filter(({ event }) => event === 'change').length >= 3)
      const said = heard.flatMap(({ event, data }) => (event === 'change' ? (data as RunChange).said : []))
      expect(said.map(({ text }) => text)).toEqual(['one', 'two'])
      expect(heard.some(({ event }) => event === 'view')).toBe(false)
    }
    const { heard } = await listen(view.seq + 1_000)
    await until(() => heard.some(({ event }) => event === 'view'))
  })

  it('is one of hundreds for whom a run is watched once, and leaves nothing behind', async () => {
    let watches = 0
    const counting = (engine: Engine): Engine => ({
      ...engine,
      watch: (...how) => {
        watches += 1
        return engine.watch(...how)
      },
    })
    server = await aServer({ document, engine: counting })
    const viewers = await Promise.all(Array.from({ length: 200 }, () => listen(null)))
    await until(() => viewers.every(({ heard }) => heard.some(({ event }) => event === 'view')))
    await comment('to all')
    await until(() => viewers.every(({ heard }) => heard.some(({ event }) => event === 'change')))
    expect(watches).toBe(1)
    for (const { leave } of viewers.slice(1)) leave()
    const stays = viewers[0]?.heard ?? []
    await until(() => {
      const people = stays.findLast(({ event }) => event === 'people')?.data
      return JSON.stringify(people) === JSON.stringify([{ id: 'bob', name: 'bob', pages: 1 }])
    })
  })

  it('is nobody any more who left before the run was opened', async () => {
    const [asked, opening] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    const slow = (engine: Engine): Engine => ({
      ...engine,
      history: async (run) => {
        asked.resolve()
        await opening.promise
        return await engine.history(run)
      },
    })
    server = await aServer({ document, engine: slow })
    const early = listen(null).catch(() => null)
    await asked.promise
    for (const one of open) one.abort()
    await early
    await untilAlone()
    opening.resolve()
    const { heard } = await listen(null)
    await until(() => heard.some(({ event }) => event === 'people'))
    expect(heard.findLast(({ event }) => event === 'people')?.data).toEqual([{ id: 'bob', name: 'bob', pages: 1 }])
  })

  it('is let go when the run is removed', async () => {
    server = await aServer({ document })
    const { heard, reading } = await listen(null)
    await until(() => heard.length > 0)
    await server.holdpoint.store.remove(server.run, ada, Date.now())
    await reading
    expect((await server.app.inject({ url: `/api/runs/${server.run}/live` })).statusCode).toBe(404)
  })

  it('is let go when the server closes', async () => {
    server = await aServer({ document })
    const { heard, reading } = await listen(null)
    await until(() => heard.length > 0)
    await server.app.close()
    await reading
  })

  it('is told that there is no such run', async () => {
    server = await aServer({ document })
    const answered = await server.app.inject({ url: '/api/runs/nothing/live' })
    expect(answered.statusCode).toBe(404)
  })
})
