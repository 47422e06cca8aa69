import { afterEach, describe, expect, it } from 'vitest'
import { acts } from '../contract/index.ts'
import { type AServer, aServer } from '../testing/a-server.ts'

let server: AServer
afterEach(() => server.close())

type Paths = Record<string, Record<string, { tags?: string[]; summary?: string; responses: Record<string, object> }>>

describe('The description of the interface', () => {
  it('has every address with its words, and what its errors look like', async () => {
    server = await aServer({ document: '# Go\n\n- [ ] a\n' })
    const answered = await server.app.inject({ url: '/api/openapi.json' })
    const told = answered.json() as { openapi: string; paths: Paths; components: { schemas: Record<string, object> } }
    expect(told.openapi).toBe('3.1.0')
    expect(Object.keys(told.paths)).toEqual(
      expect.arrayContaining([
        '/api/runs/{run}',
        '/api/runs/{run}/document',
        '/api/runs/{run}/live',
        '/api/runs/{run}/steps/{step}/attempts/{attempt}/output',
        ...Object.keys(acts).map((name) => `/api/runs/{run}/${name}`),
      ]),
    )
    for (const [path, methods] of Object.entries(told.paths))
      for (const [method, { tags, summary, responses }] of Object.entries(methods)) {
        expect(tags, `${method} ${path}`).toHaveLength(1)
        expect(summary, `${method} ${path}`).toMatch(/\.$/)
        expect(Object.keys(responses), `${method} ${path}`).toEqual(expect.arrayContaining(['4XX', '5XX']))
      }
    expect(Object.keys(told.components.schemas)).toEqual(expect.arrayContaining(['RunView', 'RunDocument', 'Problem']))
  })

  it('can be read as a page without a script', async () => {
    server = await aServer({ document: '# Go\n\n- [ ] a\n' })
    const page = await server.app.inject({ url: '/api' })
    expect(page.headers['content-type']).toContain('text/html')
    expect(page.body).toContain('POST /api/runs/{run}/answer')
    expect(page.body).toContain('<a href="#shape-RunView">RunView</a>')
    expect(page.body).not.toMatch(/<script|style=|<style|undefined|\[object/)
    for (const [, to] of page.body.matchAll(/href="#([^"]+)"/g)) expect(page.body).toContain(`id="${to}"`)
  })
})
