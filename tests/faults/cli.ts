import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { entry } from '../cli/holdpoint.ts'

export interface Ran {
  readonly status: number | null
  readonly out: string
  readonly err: string
}

/** Runs the binary to its end, without a terminal; `env` on top of this process's own. */
export function cli(cwd: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): Ran {
  const { NO_COLOR, FORCE_COLOR, ...own } = process.env
  const ran = spawnSync(process.execPath, [entry, ...args], {
    cwd,
    env: { ...own, LANG: 'C.UTF-8', ...env },
    encoding: 'utf8',
    timeout: 60_000,
    input: '',
  })
  return { status: ran.status, out: ran.stdout, err: ran.stderr }
}

/** An error as every user's mistake and every bad day must look: a sentence, a next action, no stack trace. */
export function expectError(ran: Ran, status: number, sentence: string, next: string): void {
  const [first = '', ...rest] = ran.err.trim().split('\n')
  expect(first).toContain('holdpoint: ')
  expect(first).toContain(sentence)
  expect(rest.join('\n')).toContain(next)
  expect(ran.err).not.toMatch(/\n\s+at /)
  expect(ran.status).toBe(status)
}

/** What the commands of a runbook wrote, line by line: each line is one start of one command. */
export const ledger = (folder: string): readonly string[] =>
  existsSync(join(folder, 'ledger')) ? readFileSync(join(folder, 'ledger'), 'utf8').trimEnd().split('\n') : []
