import { readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { compareView } from '../../contract/compare.ts'
import { environmentsView } from '../../contract/environments.ts'
import { proofView, recordView } from '../../contract/record.ts'
import { runbooksView, runbookView } from '../../contract/runbook.ts'
import { runsView } from '../../contract/runs.ts'
import { trendsView } from '../../contract/trends.ts'
import type { RunHeader } from '../../engine/ports.ts'
import type { Routes } from '../../server/parts.ts'
import { placeRoutes } from '../../server/place-routes.ts'
import { type AServer, aServer } from '../../testing/a-server.ts'
import { placeParts } from './place-parts.ts'

const document = `# Deploy

- [ ] Tell the team

## Deploy

\`\`\`bash
curl http://127.0.0.1:9/health
\`\`\`
`

/** As the command that serves the page puts them together. */
const ofThePlace: Routes = (app, served) => {
  const { place, engine, store, files, holder } = served.parts
  const work = { place, engine, store, files, holder } as Parameters<typeof placeParts>[0]
  for (const add of placeRoutes(served.parts, placeParts(work))) add(app, served)
}

let server: AServer
beforeEach(async () => {
  server = await aServer({ document, routes: [ofThePlace] })
})
afterEach(() => server.close())

const get = async (url: string) => {
  const answer = await server.app.inject({ url })
  return {
    status: answer.statusCode,
    body: answer.headers['content-type']?.includes('json') ? answer.json() : answer.body,
  }
}
const put = (path: string, payload: { readonly text: string; readonly digest: string }) =>
  server.app.inject({ method: 'PUT', url: `/api/runbook?path=${encodeURIComponent(path)}`, payload })
const file = (name: string, content: string | Uint8Array) => writeFileSync(join(server.folder, name), content)
const opened = async (path = 'DEPLOY.md') =>
  runbookView.parse((await get(`/api/runbook?path=${encodeURIComponent(path)}`)).body)

describe('the list of runs', () => {
  it('tells what waits, for whom, and what fits the filters', async () => {
    await server.parts.engine.drive(server.run, {
      by: server.parts.operator(),
      holder: server.parts.holder,
      version: '0.1.0',
      terminal: false,
      secrets: {},
      listener: () => {},
      follow: false,
      signal: new AbortController().signal,
    })
    const all = runsView.parse((await get('/api/runs')).body)
    expect(all.unfinished).toMatchObject([{ run: server.run, status: 'waiting', progress: { total: 2, done: 0 } }])
    expect(all.mine).toMatchObject([{ run: server.run, kind: 'confirm', step: 1 }])
    expect(runsView.parse((await get('/api/runs?outcome=done')).body).unfinished).toEqual([])
    expect((await get('/api/runs?outcome=lost')).status).toBe(400)
    expect(trendsView.parse((await get('/api/trends?days=7')).body).runs).toEqual([])
  })

  it('opens no more journals than are shown, however many runs there are', async () => {
    await server.close()
    const opened: string[] = []
    const headers: RunHeader[] = Array.from({ length: 5_000 }, (_, at) => ({
      run: `r${at}`,
      document: 'DEPLOY.md',
      title: 'Deploy',
      environment: null,
      rehearsal: false,
      createdAt: 5_000 - at,
      updatedAt: 5_000 - at,
      last: 1,
      head: '',
      outcome: 'done',
    }))
    server = await aServer({
      document,
      routes: [ofThePlace],
      engine: (engine) => ({
        ...engine,
        runs: async () => headers,
        schedules: async () => [],
        history: async (run) => {
          opened.push(run)
          return []
        },
      }),
    })
    const view = runsView.parse((await get('/api/runs?from=100')).body)
    expect(view).toMatchObject({ endedTotal: 5_000, total: 5_000, from: 100 })
    expect(view.ended).toHaveLength(50)
    expect(view.ended[0]).toMatchObject({ run: 'r100', before: 'r101', release: null })
    expect(opened.length).toBeLessThanOrEqual(50)
    const before = opened.length
    await get('/api/runs?from=100')
    expect(opened.slice(before).filter((run) => opened.indexOf(run) < before)).toEqual([])
  })
})

describe('runbooks', () => {
  it('are the documents here that have steps, and those of runs whose file is gone', async () => {
    file('NOTES.md', '# Notes\n\nNothing to do.\n')
    file('broken.md', Uint8Array.from([0, 1, 2]))
    const { runbooks } = runbooksView.parse((await get('/api/runbooks')).body)
    expect(runbooks.map(({ path, steps, gone }) => [path, steps, gone])).toEqual([['DEPLOY.md', 2, false]])
    file('OTHER.md', '- [ ] x\n')
    const more = runbooksView.parse((await get('/api/runbooks')).body).runbooks
    expect(more.map(({ path }) => path)).toEqual(['DEPLOY.md', 'OTHER.md'])
  })

  it('are shown as they are understood, with what will hurt and why', async () => {
    const view = await opened()
    expect(view.text).toBe(document)
    expect(view.findings.map(({ rule }) => rule)).toContain('curl-cannot-fail')
    const { body: why } = await get('/api/runbook/why?path=DEPLOY.md&line=8')
    expect(why.reasons.length).toBeGreaterThan(0)
    expect((await get('/api/rules/curl-cannot-fail')).body.text).toContain('# curl-cannot-fail')
    expect((await get('/api/rules/no-such-rule')).status).toBe(404)
  })

  it.each([
    ['../outside.md', 403, 'document-outside'],
    ['%2e%2e/outside.md', 403, 'document-outside'],
    ['/etc/passwd', 403, 'document-outside'],
    ['.holdpoint/x.md', 403, 'document-outside'],
    ['link.md', 403, 'document-outside'],
    ['none.md', 404, 'document-missing'],
    ['binary.md', 422, 'document-binary'],
    ['large.md', 422, 'document-too-large'],
    ['empty.md', 422, 'document-empty'],
  ])('are no others: %s', async (path, status, code) => {
    symlinkSync(join(import.meta.dirname, '../../../README.md'), join(server.folder, 'link.md'))
    file('binary.md', Uint8Array.from([0, 1, 2, 3]))
    file('large.md', 'x'.repeat(10 * 1024 * 1024))
    file('empty.md', '')
    const query = path.includes('%') ? path : encodeURIComponent(path)
    expect(await get(`/api/runbook?path=${query}`)).toMatchObject({ status, body: { code } })
    const saved = await server.app.inject({
      method: 'PUT',
      url: `/api/runbook?path=${query}`,
      payload: { text: '# y\n', digest: 'x' },
    })
    expect([saved.statusCode, saved.json().code]).toEqual([status, code])
    const begun = await server.app.inject({
      method: 'POST',
      url: '/api/runs',
      payload: { path: decodeURIComponent(query), digest: 'x' },
    })
    expect([begun.statusCode, begun.json().code]).toEqual([status, code])
  })
})

describe('the editor’s save', () => {
  it('writes the bytes that were typed, and the next save goes onto them', async () => {
    file('W.md', '\uFEFF# Gr\u00f6\u00dfe\r\n- [ ] x\r\n')
    const first = await opened('W.md')
    const saved = await put('W.md', { text: `${first.text}- [ ] y\r\n`, digest: first.digest })
    expect(saved.statusCode).toBe(200)
    expect(readFileSync(join(server.folder, 'W.md'), 'utf8')).toBe('\uFEFF# Gr\u00f6\u00dfe\r\n- [ ] x\r\n- [ ] y\r\n')
    const again = await put('W.md', { text: first.text, digest: saved.json().digest })
    expect(again.statusCode).toBe(200)
    expect((await opened('W.md')).digest).toBe(first.digest)
  })

  it('writes nothing over what somebody else wrote, and says what that is', async () => {
    const { digest } = await opened()
    file('DEPLOY.md', '# Theirs\n\n- [ ] x\n')
    const refused = await put('DEPLOY.md', { text: '# Mine\n', digest })
    expect(refused.statusCode).toBe(409)
    expect(refused.json()).toMatchObject({ code: 'runbook-changed', details: { text: '# Theirs\n\n- [ ] x\n' } })
    expect(readFileSync(join(server.folder, 'DEPLOY.md'), 'utf8')).toBe('# Theirs\n\n- [ ] x\n')
  })

  it('keeps an older encoding, and names the character that it does not have', async () => {
    file('L.md', Buffer.from('# Gr\xfc\xdfe\n- [ ] x\n', 'latin1'))
    const { text, digest, encoding } = await opened('L.md')
    expect(encoding).toBe('latin1')
    const refused = await put('L.md', { text: `${text}- [ ] →\n`, digest })
    expect(refused.json()).toMatchObject({ code: 'runbook-encoding', message: expect.stringContaining('“→” (line 3)') })
    expect((await put('L.md', { text: `${text}- [ ] ä\n`, digest })).statusCode).toBe(200)
    expect(readFileSync(join(server.folder, 'L.md'))).toEqual(
      Buffer.from('# Gr\xfc\xdfe\n- [ ] x\n- [ ] \xe4\n', 'latin1'),
    )
  })
})

it('a run begins on the document that was seen only, and goes on by itself', async () => {
  const { digest } = await opened()
  const begin = (seen: string) =>
    server.app.inject({ method: 'POST', url: '/api/runs', payload: { path: 'DEPLOY.md', digest: seen } })
  expect((await begin('f'.repeat(64))).json()).toMatchObject({ code: 'runbook-changed' })
  const { run } = (await begin(digest)).json()
  await expect.poll(async () => (await server.parts.engine.load(run)).open.map(({ kind }) => kind)).toEqual(['confirm'])
})

describe('records and comparisons', () => {
  it('are handed out in every form, as files', async () => {
    const view = recordView.parse((await get(`/api/runs/${server.run}/record`)).body)
    expect(view).toMatchObject({ run: server.run, outcome: null, before: null })
    for (const { form, name } of view.forms) {
      const answer = await server.app.inject({ url: `/api/runs/${server.run}/record.${form}` })
      expect([form, answer.statusCode]).toEqual([form, 200])
      expect(answer.headers['content-disposition']).toBe(`attachment; filename="${name}"`)
      expect(answer.body).toContain('Deploy')
    }
    expect(proofView.parse((await get(`/api/runs/${server.run}/verify`)).body)).toMatchObject({ altered: [] })
  })

  it('need runs that are there', async () => {
    for (const url of [
      '/api/runs/nope/record',
      '/api/runs/nope/record.md',
      '/api/runs/nope/verify',
      `/api/runs/nope/compare/${server.run}`,
    ])
      expect(await get(url)).toMatchObject({ status: 404, body: { code: 'run-missing' } })
    const before = `/api/runs/before/compare/${server.run}`
    expect(await get(before)).toMatchObject({ status: 404, body: { code: 'compare-nothing' } })
    const { run } = (
      await server.app.inject({
        method: 'POST',
        url: '/api/runs',
        payload: { path: 'DEPLOY.md', digest: (await opened()).digest },
      })
    ).json()
    const compared = compareView.parse((await get(`/api/runs/before/compare/${run}`)).body)
    expect([compared.a.run, compared.b.run]).toEqual([server.run, run])
  })
})

it('environments are told by the project, and by runs alone where its file cannot be read', async () => {
  file('holdpoint.yaml', 'environments:\n  staging: {}\n  production: { after: staging }\n')
  const view = environmentsView.parse((await get('/api/environments')).body)
  expect(view.environments.map(({ name, rank }) => [name, rank])).toEqual([
    ['staging', 0],
    ['production', 1],
  ])
  file('holdpoint.yaml', 'environments: [\n')
  expect(environmentsView.parse((await get('/api/environments')).body)).toMatchObject({
    environments: [],
    problem: { next: expect.any(String) },
  })
})
