import { mkdir, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'

/** A file of a request that is on the disk beside the service, whole and looked at, and not yet stored. */
export interface SpooledFile {
  readonly kind: 'document' | 'photo'
  /** As the client calls it. */
  readonly name: string
  readonly path: string
  readonly type: FileType
  readonly bytes: number
  readonly sha256: string
}

/** A file that is to be stored under a key. */
export type KeyedFile = SpooledFile & { readonly key: string }

/** The folder of files that are being received. */
export const spoolOf = (data: string) => join(data, 'spool')

/** Makes the folder, and removes files that a killed process left there longer ago than so many minutes. */
export async function clearSpool(data: string, olderThanMinutes: number): Promise<void> {
  await mkdir(spoolOf(data), { recursive: true })
  const before = Date.now() - olderThanMinutes * 60_000
  for (const entry of await readdir(spoolOf(data))) {
    const path = join(spoolOf(data), entry)
    const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: before + 1 }))
    if (mtimeMs < before) await rm(path, { force: true })
  }
}

type FileType = 'application/pdf' | 'image/jpeg' | 'image/png'

/** The ending that a stored file of a type gets. */
export const endings: Readonly<Record<FileType, string>> = {
  'application/pdf': 'pdf',
  'image/jpeg': 'jpg',
  'image/png': 'png',
}

const signatures: readonly (readonly [FileType, Buffer])[] = [
  ['application/pdf', Buffer.from('%PDF-')],
  ['image/jpeg', Buffer.from([0xff, 0xd8, 0xff])],
  ['image/png', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])],
]

/** The type that the first bytes of a file tell, whatever its name and its sender say; null: none that is taken. */
export const typeOf = (head: Buffer): FileType | null =>
  signatures.find(([, signature]) => head.subarray(0, signature.length).equals(signature))?.[0] ?? null
