import { realpathSync, statSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { isAbsolute, join, relative, resolve, sep } from 'node:path'
import { HoldpointError } from '../../errors.ts'

/** Files that are listed, and entries of folders that are looked at for them. */
const mostDocuments = 500
const mostEntries = 50_000

const markdown = /\.(?:md|markdown)$/i

/** Hidden folders hold stores and keys, not runbooks; what packages bring is nobody's runbook either. */
const isLeftOut = (name: string) => name.startsWith('.') || name === 'node_modules'

/**
 * Where a document lies that somebody on the page has named, absolute and free of links. Fails with `document-outside` where
 * that is not a Markdown file below `place`, however it is written and whatever links lead there, and with `document-missing`.
 */
export function documentWithin(place: string, path: string): string {
  const refused = new HoldpointError('document-outside', { path: path.slice(0, 200) || '""', place })
  if (path.includes('\0') || isAbsolute(path) || !markdown.test(path)) throw refused
  const top = realpathSync(place)
  const wanted = resolve(top, path)
  if (!isBelow(top, wanted)) throw refused
  const found = real(wanted)
  if (found === null) throw new HoldpointError('document-missing', { path, folder: place })
  if (!isBelow(top, found) || !markdown.test(found)) throw refused
  return found
}

function isBelow(top: string, path: string): boolean {
  const names = relative(top, path).split(sep)
  return names[0] !== '..' && names[0] !== '' && !names.some(isLeftOut)
}

function real(path: string): string | null {
  try {
    return realpathSync(path)
  } catch {
    return null
  }
}

/**
 * Markdown files below a place, relative to it, those near its top first; `more`: there are others. Links are not
 * followed; a folder that cannot be read is passed over.
 */
export async function documentsBelow(
  place: string,
): Promise<{ readonly paths: readonly string[]; readonly more: boolean }> {
  const paths: string[] = []
  let looked = 0
  let folders = ['']
  while (folders.length > 0) {
    const below: string[] = []
    for (const folder of folders) {
      const entries = await readdir(join(place, folder), { withFileTypes: true }).catch(() => [])
      for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
        looked += 1
        if (looked > mostEntries) return { paths, more: true }
        if (isLeftOut(entry.name)) continue
        const path = folder === '' ? entry.name : `${folder}/${entry.name}`
        if (entry.isDirectory()) below.push(path)
        else if (entry.isFile() && markdown.test(entry.name)) {
          if (paths.length === mostDocuments) return { paths, more: true }
          paths.push(path)
        }
      }
    }
    folders = below
  }
  return { paths, more: false }
}

/** The same stamp is the same file with the same bytes, as far as the file system tells; null: it is not there. */
export function stampOf(path: string): string | null {
  const stat = statSync(path, { bigint: true, throwIfNoEntry: false })
  return stat === undefined ? null : `${stat.ino} ${stat.size} ${stat.mtimeNs} ${stat.ctimeNs}`
}
