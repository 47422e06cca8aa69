/** Longest line that is kept whole, in bytes; what goes on longer is shown as several lines. */
const longestLine = 8192

/** A line of output without its line feed. */
export interface Line {
  /** Offset of its first byte in the output. */
  readonly at: number
  /** As it was printed; bytes that are no UTF-8 are U+FFFD. */
  readonly raw: string
}

const decoder = new TextDecoder()
const lineFeed = 10

/**
 * Cuts bytes, the first of which is at the offset `at`, into the lines that they complete and the rest behind the last line
 * feed. The rest is shorter than `longestLine`.
 */
export function cutLines(
  bytes: Uint8Array,
  at: number,
): { readonly lines: readonly Line[]; readonly rest: Uint8Array } {
  const lines: Line[] = []
  let from = 0
  const add = (to: number) => lines.push({ at: at + from, raw: decoder.decode(bytes.subarray(from, to)) })
  for (;;) {
    const end = bytes.indexOf(lineFeed, from)
    const until = end < 0 ? bytes.length : end
    while (until - from > longestLine) {
      const cut = characterAt(bytes, from + longestLine)
      add(cut)
      from = cut
    }
    if (end < 0) break
    add(end)
    from = end + 1
  }
  return { lines, rest: bytes.slice(from) }
}

/** All of it is over: the rest is a line, too. */
export const lastLine = (rest: Uint8Array, at: number): readonly Line[] =>
  rest.length === 0 ? [] : [{ at, raw: decoder.decode(rest) }]

/**
 * How many bytes of a page that was cut out of the middle belong to a line that begins before it: up to the first line feed,
 * or, where none is near, up to the first whole character.
 */
export function beforeFirstLine(bytes: Uint8Array): number {
  const end = bytes.indexOf(lineFeed)
  return end >= 0 && end < longestLine ? end + 1 : characterAt(bytes, 0)
}

/** The first offset from `at` on at which a character begins; a character has four bytes at most. */
function characterAt(bytes: Uint8Array, at: number): number {
  for (let from = at; from < at + 4; from++) if (((bytes[from] ?? 0) & 0xc0) !== 0x80) return from
  return at
}
