import type { Source } from '../../plan/index.ts'

/** Text with its encoding, or the reason why the bytes are none. See `Source` for what the encodings promise. */
export function decode(bytes: Uint8Array): Pick<Source, 'text' | 'encoding'> | { readonly binary: string } {
  if (bytes.includes(0)) return { binary: 'it holds NUL bytes' }
  const utf8 = asUtf8(bytes)
  const text = utf8 ?? Buffer.from(bytes).toString('latin1')
  if (share(text, isControl) > maxControls) return { binary: 'it holds control characters all over' }
  if (utf8 === null && share(text, isHigh) > maxHigh)
    return { binary: 'most of it is in no encoding that is known here' }
  return { text, encoding: utf8 === null ? 'latin1' : 'utf8' }
}

const maxControls = 0.02
/** A text in an older eight-bit encoding of a Western language stays far below; compressed data is near one half. */
const maxHigh = 0.3

function asUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return null
  }
}

/** Tab, line feed, form feed, carriage return and escape (logs pasted with their colours) are common in documents. */
const isControl = (code: number) => (code < 32 && ![9, 10, 12, 13, 27].includes(code)) || code === 127
const isHigh = (code: number) => code > 127

function share(text: string, test: (code: number) => boolean): number {
  let count = 0
  for (let i = 0; i < text.length; i++) if (test(text.charCodeAt(i))) count++
  return count / text.length
}
