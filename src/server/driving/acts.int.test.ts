import { afterEach, describe, expect, it } from 'vitest'
import type { ActName, Problem, RunView } from '../../contract/index.ts'
import { type AServer, aServer, viewWhen } from '../../testing/a-server.ts'

const document = `# Deploy

## Before

- [ ] Tell the team
- [ ] Look at the dashboard

## Deploy

\`\`\`bash
echo hello
\`\`\`

\`\`\`bash
false
\`\`\`

## Rollback

\`\`\`bash
echo back
\`\`\`
`

let server: AServer
afterEach(() => server.close())

const view = async (person = 'ada'): Promise<RunView> =>
  (await server.app.inject({ url: `/api/runs/${server.run}`, headers: { 'x-test-person': person } })).json()

const act = async (name: ActName, payload: object, person = 'ada') => {
  const answered = await server.app.inject({
    method: 'POST',
    url: `/api/runs/${server.run}/${name}`,
    headers: { 'x-test-person': person },
    payload,
  })
  return { status: answered.statusCode, body: answered.json() as Problem & { readonly seq: number } }
}

/** The view as soon as it is so. */
const until = (holds: (view: RunView) => boolean) => viewWhen(server, server.run, holds)

const asks = (kind: string) => (now: RunView) => now.open.some((one) => one.kind === kind)
const asked = (now: RunView, kind: string) => now.open.find((one) => one.kind === kind)?.id ?? ''

describe('A run from the page', () => {
  it('is driven here, from its first question to its way back', async () => {
    server = await aServer({ document })
    const { seq } = await view()
    expect(await act('resume', { seen: seq })).toMatchObject({ status: 200 })
    const confirm = await until(asks('confirm'))
    expect(confirm.driver).toMatchObject({ here: true })
    await act('answer', { seen: confirm.seq, decision: asked(confirm, 'confirm'), option: 'done' }, 'bob')
    const failed = await until(asks('failure'))
    expect(Object.values(failed.steps).map(({ state }) => state)).toEqual(['passed', 'passed', 'passed', 'failed'])
    expect(failed.steps[failed.open[0]?.steps[0] ?? '']?.attempts[0]).toMatchObject({ status: 1, how: 'exit' })
    expect(Object.values(failed.steps)[0]?.by?.name).toBe('bob')
    const back = await act('back', { seen: failed.seq, confirmed: true, reason: 'broken' })
    expect(back.status).toBe(200)
    const over = await until(({ status }) => status === 'ended')
    expect(over).toMatchObject({ outcome: 'backed-out', driver: null, open: [], progress: { done: 1, total: 1 } })
    expect(over.said.map(({ text }) => text).join('\n')).toContain('The way back: Rollback: broken')
  })

  it('is left when the server closes, and goes on where the next one resumes it', async () => {
    server = await aServer({ document })
    await act('resume', { seen: (await view()).seq })
    await until(asks('confirm'))
    const { run, folder, holdpoint } = server
    await server.app.close()
    expect(await holdpoint.store.driver(run, Date.now())).toBeNull()
    await holdpoint.close()
    const next = await aServer({ document, folder })
    server = { ...next, run, close: next.close }
    const left = await view()
    expect(left.driver).toBeNull()
    expect(left.waits.join(' ')).toContain('Nobody drives it')
    await act('resume', { seen: left.seq })
    await until(({ driver }) => driver?.here === true)
  })

  it('says who was faster', async () => {
    server = await aServer({ document })
    await act('resume', { seen: (await view()).seq })
    const now = await until(asks('confirm'))
    const step = now.open[0]?.steps[0] ?? ''
    const first = await act('tick', { seen: now.seq, steps: [step], as: 'done' }, 'bob')
    const second = await act('tick', { seen: now.seq, steps: [step], as: 'skipped', reason: 'not here' }, 'carol')
    expect(first.status).toBe(200)
    expect(second).toMatchObject({ status: 409, body: { code: 'page-stale' } })
    expect(second.body.message).toContain('“Tell the team”, done (bob)')
    expect(second.body.details).toMatchObject({ changes: [{ step, by: { name: 'bob' } }] })
    const answer = { seen: now.seq, decision: asked(now, 'confirm'), option: 'done' }
    const both = await Promise.all([act('answer', answer, 'bob'), act('answer', answer, 'carol')])
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
    const loser = both.find(({ status }) => status === 409)?.body
    expect(loser).toMatchObject({ code: 'decision-closed' })
    expect(loser?.message).toMatch(/bob|carol/)
    expect(loser?.details).toMatchObject({ changes: expect.any(Array) })
  })

  it('refuses what it does not understand with a sentence, and never with a stack', async () => {
    server = await aServer({ document })
    const bad = [
      [await act('tick', { seen: 1 }), 400],
      [await act('tick', { seen: 1, steps: ['nothing'], as: 'done' }), 404],
      [await act('comment', { seen: 1, step: 'nothing', text: 'x' }), 404],
      [await act('answer', { seen: 1, decision: 'nothing', option: 'yes' }), 404],
      [await act('cancel', { seen: 1, step: 'nothing', attempt: 1 }), 404],
      [await act('go-on', { seen: 1 }), 409],
    ] as const
    for (const [{ status, body }, expected] of bad) {
      expect(status).toBe(expected)
      expect(body.code).toMatch(/^[a-z-]+$/)
      expect(`${body.message} ${body.next}`).not.toMatch(/node_modules|\.ts:/)
    }
    const missing = await server.app.inject({ url: '/api/runs/nothing' })
    expect(missing.statusCode).toBe(404)
    expect(missing.json()).toMatchObject({ code: 'run-missing' })
  })

  it('lets a question be answered from elsewhere while it is driven here', async () => {
    server = await aServer({ document })
    await act('resume', { seen: (await view()).seq })
    const now = await until(asks('confirm'))
    const other = await aServer({ document, folder: server.folder })
    const answer = { option: 'done', steps: [], reason: null, fields: {} } as const
    const by = { kind: 'person', id: 'dora', name: 'Dora', key: null } as const
    const decision = asked(now, 'confirm')
    await other.holdpoint.engine.act(server.run, { type: 'Answer', decision, answer }, by)
    await other.close()
    expect((await until(asks('failure'))).driver).toMatchObject({ here: true })
  })
})
