import type { Source } from '../plan/index.ts'

/**
 * A file's bytes as a source. Valid UTF-8 is decoded as such, its byte-order mark kept; anything else becomes one
 * character a byte, so that `encoding` leads back to the same bytes.
 *
 * @param digest lower-case hex SHA-256 of `bytes`; hashing is the caller's, because reading uses no platform API.
 */
export function sourceOf(path: string, bytes: Uint8Array, digest: string): Source {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
    return { path, text, encoding: 'utf8', digest }
  } catch {
    return { path, text: oneCharacterAByte(bytes), encoding: 'latin1', digest }
  }
}

// The platform's "latin1" decoder is windows-1252, which does not lead back to the same bytes.
function oneCharacterAByte(bytes: Uint8Array): string {
  const chunks: string[] = []
  for (let at = 0; at < bytes.length; at += 8192) chunks.push(String.fromCharCode(...bytes.subarray(at, at + 8192)))
  return chunks.join('')
}

/** The bytes that `sourceOf` was given, or those of an edited text in the same encoding. */
export function bytesOf(source: Pick<Source, 'text' | 'encoding'>): Uint8Array {
  if (source.encoding === 'utf8') return new TextEncoder().encode(source.text)
  return Uint8Array.from(source.text, (char) => char.charCodeAt(0))
}
