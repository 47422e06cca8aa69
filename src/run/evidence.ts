/** What people may add as evidence at once, in bytes. */
export const evidenceLimit = 25 * 1024 * 1024

/** By which a file begins that is what it looks like; offsets of 0 unless said. */
const magic: readonly { readonly media: string; readonly at?: number; readonly bytes: readonly number[] }[] = [
  { media: 'image/png', bytes: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] },
  { media: 'image/jpeg', bytes: [0xff, 0xd8, 0xff] },
  { media: 'image/gif', bytes: [0x47, 0x49, 0x46, 0x38] },
  { media: 'image/webp', at: 8, bytes: [0x57, 0x45, 0x42, 0x50] },
  { media: 'application/pdf', bytes: [0x25, 0x50, 0x44, 0x46, 0x2d] },
]

/** Bytes of a text that are looked at. */
const looked = 64 * 1024

/**
 * What a file is, by its bytes and by nothing that somebody says of it: a picture made of points, a PDF, text in UTF-8, else
 * `application/octet-stream`. Text that a browser might obey (HTML, SVG) is text.
 */
export const mediaOf = (bytes: Uint8Array): string => {
  const found = magic.find(({ at = 0, bytes: begins }) => begins.every((byte, index) => bytes[at + index] === byte))
  if (found !== undefined) return found.media
  return isText(bytes.subarray(0, looked), bytes.length > looked) ? 'text/plain' : 'application/octet-stream'
}

const isText = (bytes: Uint8Array, cut: boolean): boolean => {
  try {
    // Of one that goes on, the last sign may be cut in two.
    return !new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: cut }).includes('\0')
  } catch {
    return false
  }
}

/** A name as it may stand in a record and on a disk: no path, nothing that turns or hides signs, of a bounded length. */
export const evidenceName = (name: string): string => {
  const last = name.split(/[/\\]/).at(-1) ?? ''
  const plain = last
    .normalize('NFC')
    .replace(/[\p{C}\p{Z}<>:"|?*]+/gu, ' ')
    .trim()
    .replace(/^\.+/, '')
  const ending = /\.[\w-]{1,12}$/.exec(plain)?.[0] ?? ''
  const short = plain.length <= 120 ? plain : `${plain.slice(0, 120 - ending.length)}${ending}`
  return short.isWellFormed() && short !== '' ? short : 'file'
}

/** What its file is called among those of a run: by what it holds, so that the same file twice is one. */
export const evidenceFile = (digest: string): string => `evidence-${digest}`
