import type { FoundBox } from '../document.ts'
import { type Lines, spanOf } from '../lines.ts'
import { matchesOf } from '../matches.ts'

const LEADING = /[ \t\u00A0]*(\[[ \u00A0xX✓✔]?\](?![([:])|\\\[[ xX]?\\\]|[☐☑☒⬜🔲🗹□](?:\uFE0F)?)/uy
const GLYPH = /[☐☑☒⬜🔲🗹□]/gu

/** The boxes at the beginning of a stretch, and where the words after them start. */
export function leadingBoxes(lines: Lines, start: number, end: number): { boxes: FoundBox[]; after: number } {
  const boxes: FoundBox[] = []
  let after = start
  for (;;) {
    LEADING.lastIndex = after
    const match = LEADING.exec(lines.text)
    if (match === null || LEADING.lastIndex > end) break
    const text = match[1] ?? ''
    if (text === '[]' && boxes.length === 0 && /\S/.test(lines.text[LEADING.lastIndex] ?? ' ')) break
    boxes.push(boxAt(lines, LEADING.lastIndex - text.length, LEADING.lastIndex))
    after = LEADING.lastIndex
  }
  while (boxes.length > 0 && after < end && /[ \t\u00A0]/.test(lines.text[after] ?? '')) after++
  return { boxes, after }
}

/** Box characters anywhere in a stretch: "Applied: ☐", "☐ yes ☐ no". */
export function glyphBoxes(lines: Lines, start: number, end: number): FoundBox[] {
  return matchesOf(GLYPH, lines.text.slice(start, end)).map((match) =>
    boxAt(lines, start + match.index, start + match.index + match[0].length),
  )
}

function boxAt(lines: Lines, start: number, end: number): FoundBox {
  const text = lines.text.slice(start, end)
  const style = text.includes('[') ? 'brackets' : 'glyph'
  return { span: spanOf(lines, start, end), ticked: /[xX✓✔☑☒🗹]/u.test(text), style }
}
