import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import type { Transform } from 'node:stream'
import { createGunzip, createZstdDecompress } from 'node:zlib'
import { partOf } from './parts.ts'
import { output } from './program.ts'
import { bytes } from './seen.ts'
import { askSqlite } from './sqlite.ts'

/** Whether a backup can be read to its end, and how that is known. */
export interface Readable {
  readonly is: 'yes' | 'no' | 'unclear'
  readonly how: string
}

/** What a backup is, by its first bytes: names lie. */
type Format = 'pg_dump' | 'sqlite' | 'gzip' | 'zstd' | 'xz' | 'bzip2' | 'tar' | 'text'

const beginnings: readonly (readonly [beginning: string, format: Format])[] = [
  ['PGDMP', 'pg_dump'],
  ['SQLite format 3\0', 'sqlite'],
  ['\x1f\x8b', 'gzip'],
  ['\x28\xb5\x2f\xfd', 'zstd'],
  ['\xfd7zXZ\0', 'xz'],
  ['BZh', 'bzip2'],
]

export async function formatOf(path: string): Promise<Format> {
  const head = await partOf(path, 0, 512, 'latin1')
  const known = beginnings.find(([beginning]) => head.startsWith(beginning))?.[1]
  if (known !== undefined) return known
  if (head.slice(257, 262) !== 'ustar') return 'text'
  // `pg_dump -Ft` begins with its table of contents.
  return head.startsWith('toc.dat\0') ? 'pg_dump' : 'tar'
}

/** By what the file is; of plain SQL its end must be the dump's own. Reads to the end, and keeps nothing of it. */
export async function reads(path: string, signal: AbortSignal): Promise<Readable> {
  const format = await formatOf(path)
  switch (format) {
    case 'pg_dump':
      return await listed(path, signal)
    case 'sqlite':
      return await wholeSqlite(path, signal)
    case 'gzip':
      return await unpacks(path, createGunzip(), signal)
    case 'zstd':
      return await unpacks(path, createZstdDecompress(), signal)
    case 'xz':
    case 'bzip2':
      return await byProgram(format, ['--test', path], `${format} unpacks it`, `install ${format}`, signal)
    case 'tar':
      return await byProgram('tar', ['-tf', path], 'tar lists what is in it', 'install tar', signal)
    case 'text': {
      const { size } = await stat(path)
      return whole(await partOf(path, 0, kept), await partOf(path, Math.max(0, size - kept), kept), 'read to its end')
    }
  }
}

export const clients = 'apt-get install postgresql-client, dnf install postgresql, brew install libpq'

async function listed(path: string, signal: AbortSignal): Promise<Readable> {
  const read = await byProgram('pg_restore', ['--list', path], 'pg_restore lists what is in it', clients, signal)
  return read.is === 'no' && /unsupported version/.test(read.how)
    ? { is: 'unclear', how: `${read.how}: the archive is of a newer PostgreSQL than this pg_restore` }
    : read
}

async function wholeSqlite(path: string, signal: AbortSignal): Promise<Readable> {
  const header = Buffer.from(await partOf(path, 0, 100, 'latin1'), 'latin1')
  const pages =
    header.length === 100 && header.readUInt32BE(24) === header.readUInt32BE(92) ? header.readUInt32BE(28) : 0
  const wanted = pages * (header.length === 100 ? sizeOfPage(header.readUInt16BE(16)) : 0)
  // SQLite itself takes what is missing of its last page for empty.
  if ((await stat(path)).size < wanted) return { is: 'no', how: `SQLite: it is shorter than its ${pages} pages` }
  const said = await askSqlite(path, 'pragma integrity_check', signal)
  if ('wrong' in said) return { is: 'no', how: `SQLite: ${said.wrong}` }
  return said.value === 'ok' ? { is: 'yes', how: 'SQLite finds it whole' } : { is: 'no', how: `SQLite: ${said.value}` }
}

/** As its header says it: 65,536 does not fit. */
const sizeOfPage = (said: number) => (said === 1 ? 65_536 : said)

async function byProgram(
  program: string,
  args: readonly string[],
  good: string,
  get: string,
  signal: AbortSignal,
): Promise<Readable> {
  const { status, text } = await output(program, args, { signal, keep: 'nothing' })
  if (status === null)
    return {
      is: 'unclear',
      how: `${program} is not on this machine, so nobody can tell whether the backup is readable; ${get}`,
    }
  return status === 0
    ? { is: 'yes', how: good }
    : { is: 'no', how: `${program}: ${text.trim().split('\n', 1)[0] ?? ''}` }
}

/** Of a text's beginning and end, in characters: enough for what a dump says there. */
const kept = 2000

async function unpacks(path: string, unpacking: Transform, signal: AbortSignal): Promise<Readable> {
  let [length, head, tail] = [0, '', '']
  const packed = createReadStream(path, { signal })
  packed.on('error', (error) => unpacking.destroy(error))
  try {
    for await (const part of packed.pipe(unpacking)) {
      const text = (part as Buffer).subarray(-kept).toString('utf8')
      if (head.length < kept) head += (part as Buffer).subarray(0, kept).toString('utf8')
      tail = (tail + text).slice(-kept)
      length += (part as Buffer).length
    }
  } catch (error) {
    if (signal.aborted) throw error
    return { is: 'no', how: `does not unpack: ${(error as Error).message}` }
  } finally {
    packed.destroy()
  }
  return whole(head, tail, `unpacks to ${bytes(length).text}`)
}

/** A dump as text that was cut off reads well, and is half a database. */
function whole(head: string, tail: string, how: string): Readable {
  if (/^\0+$/.test(head))
    return { is: 'no', how: 'it begins with nothing but zeros: room for a backup that was never written' }
  const dumped = /^--[^\n]*dump/im.test(head)
  if (dumped && !/dump completed?/i.test(tail)) return { is: 'no', how: 'it begins as a dump and does not end as one' }
  return { is: 'yes', how }
}
