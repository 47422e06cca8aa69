import { entry } from './holdpoint.ts'

/** The pseudo-terminal comes from an optional package: without it these tests say so and are skipped. */
export const pty = await import('@lydell/node-pty').catch(() => null)
export const title = (name: string) => (pty ? name : `${name} (skipped: @lydell/node-pty is not installed)`)

const open: { kill(): void }[] = []

/** Ends every terminal that a test has opened. */
export function closeTerminals(): void {
  for (const terminal of open.splice(0)) terminal.kill()
}

/**
 * The CLI on a terminal of its own: `seen` waits for words that were not waited for before, `press` types, `hangUp` takes
 * the terminal away.
 */
export function terminal(
  cwd: string,
  args: readonly string[],
  env: Record<string, string> = {},
  size = { cols: 60, rows: 24 },
) {
  if (!pty) throw new Error('no pseudo-terminal')
  const { NO_COLOR, FORCE_COLOR, CI, ...inherited } = process.env
  const child = pty.spawn(process.execPath, [entry, ...args], {
    cwd,
    ...size,
    name: 'xterm-256color',
    env: { ...inherited, LANG: 'C.UTF-8', ...env },
  })
  let text = ''
  let from = 0
  let over: number | null = null
  let changed = () => {}
  child.onData((data) => {
    text += data
    changed()
  })
  child.onExit(({ exitCode }) => {
    over = exitCode
    changed()
  })
  open.push({ kill: () => over === null && child.kill() })
  const until = async (holds: () => boolean, what: string) => {
    const deadline = Date.now() + 30_000
    while (!holds()) {
      if (Date.now() > deadline) throw new Error(`never saw ${what} in:\n${text}`)
      await new Promise<void>((resolve) => {
        changed = resolve
        setTimeout(resolve, 200)
      })
    }
  }
  return {
    press: (keys: string) => child.write(keys),
    async seen(words: string) {
      await until(() => text.includes(words, from), words)
      from = text.indexOf(words, from) + words.length
    },
    async hangUp() {
      // Closing our side is what the kernel takes for a terminal that is gone; the type does not name it.
      ;(child as unknown as { destroy(): void }).destroy()
      await until(() => !alive(child.pid), 'its end')
    },
    text: () => text,
    async status() {
      await until(() => over !== null, 'its end')
      return over
    },
  }
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
