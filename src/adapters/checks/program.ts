import { execFile } from 'node:child_process'

/** More of a program's words than this is not read. */
const mostRead = 1 << 20

/** Runs a program that only looks. `status` null: it is not there. Its words: standard output, else standard error. */
export function output(
  program: string,
  args: readonly string[],
  cwd: string | undefined,
  signal: AbortSignal,
): Promise<{ readonly status: number | null; readonly text: string }> {
  return new Promise((resolve, reject) => {
    const options = { cwd, signal, maxBuffer: mostRead, encoding: 'utf8' as const }
    execFile(program, [...args], options, (error, stdout, stderr) => {
      if (error === null) return resolve({ status: 0, text: stdout })
      if (error.code === 'ENOENT') return resolve({ status: null, text: '' })
      if (typeof error.code !== 'number') return reject(error)
      resolve({ status: error.code, text: stdout.trim() === '' ? stderr : stdout })
    })
  })
}
