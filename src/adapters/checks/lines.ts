import { createReadStream } from 'node:fs'

/** Of a line, in characters: what goes on behind it is data, and a file without line feeds is no reason to run out of memory. */
const longest = 100_000

/** Lines that are handed on together. */
const together = 5000

/** A whole file, some thousand lines at a time; of a line that is too long, its beginning. */
export async function* linesOf(path: string, signal: AbortSignal): AsyncGenerator<readonly string[]> {
  let share: string[] = []
  let open = ''
  for await (const chunk of createReadStream(path, { signal, encoding: 'utf8' })) {
    const [first = '', ...more] = (chunk as string).split('\n')
    open += first.slice(0, longest - open.length)
    for (const next of more) {
      share.push(open.endsWith('\r') ? open.slice(0, -1) : open)
      open = next.slice(0, longest)
    }
    if (share.length < together) continue
    yield share
    share = []
  }
  yield open === '' ? share : [...share, open]
}
