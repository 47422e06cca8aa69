import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { evidenceFile } from '../../run/index.ts'
import { type AServer, aServer } from '../../testing/a-server.ts'

const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')
const html = '<!doctype html><script>alert(1)</script>'
let server: AServer | null = null
afterEach(async () => {
  await server?.close()
  server = null
})
const opened = async () => {
  server = await aServer({ document: '# Deploy\n\n- [ ] Look at it\n\n- [ ] Tell people\n' })
  const url = await server.address()
  const { run, holdpoint } = server
  const add = async (bytes: Uint8Array, name: string, about: Readonly<Record<string, string>> = {}) => {
    const form = new FormData()
    for (const [key, value] of Object.entries(about)) form.append(key, value)
    form.append('file', new Blob([Uint8Array.from(bytes)], { type: 'image/png' }), name)
    return await fetch(`${url}/api/runs/${run}/evidence`, {
      method: 'POST',
      body: form,
      headers: { 'x-test-person': 'bob' },
    })
  }
  const added = async (...what: Parameters<typeof add>) => ((await (await add(...what)).json()) as { seq: number }).seq
  const state = await holdpoint.engine.load(run)
  return { url, run, holdpoint, add, added, steps: state.plan.steps.map(({ id }) => id), folder: server.folder }
}

describe('Evidence over the wire', () => {
  it('is kept with who added it, to what, and what it is by its bytes', async () => {
    const { url, run, holdpoint, added, steps } = await opened()
    const seq = await added(png, 'C:\\shots\\error rate.png', { step: steps[1] ?? '', note: ' after the switch ' })
    const { evidence } = await holdpoint.engine.load(run)
    expect(evidence).toMatchObject([
      { seq, step: steps[1], name: 'error rate.png', media: 'image/png', bytes: png.length, note: 'after the switch' },
    ])
    expect(evidence[0]?.by).toMatchObject({ id: 'bob' })
    const answer = await fetch(`${url}/api/runs/${run}/evidence/${seq}`)
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(png)
    expect(answer.headers.get('content-type')).toBe('image/png')
    expect(answer.headers.get('content-disposition')).toBe("inline; filename*=UTF-8''error%20rate.png")
    expect(answer.headers.get('content-security-policy')).toContain('sandbox')
    const fetched = await fetch(`${url}/api/runs/${run}/evidence/${seq}?download`)
    expect(fetched.headers.get('content-disposition')).toMatch(/^attachment/)
    const view = (await (await fetch(`${url}/api/runs/${run}`)).json()) as { evidence: unknown[] }
    expect(view.evidence).toMatchObject([{ seq, type: 'image/png', name: 'error rate.png', by: { name: 'bob' } }])
  })

  it('is never drawn as a page, whatever it says that it is', async () => {
    const { url, run, added } = await opened()
    for (const name of ['x.html', 'x.svg', 'x.png']) {
      const answer = await fetch(`${url}/api/runs/${run}/evidence/${await added(Buffer.from(html), name)}`)
      expect(answer.headers.get('content-disposition')).toMatch(/^attachment/)
      expect(answer.headers.get('content-type')).toBe('text/plain; charset=utf-8')
    }
    const binary = await fetch(`${url}/api/runs/${run}/evidence/${await added(Buffer.from([0, 1, 2]), 'x.html')}`)
    expect(binary.headers.get('content-type')).toBe('application/octet-stream')
  })

  it('cannot be called what ends a header or leaves its folder', async () => {
    const { url, run, added } = await opened()
    const names = ['a"\r\nset-cookie: x=1', '../../../holdpoint.db', '\u202egnp.exe', `${'x'.repeat(500)}.png`, '...']
    for (const name of names) {
      const answer = await fetch(`${url}/api/runs/${run}/evidence/${await added(png, name)}`)
      expect(answer.status).toBe(200)
      expect(answer.headers.get('set-cookie')).toBeNull()
      expect(answer.headers.get('content-disposition')).toMatch(/^inline; filename\*=UTF-8''[\w.%~-]{1,400}$/)
    }
  })

  it('that is too large, empty, of no step or of no run is refused with what to do, and nothing is kept', async () => {
    const { url, run, holdpoint, add } = await opened()
    const large = await add(Buffer.alloc(25 * 1024 * 1024 + 1, 'x'), 'log.txt')
    expect([large.status, await large.json()]).toMatchObject([413, { code: 'evidence-too-large' }])
    expect(await (await add(Buffer.alloc(0), 'log.txt')).json()).toMatchObject({ code: 'evidence-empty' })
    expect((await add(png, 'x.png', { step: 'nothing' })).status).toBe(404)
    const elsewhere = new FormData()
    elsewhere.append('file', new Blob(['x']), 'x')
    expect((await fetch(`${url}/api/runs/nothing/evidence`, { method: 'POST', body: elsewhere })).status).toBe(404)
    expect((await fetch(`${url}/api/runs/${run}/evidence/1`)).status).toBe(404)
    expect((await holdpoint.engine.load(run)).evidence).toEqual([])
  })

  it('that was altered on the disk is not handed out', async () => {
    const { url, run, holdpoint, added, folder } = await opened()
    const seq = await added(png, 'x.png')
    const digest = (await holdpoint.engine.load(run)).evidence[0]?.digest ?? ''
    writeFileSync(join(folder, '.holdpoint', 'runs', run, 'kept', evidenceFile(digest)), 'other')
    const answer = await fetch(`${url}/api/runs/${run}/evidence/${seq}`)
    expect([answer.status, await answer.json()]).toMatchObject([404, { code: 'evidence-missing' }])
  })
})
