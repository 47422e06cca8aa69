import type { Span } from '../../plan/index.ts'
import { type Lines, lineAt, lineSpan } from '../../read/lines.ts'
import { cells, graphemes } from '../terminal/cells.ts'
import { visible } from '../terminal/sanitise.ts'

/** What one character of a line looks like and whether it belongs to what is marked. */
interface Drawn {
  readonly text: string
  readonly cells: number
  readonly marked: boolean
}

/** A line with the stretch of it that is marked: text, and the cells before and under the mark. */
export interface Excerpt {
  readonly text: string
  readonly before: number
  readonly under: number
}

/** How a line may be drawn. `width` are cells. */
interface Drawing {
  readonly width: number
  readonly unicode: boolean
  readonly cut: string
}

/**
 * The first line of a span as it can be shown in so many cells: controls as what they are, tabs as blanks, cut around the
 * marked stretch where it is too long. At least one cell is marked.
 */
export function excerptOf(lines: Lines, span: Stretch, drawing: Drawing): Excerpt {
  const line = lineSpan(lines, lineAt(lines, span.start))
  const near = {
    start: Math.max(line.start, span.start - far(drawing)),
    end: Math.min(line.end, span.start + far(drawing)),
  }
  const drawn = draw(lines.text, near, span, drawing)
  const all = drawn.reduce((sum, one) => sum + one.cells, 0)
  const [from, to] = all <= drawing.width ? [0, drawn.length] : window(drawn, drawing)
  const shown = drawn.slice(from, to)
  const left = from > 0 || near.start > line.start ? drawing.cut : ''
  const right = to < drawn.length || near.end < line.end ? drawing.cut : ''
  const first = shown.findIndex((one) => one.marked)
  const sum = (some: readonly Drawn[]) => some.reduce((total, one) => total + one.cells, 0)
  return {
    text: `${left}${shown.map((one) => one.text).join('')}${right}`.trimEnd(),
    before: cells(left) + sum(first < 0 ? shown : shown.slice(0, first)),
    under: Math.max(1, sum(shown.filter((one) => one.marked))),
  }
}

/** Characters around the mark that can matter; the rest of a megabyte is not looked at. */
const far = ({ width }: Drawing) => width * 4

type Stretch = Pick<Span, 'start' | 'end'>

function draw(text: string, near: Stretch, span: Stretch, drawing: Drawing): readonly Drawn[] {
  const drawn: Drawn[] = []
  let at = near.start
  let column = 0
  for (const grapheme of graphemes(text.slice(near.start, near.end))) {
    const shown = at === 0 && grapheme === '\uFEFF' ? '' : shownAs(grapheme, column, drawing.unicode)
    const marked = at < span.end && at + grapheme.length > span.start
    drawn.push({ text: shown, cells: cells(shown), marked })
    column += cells(shown)
    at += grapheme.length
  }
  return drawn
}

function shownAs(grapheme: string, column: number, unicode: boolean): string {
  if (grapheme === '\t') return ' '.repeat(4 - (column % 4))
  return visible(grapheme, unicode).replace(/[\n\t]/g, ' ')
}

/** From which character to which: the mark from its beginning, with a third of the room left of it where there is some. */
function window(drawn: readonly Drawn[], { width, cut }: Drawing): readonly [number, number] {
  const room = width - 2 * cells(cut)
  const first = Math.max(
    0,
    drawn.findIndex((one) => one.marked),
  )
  const marked = drawn.reduce((sum, one) => sum + (one.marked ? one.cells : 0), 0)
  let lead = Math.max(Math.floor(room / 6), Math.min(Math.floor(room / 2), room - marked))
  let from = first
  while (from > 0 && lead >= (drawn[from - 1]?.cells ?? 0)) lead -= drawn[--from]?.cells ?? 0
  let left = room
  let to = from
  while (to < drawn.length && left >= (drawn[to]?.cells ?? 0)) left -= drawn[to++]?.cells ?? 0
  while (from > 0 && left >= (drawn[from - 1]?.cells ?? 0)) left -= drawn[--from]?.cells ?? 0
  return [from, to]
}
