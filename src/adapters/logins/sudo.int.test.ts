import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { sudoAsks } from './sudo.ts'

const folder = mkdtempSync(join(tmpdir(), 'holdpoint-sudo-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** A PATH on which `sudo` is this script, before everything else. */
function withSudo(script: string) {
  const path = join(folder, 'sudo')
  writeFileSync(path, `#!/bin/sh\n${script}\n`)
  chmodSync(path, 0o755)
  return { ...process.env, PATH: `${folder}:${process.env.PATH}` }
}

it('sudo that goes without a password is silent; nothing but `sudo -n true` is tried', () => {
  expect(sudoAsks(withSudo('[ "$*" = "-n true" ]'))).toBe(false)
})

it('sudo that needs a password asks', () => {
  expect(sudoAsks(withSudo('echo "sudo: a password is required" >&2; exit 1'))).toBe(true)
})

it('sudo is tried without a terminal, as a step has none', () => {
  expect(sudoAsks(withSudo('if (: </dev/tty) 2>/dev/null; then exit 0; else exit 1; fi'))).toBe(true)
})

it('where there is no sudo, nothing is known', () => {
  expect(sudoAsks(withSudo('exit 127'))).toBeNull()
})
