import { execFile } from 'node:child_process'
import { constants } from 'node:fs'
import { open } from 'node:fs/promises'
import { homedir } from 'node:os'
import { resolve } from 'node:path'
import type { Diagnose, Diagnostic } from '../../engine/ports.ts'

/** Bytes that are kept of each, from its end. */
const portion = 256 * 1024

/**
 * Looks around before a way back changes things: reads the ends of files and runs programs that only look, all at once.
 * What is not there, may not be read or takes too long says so in its place; nothing of it fails as a whole.
 */
export function diagnostics(environment: Readonly<Record<string, string | undefined>>): Diagnose {
  return async (wanted, cwd, timeout) => {
    const over = AbortSignal.timeout(timeout)
    return await Promise.all(wanted.map((one) => inTime(look(one, cwd, environment, over), over)))
  }
}

/** A file on a lost network share is not to be waited for, whatever reads it. */
async function inTime<T>(looking: Promise<T>, over: AbortSignal): Promise<T | string> {
  const late = new Promise<string>((done) => {
    over.addEventListener('abort', () => done('it took too long'), { once: true })
  })
  return await Promise.race([looking.catch((error: unknown) => reasonOf(error)), late])
}

const look = (
  one: Diagnostic,
  cwd: string,
  environment: Readonly<Record<string, string | undefined>>,
  over: AbortSignal,
): Promise<Uint8Array | string> =>
  one.is === 'file'
    ? endOf(resolve(cwd, one.path.replace(/^~(?=\/)/, homedir())))
    : printed(one, cwd, environment, over)

async function endOf(path: string): Promise<Uint8Array | string> {
  // A pipe that nobody writes to would be waited for.
  const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK)
  try {
    const found = await file.stat()
    if (!found.isFile()) return 'it is no file'
    const from = Math.max(0, found.size - portion)
    const bytes = new Uint8Array(Math.min(found.size, portion))
    const { bytesRead } = await file.read(bytes, 0, bytes.length, from)
    return bytes.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}

function printed(
  { program, args }: Extract<Diagnostic, { is: 'program' }>,
  cwd: string,
  environment: Readonly<Record<string, string | undefined>>,
  signal: AbortSignal,
): Promise<Uint8Array | string> {
  return new Promise((done) => {
    const options = {
      cwd,
      env: { ...environment, LC_ALL: 'C', SYSTEMD_PAGER: '' },
      signal,
      killSignal: 'SIGKILL',
      maxBuffer: 16 * portion,
      encoding: 'buffer',
    } as const
    const child = execFile(program, [...args], options, (error, out, err) => {
      const code = error?.code
      if (code === 'ENOENT') return done('there is no such program here')
      const all = Buffer.concat([out, err])
      // A status by which it says that something is down is what is looked for.
      done(all.length === 0 && error !== null ? error.message : all.subarray(Math.max(0, all.length - portion)))
    })
    child.stdin?.end()
  })
}

const reasonOf = (error: unknown): string => {
  const code = error instanceof Error && 'code' in error ? error.code : null
  if (code === 'ENOENT' || code === 'ENOTDIR') return 'it is not there'
  if (code === 'EACCES' || code === 'EPERM') return 'it may not be read'
  return error instanceof Error ? error.message : String(error)
}
