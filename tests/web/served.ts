import { type ChildProcess, spawn } from 'node:child_process'
import { entry } from '../cli/holdpoint.ts'

/** A `holdpoint serve` of its own, on a port of its own. */
export interface Served {
  readonly origin: string
  readonly port: number
  /** The launch link that it printed, good for once. */
  readonly link: string
  readonly pid: number
  /** All that it said. */
  said(): string
  /** Ends it: like Ctrl-C, or like a crash. */
  end(how?: 'SIGINT' | 'SIGKILL'): Promise<void>
}

const open = new Set<ChildProcess>()

/** Serves the work of `folder`. `args`: further ones; `env` on top of this process's own. Ends with the test's file at the latest. */
export async function serve(
  folder: string,
  args: readonly string[] = ['--port', '0'],
  env: Readonly<Record<string, string>> = {},
): Promise<Served> {
  const { NO_COLOR, FORCE_COLOR, ...own } = process.env
  const child = spawn(process.execPath, [entry, 'serve', ...args], {
    cwd: folder,
    env: { ...own, LANG: 'C.UTF-8', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  open.add(child)
  let said = ''
  const gone = new Promise<void>((resolve) => {
    child.on('close', () => {
      open.delete(child)
      resolve()
    })
  })
  const link = await new Promise<string>((resolve, reject) => {
    const hear = (text: string) => {
      said += text
      const found = /https?:\/\/\S+\/enter#\S+/.exec(said)
      if (found !== null && said.slice(found.index + found[0].length).includes('\n')) resolve(found[0])
    }
    child.stdout.setEncoding('utf8').on('data', hear)
    child.stderr.setEncoding('utf8').on('data', hear)
    void gone.then(() => reject(new Error(`holdpoint serve ended without a link:\n${said}`)))
  })
  const { origin, port } = new URL(link)
  return {
    origin,
    port: Number(port),
    link,
    pid: child.pid ?? 0,
    said: () => said,
    async end(how = 'SIGINT') {
      child.kill(how)
      await gone
    },
  }
}

/** Ends whatever is still served. */
export async function endServed(): Promise<void> {
  for (const child of open) {
    child.kill('SIGKILL')
    await new Promise((resolve) =>
      (child.exitCode ?? child.signalCode) === null ? child.on('close', resolve) : resolve(0),
    )
  }
}
