import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { HoldpointError } from '../../errors.ts'

/** A time stamp of a run: the line that it is for, and the authority's answer. */
interface Stamp {
  /** Of the answer. */
  readonly file: string
  readonly text: string
  readonly reply: Uint8Array
}

const folderOf = (store: string, run: string) => join(store, 'runs', run, 'anchors')

/** Keeps one beside the run's outputs. Fails with `record-unwritable`. */
export function keepStamp(store: string, run: string, events: number, text: string, reply: Uint8Array): string {
  const folder = folderOf(store, run)
  const file = join(folder, `${events}.tsr`)
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    writeFileSync(join(folder, `${events}.txt`), text, { mode: 0o600 })
    writeFileSync(file, reply, { mode: 0o600 })
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new HoldpointError('record-unwritable', { file, reason }, { cause })
  }
  return file
}

/** Those of a run, the oldest first. */
export function stampsOf(store: string, run: string): readonly Stamp[] {
  const folder = folderOf(store, run)
  return listed(folder)
    .filter((name) => name.endsWith('.tsr'))
    .toSorted((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10))
    .map((name) => ({
      file: join(folder, name),
      text: read(join(folder, name.replace(/tsr$/, 'txt'))).toString('utf8'),
      reply: read(join(folder, name)),
    }))
}

/** None where there is no such folder. */
function listed(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

/** What cannot be read is empty, which is no time stamp. */
function read(file: string): Buffer {
  try {
    return readFileSync(file)
  } catch {
    return Buffer.alloc(0)
  }
}
