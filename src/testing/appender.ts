/**
 * A process for tests to kill: appends comments to run `r` of the store in argv[2] as argv[3], says each acknowledged
 * seq on standard output, and decides again on conflict, as the engine does. Ends after argv[4] events of its own.
 */
import { writeSync } from 'node:fs'
import { makeStoreFolder } from '../adapters/files/index.ts'
import { sqliteStore } from '../adapters/sqlite/index.ts'
import { HoldpointError } from '../errors.ts'
import { ada, comment, runCreated } from './run-events.ts'

const [folder = '', name = '', wanted = '1'] = process.argv.slice(2)
const store = sqliteStore(folder, () => makeStoreFolder(folder))

let written = 0
while (written < Number(wanted)) {
  const last = await store.last('r')
  try {
    const event = last === 0 ? runCreated() : comment(`${name} ${written}`)
    const [recorded] = await store.append('r', last, [event], ada, last)
    if (last > 0) written += 1
    writeSync(1, `${recorded?.seq}\n`)
  } catch (error) {
    if (!(error instanceof HoldpointError) || error.code !== 'journal-conflict') throw error
  }
}
await store.close()
