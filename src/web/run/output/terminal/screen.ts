import { FitAddon } from '@xterm/addon-fit'
import { SearchAddon } from '@xterm/addon-search'
import { Terminal } from '@xterm/xterm'
import type { Jump } from '../follow.ts'
import { type Overwritten, visibleLines } from '../visible.ts'
import type { OutputWindow } from '../window.ts'
import { silence } from './quiet.ts'
import { openQuietly } from './sheets.ts'
import { onTheme, themeOf } from './theme.ts'

/** Rows that there is room for: more than a window can have, so that nothing is ever pushed out at the top. */
const room = 300_000
/** Columns where lines are not wrapped. */
const unwrapped = 400

/** The line that holds an offset, the newest, or a text that stands at an offset. */
type Place = Jump['to']

/** What is in sight of an output. */
export interface InSight {
  /** Offset of the line that is topmost. */
  readonly offset: number
  readonly atTop: boolean
  readonly atEnd: boolean
  readonly rowHeight: number
  readonly rows: number
}

interface ScreenOptions {
  readonly wrap: boolean
  readonly overwritten: Overwritten
}

/** xterm, as far as an output needs it: draws a window of it, scrolls, finds. It takes no input and sends nothing. */
export class OutputScreen {
  readonly #terminal: Terminal
  readonly #fit = new FitAddon()
  readonly #search = new SearchAddon()
  readonly #ends: (() => void)[] = []
  /** Offsets of the lines that were written, one for each line that does not continue another. */
  #offsets: number[] = []
  /** Row in which each of them begins, as far as was counted. */
  #starts: number[] = []
  #counted = 0
  #drawn: { readonly drawing: number; readonly lines: number; readonly options: ScreenOptions } | null = null
  #options: ScreenOptions
  #sight: ((sight: InSight) => void) | null = null
  #busy = false
  #next: { readonly window: OutputWindow; readonly options: ScreenOptions; readonly to: Place | 'here' } | null = null

