import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { folderWith, holdpointWith } from './holdpoint.ts'

const secret = 'c4n+ry/val "ü"-0815'

/** Every form in which it must not be found; of base64, what is the same wherever it begins. */
const forms: readonly string[] = [
  secret,
  JSON.stringify(secret).slice(1, -1),
  encodeURIComponent(secret),
  Buffer.from(secret).toString('hex'),
  ...['', 'x', 'xy'].map((before) =>
    Buffer.from(before + secret)
      .toString('base64')
      .slice(before === '' ? 0 : before.length + 1, -4),
  ),
]

const print = [
  'const s = process.env.API_TOKEN',
  'const b = (x) => Buffer.from(x).toString("base64")',
  'console.log("raw", s, JSON.stringify({ s }), encodeURIComponent(s), Buffer.from(s).toString("hex"))',
  'console.log(b(s), b("x" + s), b("xy" + s + "z"))',
  'for (const half of [s.slice(0, 7), s.slice(7)]) { require("fs").writeSync(1, half); Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 250) }',
].join(';')

const document = `# Release

## Deploy

\`\`\`bash
node -e '${print}'
\`\`\`

\`\`\`bash
ls "/nowhere/$API_TOKEN"
\`\`\`

- [ ] Look at it
`

let folder: string
let said: string
const run = (...args: readonly string[]) => {
  const ran = holdpointWith({ API_TOKEN: secret }, folder, ...args)
  said += ran.out + ran.err
  return ran
}

beforeAll(() => {
  folder = folderWith({ 'D.md': document })
  said = ''
  expect(run('run', 'D.md').status).toBe(3)
}, 120_000)

/** Files of a folder and the folders in it. */
const filesIn = (path: string): readonly string[] =>
  readdirSync(path, { recursive: true, encoding: 'utf8' })
    .map((name) => join(path, name))
    .filter((file) => statSync(file).isFile())

const found = (text: string) => forms.filter((form) => text.includes(form))

describe('promise 21: a declared secret', () => {
  it('does not stand on the terminal, in questions or in events for programs', () => {
    expect(said).toContain('raw ****')
    run('decide', 'D.md')
    run('status')
    run('resume', '--json')
    expect(said).toContain('/nowhere/****')
    expect(found(said)).toEqual([])
  })

  it('does not stand in the record, whatever its form, nor in what is handed on', () => {
    for (const format of ['md', 'html', 'json', 'junit', 'attestation'])
      expect(found(run('report', '--format', format).out), format).toEqual([])
    run('report', '--bundle', 'proof')
    const handedOn = filesIn(join(folder, 'proof'))
    expect(handedOn.map((file) => readFileSync(file, 'latin1')).join('')).toContain('raw ****')
    for (const file of handedOn) {
      expect(found(readFileSync(file, 'utf8')), file).toEqual([])
      const payload = Buffer.from(readFileSync(file, 'utf8').match(/"payload": "([^"]+)"/)?.[1] ?? '', 'base64')
      expect(found(payload.toString('utf8'))).toEqual([])
    }
    expect(run('verify', 'proof').status).toBe(0)
  })

  it('stands in no file here but the outputs, which are their owner’s alone', () => {
    const holding = filesIn(join(folder, '.holdpoint')).filter((file) => found(readFileSync(file, 'utf8')).length > 0)
    expect(holding.map((file) => file.split('/').at(-1))).toEqual(['output', 'output'])
    for (const file of holding) expect(statSync(file).mode & 0o777).toBe(0o600)
  })

  it('is hidden in copies that verify proves too', () => {
    const told = JSON.parse(run('verify', '--json').out)
    expect(told).toMatchObject({ outputs: 4, altered: [] })
  })
})

it('of a run that has ended stays hidden in its way back, which does not ask for it', () => {
  const back = '## Rollback\n\n```bash\ncat said\n```\n'
  const cwd = folderWith({ 'D.md': `# R\n\n## Deploy\n\n\`\`\`bash\necho "$API_TOKEN" > said\n\`\`\`\n\n${back}` })
  expect(holdpointWith({ API_TOKEN: secret }, cwd, 'run', 'D.md').status).toBe(0)
  const untold = holdpointWith({}, cwd, 'back', 'D.md')
  expect(untold.status).toBe(4)
  expect(untold.out).toContain('its output is not shown')
  expect(untold.out + holdpointWith({}, cwd, 'report').out).not.toContain(secret)
  const told = holdpointWith({}, cwd, 'back', 'D.md', '--input', `API_TOKEN=${secret}`)
  expect([told.status, told.out.includes(secret)]).toEqual([4, false])
  expect(told.out).toContain('*'.repeat(secret.length))
})

it('what looks like a secret that nobody declared is flagged before a record is handed on', () => {
  const token = `ghp_${'a1B2c3D4e5F6'.repeat(3)}`
  const own = folderWith({ 'D.md': '# D\n\n## Deploy\n\n```bash\ncat token\n```\n', token: `${token}\n` })
  expect(holdpointWith({}, own, 'run', 'D.md').status).toBe(0)
  const { status, err } = holdpointWith({}, own, 'report', '--format', 'html')
  expect(status).toBe(0)
  expect(err).toContain('line 1 of the output of step 1, attempt 1: GITHUB_TOKEN')
  expect(err).not.toContain(token)
})
