import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import type { ActName, RunView } from '../../contract/index.ts'
import { type AServer, aServer, viewOf, viewWhen } from '../../testing/a-server.ts'
import { ada } from '../../testing/run-events.ts'

const servers: AServer[] = []
afterEach(async () => {
  for (const server of servers.splice(0).reverse()) await server.close()
})

const serve = async (options: Parameters<typeof aServer>[0]) => {
  const server = await aServer(options)
  servers.push(server)
  return server
}

const act = async (server: AServer, run: string, name: ActName, payload: object = {}) => {
  const { seq } = await viewOf(server, run)
  const answered = await server.app.inject({
    method: 'POST',
    url: `/api/runs/${run}/${name}`,
    payload: { seen: seq, ...payload },
  })
  expect(answered.json()).toMatchObject({ seq: expect.any(Number) })
}

const fences = (...scripts: string[]) =>
  `# Deploy\n\n## Deploy\n\n${scripts.map((script) => `\`\`\`bash\n${script}\n\`\`\`\n`).join('\n')}`

const untilFile = (name: string) => `touch ${name}.begun && until [ -e ${name} ]; do sleep 0.05; done`

const ended = ({ status }: RunView) => status === 'ended'

describe('The conductor', () => {
  it('drives several runs at once', async () => {
    const server = await serve({ document: fences('echo one') })
    const wanted = { path: 'DEPLOY.md', digest: null, environment: null, release: null, inputs: {} }
    const more = { assumeConfirmed: false, only: [], from: null, beside: null }
    const second = await server.parts.begin({ ...wanted, ...more }, ada)
    for (const run of [server.run, second.id]) await act(server, run, 'resume')
    for (const run of [server.run, second.id])
      expect(await viewWhen(server, run, ended)).toMatchObject({ outcome: 'done' })
  })

  it('leaves when its server closes; the step goes on, and is found again by who resumes', async () => {
    const server = await serve({ document: fences(untilFile('go'), 'echo after') })
    const { run, folder } = server
    await act(server, run, 'resume')
    await viewWhen(server, run, ({ running }) => running.length === 1)
    while (!existsSync(join(folder, 'go.begun'))) await new Promise((resolve) => setTimeout(resolve, 20))
    await server.app.close()
    const next = await serve({ document: readFileSync(join(folder, 'DEPLOY.md'), 'utf8'), folder })
    const left = await viewOf(next, run)
    expect(left).toMatchObject({ driver: null, running: [{ attempt: 1 }] })
    writeFileSync(join(folder, 'go'), '')
    await act(next, run, 'resume')
    const over = await viewWhen(next, run, ended)
    expect(over.outcome).toBe('done')
    expect(Object.values(over.steps).map(({ attempts }) => attempts.length)).toEqual([1, 1])
  })

  it('never drives what another process drives, and takes over when that one has gone', async () => {
    const server = await serve({ document: fences(untilFile('go'), 'echo after') })
    const { run, folder } = server
    await act(server, run, 'resume')
    await viewWhen(server, run, ({ running, driver }) => running.length === 1 && driver?.here === true)
    const other = await serve({ document: fences(untilFile('go'), 'echo after'), folder })
    await act(other, run, 'resume')
    // It may look as often as it likes: it is not its own.
    const seen = await viewOf(other, run)
    expect(seen.driver).toMatchObject({ here: false })
    expect(seen.stopped).toBeNull()
    await server.app.close()
    await viewWhen(other, run, ({ driver }) => driver === null)
    await act(other, run, 'resume')
    await viewWhen(other, run, ({ driver }) => driver?.here === true)
    writeFileSync(join(folder, 'go'), '')
    const over = await viewWhen(other, run, ended)
    expect(Object.values(over.steps).map(({ attempts }) => attempts.length)).toEqual([1, 1])
  })

  it('asks again for the secrets that no restart survives, and goes on with them', async () => {
    const document = fences(`${untilFile('go')} && test -n "$API_TOKEN"`, 'echo "${#API_TOKEN}"')
    const server = await serve({ document })
    const { run, folder } = server
    await act(server, run, 'inputs', { values: { API_TOKEN: 'hunter2-hunter2' } })
    await act(server, run, 'resume')
    await viewWhen(server, run, ({ running }) => running.length === 1)
    await server.app.close()
    const next = await serve({ document, folder })
    writeFileSync(join(folder, 'go'), '')
    await act(next, run, 'resume')
    const waits = await viewWhen(next, run, ({ needs }) => needs.length > 0)
    expect(waits.needs).toEqual(['API_TOKEN'])
    expect(waits.waits.join(' ')).toContain('Secrets that are never stored: API_TOKEN')
    await act(next, run, 'inputs', { values: { API_TOKEN: 'hunter2-hunter2' } })
    const over = await viewWhen(next, run, ended)
    expect(over).toMatchObject({ outcome: 'done', needs: [] })
    expect(JSON.stringify(over)).not.toContain('hunter2')
  })

  it('stays with a run that is paused until somebody resumes it, and starts nothing', async () => {
    const server = await serve({ document: fences(untilFile('go'), 'touch started') })
    const { run, folder } = server
    await act(server, run, 'resume')
    await viewWhen(server, run, ({ running }) => running.length === 1)
    await act(server, run, 'pause', { reason: 'lunch' })
    writeFileSync(join(folder, 'go'), '')
    const paused = await viewWhen(server, run, ({ running, driver }) => running.length === 0 && driver === null)
    expect(paused.status).toBe('paused')
    await act(server, run, 'comment', { step: null, text: 'still here' })
    expect((await viewOf(server, run)).driver).toBeNull()
    expect(existsSync(join(folder, 'started'))).toBe(false)
    await act(server, run, 'resume')
    expect(await viewWhen(server, run, ended)).toMatchObject({ outcome: 'done' })
  })

  it('says why it has left a run that it cannot go on with', async () => {
    const server = await serve({
      document: fences('echo one'),
      engine: (engine) => ({
        ...engine,
        drive: async () => {
          throw new Error('of its own')
        },
      }),
    })
    await act(server, server.run, 'resume')
    const left = await viewWhen(server, server.run, ({ stopped }) => stopped !== null)
    expect(left.stopped).toContain('Resume it')
  })

  it('does not drive what its own terminal drives', async () => {
    const server = await serve({ document: fences('echo one'), parts: { isDriven: () => true } })
    await act(server, server.run, 'resume')
    expect(await viewOf(server, server.run)).toMatchObject({ driver: null, steps: {} })
  })
})
