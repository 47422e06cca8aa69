import { writeFileSync } from 'node:fs'
import { afterEach, describe, expect, it } from 'vitest'
import type { RunView } from '../../contract/index.ts'
import { type AServer, aServer, viewWhen } from '../../testing/a-server.ts'

let server: AServer
afterEach(() => server.close())

const get = (path: string) => server.app.inject({ url: `/api/runs/${server.run}${path}` })

/** The view as soon as it is so. */
const until = (holds: (view: RunView) => boolean) => viewWhen(server, server.run, holds)

const fence = (script: string) => `# Deploy\n\n## Deploy\n\n\`\`\`bash\n${script}\n\`\`\`\n`

const run = async (document: string, inputs: Record<string, string> = {}) => {
  server = await aServer({ document })
  await server.app.inject({
    method: 'POST',
    url: `/api/runs/${server.run}/inputs`,
    payload: { seen: 1, values: inputs },
  })
  await server.app.inject({ method: 'POST', url: `/api/runs/${server.run}/resume`, payload: { seen: 100 } })
}

const firstOf = (now: RunView) => {
  const [step] = Object.keys(now.steps)
  return `/steps/${step}/attempts/1/output`
}

describe('The output of a step', () => {
  it('comes by ranges, as a file and by what is searched in it', async () => {
    await run(fence('seq 1 20000'))
    const over = await until(({ status }) => status === 'ended')
    const text = Array.from({ length: 20_000 }, (_, at) => `${at + 1}\n`).join('')
    const part = await get(`${firstOf(over)}?from=10&to=30`)
    expect(part.body).toBe(text.slice(10, 30))
    expect(part.headers).toMatchObject({
      'x-holdpoint-from': '10',
      'x-holdpoint-to': '30',
      'x-holdpoint-total': String(text.length),
      'content-type': 'text/plain',
    })
    expect((await get(`${firstOf(over)}?from=9999999`)).body).toBe('')
    const file = await get(`${firstOf(over)}?download`)
    expect(file.body).toBe(text)
    expect(file.headers['content-disposition']).toMatch(/^attachment; filename="step-1-attempt-1.txt"$/)
    const found = await get(`${firstOf(over)}/search?q=19999`)
    expect(found.json()).toEqual({
      matches: [{ at: text.indexOf('19999'), line: '19999' }],
      more: false,
      searched: text.length,
    })
  })

  it('grows while it is printed, and hides secrets then as well', async () => {
    const document = fence('echo "token $API_TOKEN" && echo waits && until [ -e go ]; do sleep 0.05; done')
    await run(document, { API_TOKEN: 'hunter2-hunter2' })
    const now = await until(({ running }) => running.length > 0)
    let text = ''
    while (!text.includes('waits')) text = (await get(firstOf(now))).body
    expect(text).toContain('token ***************')
    expect(text).not.toContain('hunter2')
    writeFileSync(`${server.folder}/go`, '')
    const over = await until(({ status }) => status === 'ended')
    expect((await get(`${firstOf(over)}?download`)).body).not.toContain('hunter2')
  })

  it('says what is not there', async () => {
    await run(fence('echo hello'))
    const over = await until(({ status }) => status === 'ended')
    const answers = [
      [firstOf(over).replace('/1/', '/7/'), 404, 'attempt-unknown'],
      ['/steps/nothing/attempts/1/output', 404, 'step-unknown'],
      [`${firstOf(over)}?from=-1`, 400, 'request-invalid'],
      ['/soaks/nothing', 404, 'soak-unknown'],
    ] as const
    for (const [path, status, code] of answers) {
      const answered = await get(path)
      expect(answered.statusCode).toBe(status)
      expect(answered.json()).toMatchObject({ code })
    }
  })

  it('is one of the things that happened', async () => {
    await run(fence('echo hello'))
    await until(({ status }) => status === 'ended')
    const all = (await get('/history')).json()
    expect(all.more).toBe(false)
    expect(all.said.map(({ text }: { text: string }) => text)).toEqual(
      expect.arrayContaining(['The run was made.', 'Step 1, “echo hello”, runs', 'The run is over: done']),
    )
    const last = all.said.at(-1)
    expect((await get(`/history?after=${last.seq - 1}`)).json().said).toEqual([last])
  })
})
