import { readFileSync } from 'node:fs'
import { Session } from 'node:inspector/promises'
import { resolve } from 'node:path'
import { expect, it } from 'vitest'
import { read } from '../../src/read/index.ts'

const example = readFileSync(resolve(import.meta.dirname, '../../examples/hello-release/DEPLOYMENT.md'), 'utf8')
const reading = (copies: number) =>
  read({ path: 'RELEASE.md', text: `${example}\n\n`.repeat(copies), encoding: 'utf8', digest: '0'.repeat(64) })

/** Work that is counted, not timed: what runs of `src/read` and how many characters it has others look at or copy. */
interface Work {
  readonly visited: number
  readonly characters: number
}

/** How often the functions, branches and loops of the reading ran since this was last asked, as coverage counts. */
async function visitedIn(session: Session): Promise<number> {
  const { result } = await session.post('Profiler.takePreciseCoverage')
  const own = result.filter(({ url }) => url.includes('/src/read/'))
  return own
    .flatMap(({ functions }) => functions.flatMap(({ ranges }) => ranges))
    .reduce((sum, one) => sum + one.count, 0)
}

/**
 * Counts the characters of the texts that built-in functions make, and of those that patterns are tried on. A slice is a
 * view of its text and costs nothing.
 */
function countingCharacters(run: () => unknown): number {
  let characters = 0
  const text = String.prototype as unknown as Record<string, (...args: unknown[]) => unknown>
  const pattern = RegExp.prototype
  const names = ['toLowerCase', 'toUpperCase', 'trim', 'trimEnd', 'trimStart', 'replace', 'replaceAll', 'split']
  const own = names.map((name) => [name, text[name] as (...args: unknown[]) => unknown] as const)
  const { exec } = pattern
  for (const [name, method] of own)
    text[name] = function (this: string, ...args: unknown[]) {
      const made = method.apply(this, args)
      characters += typeof made === 'string' ? made.length : this.length
      return made
    }
  pattern.exec = function (this: RegExp, subject: string) {
    const from = this.global || this.sticky ? this.lastIndex : 0
    const match = exec.call(this, subject)
    const to = match !== null ? match.index + match[0].length : this.sticky ? from + 1 : subject.length
    characters += to - from
    return match
  }
  try {
    run()
  } finally {
    for (const [name, method] of own) text[name] = method
    pattern.exec = exec
  }
  return characters
}

it('what is visited of a document grows with its length, counted in branches and characters', async () => {
  const session = new Session()
  session.connect()
  await session.post('Profiler.enable')
  await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true })
  try {
    // Vocabularies and patterns are made once.
    reading(1)
    const work = async (copies: number): Promise<Work> => {
      await visitedIn(session)
      const characters = countingCharacters(() => reading(copies))
      return { characters, visited: await visitedIn(session) }
    }
    const short = await work(5)
    const long = await work(20)
    // Four times as long; searching by halves takes a little more.
    expect(long.visited / short.visited).toBeLessThan(4.4)
    expect(long.characters / short.characters).toBeLessThan(4.4)
  } finally {
    await session.post('Profiler.stopPreciseCoverage')
    session.disconnect()
  }
})
