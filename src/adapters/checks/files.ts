import { stat, statfs } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Check } from '../../plan/index.ts'
import { partOf } from './parts.ts'
import { bytes, type Look, percent, saw, time, word, yes } from './seen.ts'

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
      text: word(found.isFile() ? await partOf(resolve(cwd, path), 0, mostRead) : ''),
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

/** Null: nothing is there. */
export async function statOf(path: string) {
  try {
    return await stat(path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}
