import { createHash, randomBytes } from 'node:crypto'
import { createReadStream, mkdirSync } from 'node:fs'
import { mkdir, open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { RunFiles } from '../../engine/ports.ts'
import { HoldpointError } from '../../errors.ts'

/** Bytes of an output that are masked at once. */
const portion = 1024 * 1024

/** Tells the drafts of this process from each other. */
let drafts = 0

/** Files of runs below the store's folder: `runs/<run>/<step>/<attempt>/`, readable by their owner only. */
export function runFiles(store: string): RunFiles {
  const runFolder = (run: string) => join(store, 'runs', safe(run))
  const attemptFolder = (run: string, step: string, attempt: number) =>
    join(runFolder(run), safe(step), String(attempt))
  const outputFile = (run: string, step: string, attempt: number) => join(attemptFolder(run, step, attempt), 'output')
  const maskedFile = (run: string, step: string, attempt: number) =>
    join(attemptFolder(run, step, attempt), 'output.masked')

  const keptFolder = (run: string) => join(runFolder(run), 'kept')
  const keptFile = (run: string, name: string) => join(keptFolder(run), name.replace(/[^\w.-]+|^\.+/g, '-'))

  return {
    attempt(run, step, attempt) {
      const folder = attemptFolder(run, step, attempt)
      mkdirSync(folder, { recursive: true, mode: 0o700 })
      return folder
    },
    async output(run, step, attempt, from, to) {
      return await bytesOf(outputFile(run, step, attempt), from, to)
    },
    async length(run, step, attempt) {
      const found = await stat(outputFile(run, step, attempt)).catch(absent)
      return found?.isFile() ? found.size : 0
    },
    async mask(run, step, attempt, length, masker) {
      const raw = createHash('sha256')
      const hash = createHash('sha256')
      const path = maskedFile(run, step, attempt)
      const draft = `${path}.${process.pid}`
      const file = await open(draft, 'w', 0o600)
      let bytes = 0
      const take = async (part: Uint8Array) => {
        hash.update(part)
        bytes += part.length
        await file.write(part)
      }
      try {
        if (length > 0)
          for await (const chunk of createReadStream(outputFile(run, step, attempt), {
            end: length - 1,
            highWaterMark: portion,
          })) {
            raw.update(chunk)
            await take(masker.write(chunk))
          }
        await take(masker.end())
        await file.sync()
      } finally {
        await file.close()
      }
      const digest = hash.digest('hex')
      if (digest === raw.digest('hex')) await rm(draft)
      else await rename(draft, path)
      return { bytes, digest }
    },
    async masked(run, step, attempt, from, to) {
      const path = maskedFile(run, step, attempt)
      return (await isFile(path)) ? await bytesOf(path, from, to) : null
    },
    async seal(
      run: string,
      step: string,
      attempt: number,
      from: number = 0,
      to: number = Number.POSITIVE_INFINITY,
      log: string = 'output',
    ) {
      if (!/^(?:output|output\.masked|service-\d+\.log)$/.test(log)) return null
      const path = join(attemptFolder(run, step, attempt), log)
      if (!(await isFile(path))) return null
      const hash = createHash('sha256')
      let bytes = 0
      if (to > from) {
        for await (const chunk of createReadStream(path, { start: from, end: to - 1 })) {
          hash.update(chunk)
          bytes += chunk.length
        }
      }
      return { bytes, digest: hash.digest('hex') }
    },
    async keep(run, name, bytes) {
      const path = keptFile(run, name)
      // Two people may add the same file at once.
      const draft = `${path}.${process.pid}.${drafts++}`
      try {
        await mkdir(keptFolder(run), { recursive: true, mode: 0o700 })
        const file = await open(draft, 'w', 0o600)
        try {
          await file.writeFile(bytes)
          await file.sync()
        } finally {
          await file.close()
        }
        await rename(draft, path)
      } catch (error) {
        await rm(draft, { force: true }).catch(() => {})
        throw fullOr(error, path, store)
      }
      return { bytes: bytes.length, digest: createHash('sha256').update(bytes).digest('hex') }
    },
    async kept(run, name) {
      const path = keptFile(run, name)
      return (await isFile(path)) ? await bytesOf(path, 0, Number.POSITIVE_INFINITY) : null
    },
    async markKey(run) {
      const path = join(runFolder(run), 'mark-key')
      try {
        mkdirSync(runFolder(run), { recursive: true, mode: 0o700 })
        // The first of two processes makes it.
        await writeFile(path, randomBytes(32), { mode: 0o600, flag: 'wx' }).catch((error: NodeJS.ErrnoException) => {
          if (error.code !== 'EEXIST') throw error
        })
        const key = await readFile(path)
        return key.length === 32 ? key : null
      } catch {
        return null
      }
    },
    async remove(run) {
      await rm(runFolder(run), { recursive: true, force: true })
    },
  }
}

async function bytesOf(path: string, from: number, to: number): Promise<Uint8Array> {
  if (!(await isFile(path))) return new Uint8Array()
  const file = await open(path, 'r').catch(absent)
  if (file === null) return new Uint8Array()
  try {
    const { size } = await file.stat()
    const bytes = new Uint8Array(Math.max(0, Math.min(to, size) - from))
    const { bytesRead } = await file.read(bytes, 0, bytes.length, from)
    return bytes.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}

/** A name for a folder: readable, and different for different ids whatever they hold. */
function safe(id: string): string {
  if (/^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/.test(id)) return id
  const words = id.replace(/[^A-Za-z0-9]+/g, '-').slice(0, 40)
  return `${words}.${createHash('sha256').update(id).digest('hex').slice(0, 16)}`
}

/** What was put in a file's place, such as a pipe that nobody writes to, is never opened. */
const isFile = async (path: string) => (await stat(path).catch(absent))?.isFile() ?? false

function absent(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return null
  throw error
}

/** What cannot be written for want of room is said as for the journal. */
function fullOr(error: unknown, path: string, folder: string): unknown {
  const isFull = error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT')
  return isFull ? new HoldpointError('store-full', { path, folder, reason: error.message }, { cause: error }) : error
}
