import { execFile } from 'node:child_process'

/** More of a program's words than this is not read. */
const mostRead = 1 << 20

interface Running {
  readonly cwd?: string
  /** Instead of this process's own. */
  readonly env?: Readonly<Record<string, string>>
  readonly signal: AbortSignal
  /** `nothing`: standard output may be as long as it likes, and is not kept. */
  readonly keep?: 'nothing'
}

/** Runs a program. `status` null: it is not there. Its words: standard output, else standard error. */
export function output(
  program: string,
  args: readonly string[],
  { cwd, env, signal, keep }: Running,
): Promise<{ readonly status: number | null; readonly text: string }> {
  return new Promise((resolve, reject) => {
    const most = keep === 'nothing' ? Number.POSITIVE_INFINITY : mostRead
    const options = { cwd, env, signal, maxBuffer: most, encoding: 'utf8' as const }
    const child = execFile(program, [...args], options, (error, stdout, stderr) => {
      if (error === null) return resolve({ status: 0, text: stdout })
      if (error.code === 'ENOENT') return resolve({ status: null, text: '' })
      if (typeof error.code !== 'number') return reject(error)
      resolve({ status: error.code, text: stdout.trim() === '' ? stderr : stdout })
    })
    if (keep === 'nothing') {
      child.stdout?.removeAllListeners('data')
      child.stdout?.resume()
    }
  })
}
