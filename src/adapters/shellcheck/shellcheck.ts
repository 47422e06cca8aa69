import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Remark, Remarks } from '../../plan/index.ts'

/** Milliseconds that all scripts together may take. */
const limit = 30_000

/**
 * What is right in a piece of a document, although it would not be in a script of its own: no shebang (2148), variables
 * that other blocks set (2154) or read (2034), files that are elsewhere (1090, 1091), `cd` whose failure ends the block
 * anyway (2164, 2103), commands behind an `exit` (2317), a shebang that is not the first line (1128).
 */
const meaningless = ['SC2148', 'SC2154', 'SC2034', 'SC1090', 'SC1091', 'SC2164', 'SC2103', 'SC2317', 'SC1128']

/**
 * Asks shellcheck, where it is on the PATH, about scripts for bash, all in one process. Never fails: a missing program, a
 * time-out and an answer that is none are told as such.
 */
export async function shellcheck(
  scripts: readonly string[],
  env: Readonly<Record<string, string | undefined>> = process.env,
  milliseconds = limit,
): Promise<Remarks> {
  if (scripts.length === 0) return { is: 'checked', of: [] }
  const folder = mkdtempSync(join(tmpdir(), 'holdpoint-shellcheck-'))
  try {
    const names = scripts.map((_, at) => `${at}.sh`)
    scripts.forEach((text, at) => {
      writeFileSync(join(folder, `${at}.sh`), `${text}\n`)
    })
    const args = ['--norc', '--shell=bash', '--format=json1', `--exclude=${meaningless.join(',')}`, ...names]
    const ended = await run(args, folder, env, milliseconds)
    return ended.is === 'printed' ? remarksOf(ended.output, scripts.length) : ended
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

type Ended = { readonly is: 'printed'; readonly output: string } | Exclude<Remarks, { readonly is: 'checked' }>

function run(args: readonly string[], cwd: string, env: NodeJS.ProcessEnv, milliseconds: number): Promise<Ended> {
  return new Promise((resolve) => {
    const child = spawn('shellcheck', args, { cwd, env, stdio: ['ignore', 'pipe', 'ignore'] })
    const output: Buffer[] = []
    let late = false
    const timer = setTimeout(() => {
      late = true
      child.kill('SIGKILL')
    }, milliseconds)
    child.stdout.on('data', (bytes: Buffer) => output.push(bytes))
    child.on('error', (error: NodeJS.ErrnoException) => {
      clearTimeout(timer)
      resolve(error.code === 'ENOENT' ? { is: 'absent' } : { is: 'failed', why: error.message })
    })
    child.on('close', (status) => {
      clearTimeout(timer)
      if (late) resolve({ is: 'failed', why: `it took more than ${milliseconds / 1000} seconds` })
      // 1: it has remarks.
      else if (status === 0 || status === 1) resolve({ is: 'printed', output: Buffer.concat(output).toString('utf8') })
      else resolve({ is: 'failed', why: `it ended with status ${status}` })
    })
  })
}

interface Comment {
  readonly file: string
  readonly line: number
  readonly endLine: number
  readonly column: number
  readonly endColumn: number
  readonly level: string
  readonly code: number
  readonly message: string
}

function remarksOf(output: string, scripts: number): Remarks {
  try {
    const { comments } = JSON.parse(output) as { readonly comments: readonly Comment[] }
    const of: Remark[][] = Array.from({ length: scripts }, () => [])
    for (const { file, code, level, message, line, column, endLine, endColumn } of comments) {
      of[Number.parseInt(file, 10)]?.push({
        code: `SC${code}`,
        level: level === 'error' || level === 'warning' ? level : 'info',
        message,
        line,
        column,
        endLine,
        endColumn,
      })
    }
    return { is: 'checked', of }
  } catch {
    return { is: 'failed', why: 'its answer cannot be read' }
  }
}
