import type { Readable } from 'node:stream'

/** Lines and stretches of bytes from a stream, in the order in which they are asked for; nothing but the newest chunk is held. */
export interface Reader {
  /** The next line, without its end; null when the stream ended before one was whole. */
  line(): Promise<string | null>
  /** Gives the next `count` bytes to `write`, in pieces; false when the stream ended before. */
  bytes(count: number, write: (piece: Uint8Array) => void): Promise<boolean>
  /** Everything that is left. */
  rest(): Promise<Buffer>
}

/** Longest line that is believed to be one: what is longer is no answer of ours. */
const longest = 1 << 20

export const reader = (stream: Readable): Reader => {
  const chunks = stream[Symbol.asyncIterator]() as AsyncIterator<Buffer>
  let held: Buffer = Buffer.alloc(0)
  const more = async (): Promise<boolean> => {
    // A stream that is destroyed, because nobody listens any more, ends for its reader.
    const next = await chunks.next().catch(() => ({ done: true as const, value: undefined }))
    if (next.done) return false
    held = held.length === 0 ? next.value : Buffer.concat([held, next.value])
    return true
  }
  return {
    line: async () => {
      for (;;) {
        const end = held.indexOf(10)
        if (end >= 0) {
          const line = held.toString('utf8', 0, end)
          held = held.subarray(end + 1)
          return line
        }
        if (held.length > longest || !(await more())) return null
      }
    },
    bytes: async (count, write) => {
      for (let left = count; left > 0; ) {
        if (held.length === 0 && !(await more())) return false
        const piece = held.subarray(0, left)
        write(piece)
        left -= piece.length
        held = held.subarray(piece.length)
      }
      return true
    },
    rest: async () => {
      while (await more());
      return held
    },
  }
}
