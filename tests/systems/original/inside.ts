import { execFileSync, spawn } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:https'
import { dirname, join } from 'node:path'
import pg from 'pg'
import { startEmbedded } from '../../../systems/kit/embedded-postgres.ts'
import { s3Store } from '../../../systems/tournament-registration/src/files/s3.ts'
import { type Clients, startClients } from '../clients.ts'
import { differences, statusOf } from '../compare.ts'
import type { Ran } from '../deploy.ts'
import { openObjects, openPost } from '../outside.ts'
import type { makeSite } from '../site.ts'
import type { SandboxPlan, SandboxResult } from './sandbox.ts'

type Site = Awaited<ReturnType<typeof makeSite>>

const [file = ''] = process.argv.slice(2)
const plan = JSON.parse(readFileSync(file, 'utf8')) as SandboxPlan
const base = dirname(file)
const { folder, system } = plan.site
/** What the document says: port 8000, and a database of this name. */
const [address, database, bucket] = ['http://127.0.0.1:8000', 'icct26', 'registrations']

/** The address at which the document looks for its object store: asks ours with the credentials that come, and says what it says. */
async function openPing(endpoint: string): Promise<string> {
  const [key, cert] = [join(base, 'ping.key'), join(base, 'ping.pem')]
  const request = `req -x509 -newkey rsa:2048 -nodes -keyout ${key} -out ${cert} -days 2 -subj /CN=api.cloudinary.com -addext subjectAltName=DNS:api.cloudinary.com`
  execFileSync('openssl', request.split(' '), { stdio: 'ignore' })
  const door = createServer({ key: readFileSync(key), cert: readFileSync(cert) }, async (asked, answer) => {
    const [, S3_BUCKET] = /^\/v1_1\/(\w+)\/ping$/.exec(asked.url ?? '') ?? []
    const basic = Buffer.from(asked.headers.authorization?.split(' ')[1] ?? '', 'base64').toString()
    const [S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY] = basic.split(':')
    const credentials = { S3_BUCKET, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY }
    try {
      const store = s3Store(
        { DATA: base, FILES: 's3', S3_ENDPOINT: endpoint, S3_REGION: 'us-east-1', ...credentials },
        undefined,
      )
      await store.ping()
      answer.writeHead(200, { 'content-type': 'application/json' }).end('{"status":"ok"}\n')
    } catch (error) {
      answer.writeHead(401, { 'content-type': 'application/json' }).end(`${JSON.stringify({ error: `${error}` })}\n`)
    }
  })
  await new Promise<void>((ready) => door.listen(443, '127.0.0.1', ready))
  return cert
}

/** A PostgreSQL with the document's database, and how `psql` and `pg_dump` come to it. */
async function openDatabase() {
  const url = new URL(await startEmbedded(join(system, 'data')))
  const client = new pg.Client({ connectionString: url.href })
  await client.connect()
  await client.query(`create database ${database}`)
  await client.end()
  const { hostname, port, password } = url
  url.pathname = `/${database}`
  return { url: url.href, env: { PGHOST: hostname, PGPORT: port, PGPASSWORD: password } }
}

function execute(command: string, args: readonly string[], env: NodeJS.ProcessEnv, patience: number): Promise<Ran> {
  const child = spawn(command, args, { cwd: base, env, stdio: ['ignore', 'pipe', 'pipe'] })
  let out = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (part: Buffer) => {
      out += part
      if (process.env.SHOW_ORIGINAL !== undefined) process.stdout.write(part)
    })
  const late = setTimeout(() => child.kill('SIGKILL'), patience)
  return new Promise((resolve) =>
    child.once('close', (status) => {
      clearTimeout(late)
      resolve({ status, out })
    }),
  )
}

await openPost(587)
const objects = await openObjects(bucket)
const ca = await openPing(objects.endpoint)
const { url, env } = await openDatabase()
const configuration: Readonly<Record<string, string>> = {
  PORT: '8000',
  DATABASE_URL: url,
  FILES: 's3',
  S3_ENDPOINT: objects.endpoint,
  S3_BUCKET: bucket,
  S3_ACCESS_KEY_ID: 'S3RVER',
  S3_SECRET_ACCESS_KEY: 'S3RVER',
  SMTP_URL: 'smtp://127.0.0.1:587',
  LOG_FILE: join(system, 'logs/app.log'),
  // The smoke tests of the document send with this one; those of the system with the first.
  API_KEYS: ['smoke-key-1', 'test-key', ...plan.site.keys].join(','),
  REQUEST_TIMEOUT_SECONDS: '4',
}
const lines = Object.entries(configuration).map(([name, value]) => `${name}=${value}\n`)
writeFileSync(join(system, '.env'), lines.join(''), { flag: 'a' })
mkdirSync(join(system, 'logs'), { recursive: true })
for (const command of ['build 1.0.0', 'release switch 1.0.0', 'migrate up', 'service start']) {
  const [program = '', ...args] = command.split(' ')
  const { status, out } = await execute(join(system, 'bin', program), args, process.env, 300_000)
  if (status !== 0) throw new Error(`${command}: ${out}`)
}
const site = { ...plan.site, address } as unknown as Site
const clients: Clients = startClients(site, { count: 8, every: 20 })
await clients.end({ all: true })
if (!plan.serving) await execute(join(system, 'bin/service'), ['stop'], process.env, 120_000)

const runs: Ran[] = []
const [program, entry] = plan.holdpoint
for (const args of plan.runs) {
  const path = `${join(import.meta.dirname, 'front-doors')}:${process.env.PATH}`
  const around = {
    ...process.env,
    ...env,
    PATH: path,
    CURL_CA_BUNDLE: ca,
    SYSTEM: system,
    SYSTEM_NODE: program,
    TERM: 'xterm',
  }
  runs.push(await execute(program, [entry, ...args], around, plan.patience))
}
const serving = await statusOf(site).catch(() => null)
const result: SandboxResult = {
  runs,
  status: serving,
  kept: clients.kept,
  differences: serving === null ? ['nobody serves'] : await differences(site, clients.kept),
}
writeFileSync(join(base, 'result.json'), JSON.stringify({ ...result, folder }))
process.exit()
