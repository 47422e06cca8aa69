import { createReadStream } from 'node:fs'
import { glob, open, stat, statfs } from 'node:fs/promises'
import { extname, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { createGunzip } from 'node:zlib'
import type { Check } from '../../plan/index.ts'
import { output } from './program.ts'
import { bytes, type Look, number, percent, saw, time, word, yes } from './seen.ts'

/** Of a file's beginning, for `text`. */
const mostRead = 1 << 20

export async function file({ what: [path = ''] }: Check, cwd: string): Promise<Look> {
  const found = await statOf(resolve(cwd, path))
  if (found === null) return saw({ exists: yes(false) }, [`${path} is not there`])
  const age = time(Date.now() - found.mtimeMs)
  return saw(
    {
      exists: yes(true),
      size: bytes(found.size),
      age,
      text: word(found.isFile() ? await beginning(resolve(cwd, path)) : ''),
    },
    [`${path}: ${bytes(found.size).text}, changed ${age.text} ago`],
  )
}

/** Of the file system that holds a path, as `df` counts: what is kept for the superuser is not free. */
export async function disk({ what: [path = ''] }: Check, cwd: string): Promise<Look> {
  const { blocks, bfree, bavail, bsize } = await statfs(resolve(cwd, path))
  const used = percent(blocks === 0 ? 0 : (100 * (blocks - bfree)) / (blocks - bfree + bavail))
  return saw({ free: bytes(bavail * bsize), used }, [`${path}: ${bytes(bavail * bsize).text} free, ${used.text} used`])
}

/** Lines that a pattern is found in. */
export async function log({ what: [path = '', pattern = ''] }: Check, cwd: string, signal: AbortSignal): Promise<Look> {
  const wanted = patternOf(pattern)
  if (wanted === null) return { is: 'unclear', why: `“${pattern}” is no regular expression` }
  const lines = createInterface({ input: createReadStream(resolve(cwd, path), { signal }) })
  const shown: string[] = []
  let count = 0
  for await (const line of lines) {
    if (!wanted.test(line.slice(0, 10_000))) continue
    count += 1
    if (shown.length < 5) shown.push(`  ${line.slice(0, 300)}`)
  }
  return saw({ count: number(count) }, [`${path}: ${count} lines with ${pattern}`, ...shown])
}

/** The newest file that a path with `*` names: there, fresh, and one that its own program can read to the end. */
export async function backup({ what: [path = ''] }: Check, cwd: string, signal: AbortSignal): Promise<Look> {
  const newest = await newestOf(path, cwd)
  if (newest === null) return { is: 'unmet', why: `no file is named ${path}` }
  const age = time(Date.now() - newest.mtimeMs)
  const readable = await reads(newest.path, signal)
  if (readable.is === 'unclear') return { is: 'unclear', why: readable.how }
  return saw({ size: bytes(newest.size), age, readable: yes(readable.is === 'yes') }, [
    `${newest.path}: ${bytes(newest.size).text}, made ${age.text} ago`,
    readable.how,
  ])
}

async function newestOf(path: string, cwd: string) {
  const names: string[] = path.includes('*') ? [] : [path]
  if (path.includes('*')) for await (const name of glob(path, { cwd })) names.push(name)
  const found = await Promise.all(names.map(async (name) => ({ path: name, stat: await statOf(resolve(cwd, name)) })))
  const [newest] = found
    .flatMap(({ path: name, stat: one }) =>
      one?.isFile() ? [{ path: resolve(cwd, name), size: one.size, mtimeMs: one.mtimeMs }] : [],
    )
    .sort((a, b) => b.mtimeMs - a.mtimeMs)
  return newest ?? null
}

interface Reading {
  readonly is: 'yes' | 'no' | 'unclear'
  readonly how: string
}

const first = (text: string) => text.trim().split('\n', 1)[0] ?? ''

/** By what the file is: an archive of pg_dump, gzip, SQLite, tar; of plain SQL its end must be the dump's own. */
async function reads(path: string, signal: AbortSignal): Promise<Reading> {
  const head = (await beginning(path, 16, 'latin1')).slice(0, 16)
  if (head.startsWith('PGDMP'))
    return byProgram('pg_restore', ['--list', path], 'pg_restore lists what is in it', signal)
  if (head.startsWith('SQLite format 3'))
    return byProgram('sqlite3', ['-readonly', path, 'pragma integrity_check'], 'SQLite finds it whole', signal, 'ok')
  if (head.startsWith('\x1f\x8b')) return gunzips(path)
  if (extname(path) === '.tar') return byProgram('tar', ['-tf', path], 'tar lists what is in it', signal)
  const end = await ending(path)
  const dumped = /^--[^\n]*dump/im.test(await beginning(path, 2000))
  if (dumped && !/dump completed?/i.test(end)) return { is: 'no', how: 'it begins as a dump and does not end as one' }
  return { is: 'yes', how: 'read to its end' }
}

async function byProgram(
  program: string,
  args: readonly string[],
  good: string,
  signal: AbortSignal,
  says?: string,
): Promise<Reading> {
  const { status, text } = await output(program, args, undefined, signal)
  if (status === null)
    return {
      is: 'unclear',
      how: `${program} is not on this machine, so nobody can tell whether the backup is readable`,
    }
  const well = status === 0 && (says === undefined || first(text) === says)
  return well ? { is: 'yes', how: good } : { is: 'no', how: `${program}: ${first(text)}` }
}

async function gunzips(path: string): Promise<Reading> {
  try {
    const parts = createReadStream(path).pipe(createGunzip())
    let length = 0
    for await (const part of parts) length += (part as Buffer).length
    return { is: 'yes', how: `unpacks to ${bytes(length).text}` }
  } catch (error) {
    return { is: 'no', how: `does not unpack: ${(error as Error).message}` }
  }
}

async function statOf(path: string) {
  try {
    return await stat(path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

async function beginning(path: string, most = mostRead, encoding: BufferEncoding = 'utf8'): Promise<string> {
  return await slice(path, 0, most, encoding)
}

async function ending(path: string): Promise<string> {
  const { size } = await stat(path)
  return await slice(path, Math.max(0, size - 2000), 2000, 'utf8')
}

async function slice(path: string, from: number, most: number, encoding: BufferEncoding): Promise<string> {
  const handle = await open(path)
  try {
    const buffer = Buffer.alloc(most)
    const { bytesRead } = await handle.read(buffer, 0, most, from)
    return buffer.subarray(0, bytesRead).toString(encoding)
  } finally {
    await handle.close()
  }
}

function patternOf(text: string): RegExp | null {
  try {
    return new RegExp(text)
  } catch {
    return null
  }
}
