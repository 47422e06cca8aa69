import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { makeStoreFolder, runFiles } from '../../src/adapters/files/index.ts'
import { sqliteStore } from '../../src/adapters/sqlite/index.ts'
import { brokenLinks } from '../../src/record/index.ts'
import { evolve, type Recorded, type RunState } from '../../src/run/index.ts'
import { folderWith, holdpoint } from '../cli/holdpoint.ts'

const words = ['one', 'two', 'three']
const document = [
  '# Deploy',
  '- [ ] The team knows',
  ...words.flatMap((word) => ['', `## Deploy ${word}`, '```bash', `echo ${word} >> ledger`, '```']),
  '',
].join('\n')

/** The events that `--json` printed, one a line. */
const stream = (out: string): readonly Recorded[] =>
  out
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line))

const fold = (journal: readonly Recorded[]) => journal.reduce<RunState | null>(evolve, null)

/** What is left of a run that died right after an event: its journal so far, and the files of the attempts begun by then. */
async function diedAfter(prefix: readonly Recorded[], original: string, store: string): Promise<void> {
  cpSync(join(original, 'runs'), join(store, 'runs'), { recursive: true })
  const [first] = prefix
  const state = fold(prefix)
  if (!first || !state) throw new Error('an empty journal is no run')
  for (const { id } of state.plan.steps)
    if (state.steps.get(id).attempts.length === 0)
      rmSync(runFiles(store).attempt(first.run, id, 1), { recursive: true, force: true })
  const journal = sqliteStore(store, () => makeStoreFolder(store))
  for (const { run, seq, event, actor, at } of prefix) await journal.append(run, seq - 1, [event], actor, at)
  await journal.close()
}

describe('the stream of events that `--json` prints', () => {
  const folder = folderWith({ 'D.md': document })
  const original = join(folder, '.holdpoint')
  const whole = stream(holdpoint(folder, 'run', 'D.md', '--assume-confirmed', '--json').out)

  it('is the journal: every part of it from the beginning folds, and its links hold', () => {
    expect(whole.length).toBeGreaterThan(10)
    for (let length = 1; length <= whole.length; length += 1) {
      const prefix = whole.slice(0, length)
      expect(fold(prefix)?.seq).toBe(length)
      expect(brokenLinks(prefix)).toEqual([])
    }
    expect(fold(whole)).toMatchObject({ status: 'ended', outcome: 'done' })
  })

  it('goes on where it stopped, whatever its last event was: same chain, same end, each command once', async () => {
    for (let length = 1; length < whole.length; length += 1) {
      const prefix = whole.slice(0, length)
      const store = join(folder, `store-${length}`)
      await diedAfter(prefix, original, store)
      const started = prefix.filter(({ event }) => event.type === 'StepStarted').length
      writeFileSync(
        join(folder, 'ledger'),
        words
          .slice(0, started)
          .map((word) => `${word}\n`)
          .join(''),
      )

      const { out, status } = holdpoint(folder, 'resume', '--json', '--store', store)
      const after = `after event ${length}, ${prefix.at(-1)?.event.type}`
      expect(status, after).toBe(0)
      const journal = [...prefix, ...stream(out).filter(({ seq }) => seq > length)]
      expect(brokenLinks(journal), after).toEqual([])
      expect(fold(journal), after).toMatchObject({ status: 'ended', outcome: 'done' })
      expect(readFileSync(join(folder, 'ledger'), 'utf8'), after).toBe('one\ntwo\nthree\n')
      expect(holdpoint(folder, 'verify', '--store', store).status, after).toBe(0)
    }
  })
})
