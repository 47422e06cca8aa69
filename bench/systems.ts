/**
 * Measures the tournament's registration beside a yardstick, in one run: registrations with two small files at 50 a second,
 * against a bare endpoint that takes the same request, writes the two files and one row, and promises nothing.
 * `node bench/systems.ts`; `--seconds 5` for a short look. Rounds are interleaved, the first of each warms up.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import autocannon from 'autocannon'
import { freePort } from '../src/testing/servers/server.ts'
import { stopEmbedded } from '../systems/kit/embedded-postgres.ts'
import { fieldsOf, filesOf } from '../systems/tournament-registration/src/testing/registration.ts'

const root = resolve(import.meta.dirname, '..')
const at = process.argv.indexOf('--seconds')
const seconds = at === -1 ? 20 : Number(process.argv[at + 1])
const rate = 50
const rounds = 3

/** Enough for the rate: each key may send thirty a minute. */
const keys = Array.from({ length: 200 }, (_, number) => `bench-key-${number}`)

interface Contestant {
  readonly name: string
  readonly url: string
  readonly process: ChildProcess
}

const folder = mkdtempSync(join(tmpdir(), 'holdpoint-bench-'))
chmodSync(folder, 0o755)
const started: Contestant[] = []
try {
  started.push(
    await start('bare endpoint, 1 process', ['bench/systems-yardstick.ts'], { WORKERS: '1' }, '/'),
    await start('registration, 4 processes', ['systems/tournament-registration/src/main.ts'], {}, '/api/registration'),
  )
  const results = new Map<string, autocannon.Result[]>(started.map(({ name }) => [name, []]))
  for (let round = 0; round <= rounds; round++) {
    for (const { name, url } of started) {
      const result = await load(url, round === 0 ? 3 : seconds)
      if (round > 0) results.get(name)?.push(result)
    }
  }
  console.log(report(results))
} finally {
  for (const { process: child } of started) {
    const gone = new Promise((done) => child.once('exit', done))
    child.kill('SIGTERM')
    await gone
  }
  await stopEmbedded(folder)
  rmSync(folder, { recursive: true, force: true })
}

/** Starts a contestant on the data folder and waits until it answers. */
async function start(
  name: string,
  args: readonly string[],
  more: Record<string, string>,
  path: string,
): Promise<Contestant> {
  const port = await freePort()
  const env = { ...process.env, DATA: folder, PORT: String(port), HOST: '127.0.0.1', API_KEYS: keys.join(','), ...more }
  const child = spawn(process.execPath, [...args], { cwd: root, env, stdio: ['ignore', 'ignore', 'inherit'] })
  for (;;) {
    if (child.exitCode !== null) throw new Error(`${name} ended with ${child.exitCode}`)
    const answer = await fetch(`http://127.0.0.1:${port}/health`).catch(() => null)
    if (answer?.ok === true) break
    await sleep(50)
  }
  return { name, url: `http://127.0.0.1:${port}${path}`, process: child }
}

/** Sends registrations of teams that nobody has, at the rate, over so many connections as people would use. */
function load(url: string, duration: number): Promise<autocannon.Result> {
  let sent = 0
  return autocannon({
    url,
    connections: 10,
    overallRate: rate,
    duration,
    requests: [
      {
        method: 'POST',
        setupRequest: (request) => {
          const team = `Team ${randomUUID()}`
          const boundary = 'bench-boundary'
          const key = keys[sent++ % keys.length] ?? ''
          return {
            ...request,
            headers: {
              'content-type': `multipart/form-data; boundary=${boundary}`,
              'x-api-key': key,
              'x-idempotency-key': randomUUID(),
            },
            body: multipart(boundary, team),
          }
        },
      },
    ],
  })
}

function multipart(boundary: string, team: string): Buffer {
  const parts = [
    ...Object.entries(fieldsOf(team)).map(([name, value]) => [`name="${name}"`, Buffer.from(value)] as const),
    ...filesOf(team).map(([field, name, bytes]) => [`name="${field}"; filename="${name}"`, bytes] as const),
  ]
  const written = parts.flatMap(([head, value]) => [
    Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; ${head}\r\n\r\n`),
    value,
    Buffer.from('\r\n'),
  ])
  return Buffer.concat([...written, Buffer.from(`--${boundary}--\r\n`)])
}

/** The middle round of each; errors of all. */
function report(results: ReadonlyMap<string, readonly autocannon.Result[]>): string {
  const middle = (values: readonly number[]) => values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN
  const rows = [...results].map(([name, of]) => {
    const failed = of.reduce((sum, one) => sum + one.non2xx + one.errors + one.timeouts, 0)
    const total = of.reduce((sum, one) => sum + one.requests.total, 0)
    return `| ${name} | ${total} | ${middle(of.map((one) => one.latency.p50))} ms | ${middle(of.map((one) => one.latency.p99))} ms | ${failed} |`
  })
  const head = '| what | requests | p50 | p99 | errors |\n|---|---|---|---|---|'
  return `${rate} requests a second for ${seconds} s, the middle of ${rounds} rounds. Goals: p50 < 50 ms, p99 < 500 ms, no error.\n\n${head}\n${rows.join('\n')}`
}
