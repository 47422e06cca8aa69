import { open, readdir, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { timeOfLine } from './log-times.ts'

/** Bytes read from the end of a log, more each time, until the window's beginning is found. */
const steps = [1 << 20, 1 << 23, 1 << 26]

/** Of rotated predecessors that are read besides. */
const mostFiles = 5

/** What was written since a time. */
interface Recent {
  readonly lines: readonly string[]
  /** When the earliest line was written that was looked at, in milliseconds: before `since`, where the log goes back so far. */
  readonly from: number
  /** When the newest was. */
  readonly newest: number
  /** The files that were read. */
  readonly files: readonly string[]
}

/** Reads a log from its end, and what was rotated away from it meanwhile; or says why that cannot be told. */
export async function recentLines(
  path: string,
  { since, now }: { readonly since: number; readonly now: number },
): Promise<Recent | { readonly wrong: string }> {
  const window = { since, now }
  const own = await endOf(path, window)
  if ('wrong' in own) return own
  const before: Ending[] = []
  const files = own.complete ? [] : await rotatedFrom(path, since)
  for (const file of files) {
    if (/\.(?:gz|zst|xz|bz2)$/.test(file))
      return { wrong: `${file} holds what was written before, packed; since=… must not reach back so far` }
    const one = await endOf(file, window)
    if ('wrong' in one) return one
    before.unshift(one)
    if (one.complete) break
  }
  const all = [...before, own].filter(({ from }) => from !== null)
  const [first] = all
  if (first === undefined || first.from === null)
    return {
      wrong: `${path} ${own.size === 0 ? 'is empty' : `has no line that says when it was written, so since=… cannot be told`}`,
    }
  return {
    lines: all.flatMap(({ lines }) => lines),
    from: first.from,
    newest: Math.max(...all.map(({ newest }) => newest)),
    files: [...files.slice(0, before.length), path],
  }
}

interface Ending {
  readonly lines: readonly string[]
  readonly from: number | null
  readonly newest: number
  readonly size: number
  /** It reaches back to before the window. */
  readonly complete: boolean
}

interface Window {
  readonly since: number
  readonly now: number
}

async function endOf(path: string, window: Window): Promise<Ending | { readonly wrong: string }> {
  const handle = await open(path)
  try {
    const { size } = await handle.stat()
    for (const length of steps) {
      const from = Math.max(0, size - length)
      const { buffer, bytesRead } = await handle.read(
        Buffer.alloc(Math.min(size, length)),
        0,
        Math.min(size, length),
        from,
      )
      const text = buffer.subarray(0, bytesRead).toString('utf8')
      const ending = { ...within(from === 0 ? text : text.slice(text.indexOf('\n') + 1), window), size }
      if (ending.complete || from === 0) return ending
    }
    return { wrong: `more than 64 MB were written to ${path} in that time: a shorter since=… can be read` }
  } finally {
    await handle.close()
  }
}

/** A line without a time belongs to the one before it, as those of a stack trace do. */
function within(text: string, { since, now }: Window): Omit<Ending, 'size'> {
  const lines: string[] = []
  let from: number | null = null
  let newest = 0
  let at: number | null = null
  for (const line of text.split('\n')) {
    if (line === '') continue
    at = timeOfLine(line, now) ?? at
    if (at === null) continue
    from ??= at
    newest = Math.max(newest, at)
    if (at >= since) lines.push(line)
  }
  return { lines, from, newest, complete: from !== null && from < since }
}

/** What lies beside a log under its name and was written to within the window, newest first: `app.log.1`, `app.log-20261121`. */
async function rotatedFrom(path: string, since: number): Promise<readonly string[]> {
  const name = basename(path)
  const entries = await readdir(dirname(path))
  const rotated = entries.filter(
    (one) => one.startsWith(name) && /^[.-]\d{1,10}(?:-\d+)?(?:\.\w{2,3})?$/.test(one.slice(name.length)),
  )
  const found = await Promise.all(
    rotated.map(async (one) => ({
      path: join(dirname(path), one),
      at: (await stat(join(dirname(path), one))).mtimeMs,
    })),
  )
  return found
    .filter(({ at }) => at >= since)
    .sort((a, b) => b.at - a.at)
    .slice(0, mostFiles)
    .map((one) => one.path)
}
