import { type Dirent, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { documentOf, readDocument } from '../../compose-documents.ts'
import { HoldpointError } from '../../errors.ts'
import type { Source } from '../../plan/index.ts'
import { standardInput } from './checked.ts'
import type { Unread } from './json.ts'

/**
 * The documents that are meant, each once: a file itself, `-` for standard input, a folder for every Markdown file in it
 * and below; hidden folders and `node_modules` are left out. What cannot be read is told beside what can.
 */
export async function documentsIn(
  files: readonly string[],
  stdin: AsyncIterable<Buffer | string>,
): Promise<{ readonly sources: readonly Source[]; readonly unread: readonly Unread[] }> {
  const sources = new Map<string, Source>()
  const unread: Unread[] = []
  for (const file of files) {
    try {
      if (file === '-') sources.set(file, documentOf(standardInput, await all(stdin)))
      else for (const path of markdownAt(file, unread)) tryTo(path, unread, () => sources.set(path, readDocument(path)))
    } catch (error) {
      unread.push(unreadBy(file, error))
    }
  }
  return { sources: [...sources.values()], unread }
}

function tryTo(path: string, unread: Unread[], act: () => void): void {
  try {
    act()
  } catch (error) {
    unread.push(unreadBy(path, error))
  }
}

function unreadBy(path: string, error: unknown): Unread {
  if (!(error instanceof HoldpointError)) throw error
  return { path, error: { code: error.code, sentence: error.message, next: error.next } }
}

async function all(stdin: AsyncIterable<Buffer | string>): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of stdin) chunks.push(Buffer.from(chunk))
  return Buffer.concat(chunks)
}

function markdownAt(path: string, unread: Unread[]): readonly string[] {
  if (!isFolder(path)) return [path]
  const before = unread.length
  const found = below(path, unread)
  if (found.length === 0 && unread.length === before) throw new HoldpointError('folder-without-documents', { path })
  return found
}

/** Links are not followed: what they lead to is found at its own place, and there are no circles. */
function below(folder: string, unread: Unread[]): readonly string[] {
  return entriesOf(folder, unread)
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name)
      if (entry.isDirectory())
        return entry.name.startsWith('.') || entry.name === 'node_modules' ? [] : below(path, unread)
      return entry.isFile() && /\.(?:md|markdown)$/i.test(entry.name) ? [path] : []
    })
}

/** A folder that cannot be listed may hold documents: it is told, and the others are read. */
function entriesOf(folder: string, unread: Unread[]): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code === 'EACCES' ? 'permission denied' : (error as Error).message
    unread.push(unreadBy(folder, new HoldpointError('document-unreadable', { path: folder, reason }, { cause: error })))
    return []
  }
}

/** What cannot be looked at is told when it is read. */
function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory()
  } catch {
    return false
  }
}
