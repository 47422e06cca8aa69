import { afterEach, describe, expect, it } from 'vitest'
import { runDocument, runView } from '../contract/index.ts'
import { type AServer, aServer } from '../testing/a-server.ts'

const document = `# Deploy

Read *this* first.

## Before

- [ ] Tell **the team**
- [ ] Look at the \`dashboard\`

## Deploy

\`\`\`bash
echo hello
echo world
\`\`\`

Expected: \`world\`
`

let server: AServer
afterEach(() => server.close())

describe('The server of the page', () => {
  it('tells a run and its document as the contract has them', async () => {
    server = await aServer({ document })
    const view = await server.app.inject({ url: `/api/runs/${server.run}` })
    expect(view.statusCode).toBe(200)
    expect(runView.parse(view.json())).toMatchObject({
      run: server.run,
      title: 'Deploy',
      status: 'running',
      driver: null,
    })
    const shown = await server.app.inject({ url: `/api/runs/${server.run}/document` })
    const told = runDocument.parse(shown.json())
    expect(told.rows.filter(({ is }) => is === 'step')).toHaveLength(3)
    const again = await server.app.inject({
      url: `/api/runs/${server.run}/document`,
      headers: { 'if-none-match': String(shown.headers.etag) },
    })
    expect(again.statusCode).toBe(304)
  })

  it('carries out what people do, and says who was first', async () => {
    server = await aServer({ document })
    const { app, run } = server
    const view = runView.parse((await app.inject({ url: `/api/runs/${run}` })).json())
    const resumed = await app.inject({ method: 'POST', url: `/api/runs/${run}/resume`, payload: { seen: view.seq } })
    expect(resumed.statusCode).toBe(200)
  })

  it('answers what is no address at all as everything else', async () => {
    server = await aServer({ document })
    const answered = await server.app.inject({ url: '/api/runs/%ff' })
    expect(answered.statusCode).toBe(400)
    expect(answered.json()).toMatchObject({ code: 'request-invalid', next: expect.any(String) })
    expect(answered.headers['content-security-policy']).toContain("default-src 'none'")
    expect(answered.headers['x-content-type-options']).toBe('nosniff')
  })
})