  constructor(host: HTMLElement, options: ScreenOptions) {
    this.#options = options
    this.#terminal = new Terminal({
      allowProposedApi: true,
      disableStdin: true,
      cursorInactiveStyle: 'none',
      cursorBlink: false,
      scrollback: room,
      fontFamily: getComputedStyle(host).getPropertyValue('--mono').trim() || 'monospace',
      fontSize: 13,
      lineHeight: 1.25,
      minimumContrastRatio: 4.5,
      linkHandler: { activate: () => undefined },
      theme: themeOf(host),
      tabStopWidth: 8,
      scrollOnUserInput: false,
    })
    this.#terminal.loadAddon(this.#fit)
    this.#terminal.loadAddon(this.#search)
    const silent = silence(this.#terminal)
    // No key is the terminal's: Tab leaves it, and the page's own keys work in it.
    this.#terminal.attachCustomKeyEventHandler(() => false)
    const dropSheets = openQuietly(this.#terminal, host)
    if (this.#terminal.textarea) {
      this.#terminal.textarea.tabIndex = -1
      this.#terminal.textarea.setAttribute('aria-hidden', 'true')
    }
    const resized = new ResizeObserver(() => this.#resize())
    resized.observe(host)
    const scrolled = this.#terminal.onScroll(() => this.#tell())
    const rendered = this.#terminal.onRender(() => this.#tell())
    const noTheme = onTheme(() => {
      this.#terminal.options.theme = themeOf(host)
    })
    this.#ends.push(
      () => resized.disconnect(),
      () => scrolled.dispose(),
      () => rendered.dispose(),
      noTheme,
      touchScrolls(
        host,
        (rows) => this.#terminal.scrollLines(rows),
        () => this.#rowHeight(),
      ),
      ...silent.map((one) => () => one.dispose()),
      () => this.#terminal.dispose(),
      dropSheets,
    )
    this.#resize()
  }

  /** Calls back, at most once a frame, when something else comes into sight. */
  onSight(sight: (sight: InSight) => void): void {
    this.#sight = sight
  }

  /** Draws what is new in a window, or all of it anew. `to`: the offset that is to be topmost, the end, or what is in sight now. */
  draw(window: OutputWindow, options: ScreenOptions, to: Place | 'here'): void {
    if (this.#busy) {
      // xterm writes a little later: what it still writes of the last drawing must not end up in this one.
      const asked = to === 'here' ? (this.#next?.to ?? to) : to
      this.#next = { window, options, to: asked }
      return
    }
    const drawn = this.#drawn
    const again =
      drawn === null ||
      drawn.drawing !== window.drawing ||
      drawn.lines > window.lines.length ||
      drawn.options.overwritten !== options.overwritten
    const from = again ? 0 : drawn.lines
    const stay = to === 'here' ? this.#stay(again) : () => this.scrollTo(to)
    const wraps = this.#options.wrap !== options.wrap
    this.#options = options
    if (wraps) this.#resize()
    this.#drawn = { drawing: window.drawing, lines: window.lines.length, options }
    if (!again && from === window.lines.length) {
      if (to !== 'here') stay()
      return
    }
    if (again) {
      this.#terminal.reset()
      this.#terminal.write('\x1b[?25l')
      this.#offsets = []
      this.#recount()
    }
    const text = window.lines.slice(from).flatMap(({ at, raw }) =>
      visibleLines(raw, options.overwritten).map((line) => {
        const first = this.#offsets.push(at) === 1
        return first ? line : `\r\n${line}`
      }),
    )
    this.#busy = true
    this.#terminal.write(text.join(''), () => {
      this.#busy = false
      if (this.#ends.length === 0) return
      stay()
      const next = this.#next
      this.#next = null
      if (next !== null) this.draw(next.window, next.options, next.to)
      // xterm itself scrolls a frame later.
      requestAnimationFrame(() => this.#tell())
    })
  }

  /** Puts the line that holds this offset topmost, or the newest one last. */
  scrollTo(place: Place): void {
    if (place === 'end') this.#terminal.scrollToBottom()
    else if (typeof place === 'object') this.#find(place.find, place.at)
    else this.#terminal.scrollToLine(this.#rowOf(place))
  }

  scrollBy(rows: number): void {
    this.#terminal.scrollLines(rows)
  }

  get rows(): number {
    return this.#terminal.rows
  }

  /** Offset from the top of the screen, in rows, of the line that holds this offset; null: it is not in sight. */
  rowInSight(offset: number): number | null {
    const row = this.#rowOf(offset) - this.#terminal.buffer.active.viewportY
    return row >= 0 && row < this.#terminal.rows ? row : null
  }

  /** Selects this text in or below the line that holds this offset. */
  #find(text: string, offset: number): void {
    this.#terminal.clearSelection()
    const row = this.#rowOf(offset)
    this.#terminal.select(0, row, 1)
    if (!this.#search.findNext(text)) this.#terminal.clearSelection()
    this.#terminal.scrollToLine(Math.max(0, row - 2))
  }

  get selection(): string {
    return this.#terminal.getSelection()
  }

  end(): void {
    for (const end of this.#ends.splice(0)) end()
  }

  /** Brings what is topmost now back after more was drawn: the same row, or the same line where all rows are new. */
  #stay(again: boolean): () => void {
    if (this.#drawn === null) return () => this.scrollTo('end')
    const row = this.#terminal.buffer.active.viewportY
    if (!again) return () => this.#terminal.scrollToLine(row)
    const offset = this.#offsetAt(row)
    return () => this.scrollTo(offset)
  }

  #resize(): void {
    const fit = this.#fit.proposeDimensions()
    if (fit === undefined || !Number.isFinite(fit.cols) || !Number.isFinite(fit.rows)) return
    const cols = this.#options.wrap ? fit.cols : Math.max(fit.cols, unwrapped)
    if (cols === this.#terminal.cols && fit.rows === this.#terminal.rows) return
    const { viewportY, baseY } = this.#terminal.buffer.active
    const place = viewportY >= baseY ? 'end' : this.#offsetAt(viewportY)
    this.#terminal.resize(Math.max(2, cols), Math.max(1, fit.rows))
    this.#recount()
    if (!this.#busy) this.scrollTo(place)
  }

  #recount(): void {
    this.#starts = []
    this.#counted = 0
  }

  /** Rows of the buffer are counted once; only those that came are counted again. */
  #count(): void {
    const buffer = this.#terminal.buffer.active
    for (; this.#counted < buffer.length; this.#counted++)
      if (buffer.getLine(this.#counted)?.isWrapped === false) this.#starts.push(this.#counted)
  }

  #rowOf(offset: number): number {
    this.#count()
    return this.#starts[lastAtMost(this.#offsets, offset)] ?? 0
  }

  #offsetAt(row: number): number {
    this.#count()
    return this.#offsets[lastAtMost(this.#starts, row)] ?? 0
  }

  #rowHeight(): number {
    const screen = this.#terminal.element?.querySelector('.xterm-screen')
    return (screen?.clientHeight ?? 0) / this.#terminal.rows || 16
  }

  #told = false
  #tell(): void {
    if (this.#told) return
    this.#told = true
    requestAnimationFrame(() => {
      this.#told = false
      // Between being emptied and being full again it shows places that nobody chose.
      if (this.#busy || this.#ends.length === 0) return
      const { viewportY, baseY } = this.#terminal.buffer.active
      this.#sight?.({
        offset: this.#offsetAt(viewportY),
        atTop: viewportY === 0,
        atEnd: viewportY >= baseY,
        rowHeight: this.#rowHeight(),
        rows: this.#terminal.rows,
      })
    })
  }
}

/** Index of the last of ascending numbers that is at most this one; 0 where none is. */
function lastAtMost(all: readonly number[], most: number): number {
  let low = 0
  let high = all.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((all[middle] ?? 0) <= most) low = middle + 1
    else high = middle
  }
  // Of several lines with the same offset, the first: overwritten versions of one line.
  let at = Math.max(0, low - 1)
  while (at > 0 && all[at - 1] === all[at]) at -= 1
  return at
}

/** xterm does not scroll by finger. */
function touchScrolls(host: HTMLElement, scroll: (rows: number) => void, rowHeight: () => number): () => void {
  let last: number | null = null
  let left = 0
  const down = (event: PointerEvent) => {
    if (event.pointerType !== 'touch') return
    last = event.clientY
    left = 0
  }
  const move = (event: PointerEvent) => {
    if (event.pointerType !== 'touch' || last === null) return
    left += (last - event.clientY) / rowHeight()
    last = event.clientY
    const rows = Math.trunc(left)
    left -= rows
    if (rows !== 0) scroll(rows)
  }
  const up = () => {
    last = null
  }
  host.addEventListener('pointerdown', down)
  host.addEventListener('pointermove', move)
  host.addEventListener('pointerup', up)
  host.addEventListener('pointercancel', up)
  return () => {
    host.removeEventListener('pointerdown', down)
    host.removeEventListener('pointermove', move)
    host.removeEventListener('pointerup', up)
    host.removeEventListener('pointercancel', up)
  }
}
