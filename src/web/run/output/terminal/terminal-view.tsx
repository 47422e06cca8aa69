import '@xterm/xterm/css/xterm.css'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { join } from '../../../parts/join.ts'
import { inkOf } from '../../../parts/meaning.ts'
import type { OutputSeen } from '../follow.ts'
import type { StatementMark } from '../statements.ts'
import type { Overwritten } from '../visible.ts'
import type { Wish } from '../window.ts'
import { type InSight, OutputScreen } from './screen.ts'

/** What the pane wants of the screen. */
export interface ScreenHandle {
  readonly selection: () => string
}

/** The output itself, drawn by xterm; loaded when an output is looked at first. The gutter beside it is the page's own. */
export default function TerminalView({
  seen,
  marks,
  wrap,
  overwritten,
  label,
  onSight,
  onWant,
  onFollow,
  onReady,
}: {
  readonly seen: OutputSeen
  readonly marks: readonly StatementMark[]
  readonly wrap: boolean
  readonly overwritten: Overwritten
  readonly label: string
  readonly onSight: (sight: InSight) => void
  readonly onWant: (wish: Wish) => void
  readonly onFollow: (follow: boolean) => void
  readonly onReady: (screen: ScreenHandle | null) => void
}) {
  const host = useRef<HTMLDivElement>(null)
  const screen = useRef<OutputScreen | null>(null)
  const [sight, setSight] = useState<InSight | null>(null)
  const turn = useRef(-1)
  const latest = useRef({ seen, onSight, onWant, onFollow, wrap, overwritten })
  latest.current = { seen, onSight, onWant, onFollow, wrap, overwritten }

  useEffect(() => {
    if (host.current === null) return
    const made = new OutputScreen(host.current, { wrap: latest.current.wrap, overwritten: latest.current.overwritten })
    screen.current = made
    made.onSight((next) => {
      setSight(next)
      const { seen, onSight, onWant, onFollow } = latest.current
      onSight(next)
      const { window } = seen
      if (next.atEnd !== seen.follow && window.to >= window.total && !window.ended) onFollow(next.atEnd)
      else if (!next.atEnd && seen.follow) onFollow(false)
      if (next.atTop && window.from > 0) onWant('before')
      else if (next.atEnd && window.to < window.total && !seen.follow) onWant('after')
    })
    onReady({ selection: () => made.selection })
    return () => {
      onReady(null)
      made.end()
      screen.current = null
      turn.current = -1
    }
  }, [onReady])

  useEffect(() => {
    const { window, jump, follow } = seen
    if (screen.current === null || window.from === window.to) return
    const at = typeof jump.to === 'object' ? jump.to.at : jump.to
    const held = at === 'end' ? window.to >= window.total || follow : at >= window.from && at <= window.to
    // What comes below does not move what is read; only following does.
    const to = turn.current !== jump.turn && held ? jump.to : follow ? 'end' : 'here'
    if (held) turn.current = jump.turn
    screen.current.draw(window, { wrap, overwritten }, to)
  }, [seen, wrap, overwritten])

  const keys = (event: KeyboardEvent) => {
    const page = Math.max(1, (screen.current?.rows ?? 2) - 2)
    const by = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page }[event.key]
    if (event.ctrlKey || event.metaKey || event.altKey) return
    if (by !== undefined) screen.current?.scrollBy(by)
    else if (event.key === 'Home') screen.current?.scrollTo(0)
    else if (event.key === 'End') screen.current?.scrollTo('end')
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <div className="flex min-h-0 flex-1 bg-sunken">
      <Gutter marks={marks} sight={sight} screen={screen.current} />
      <section
        aria-label={label}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard.
        tabIndex={0}
        onKeyDown={keys}
        className={join('min-w-0 flex-1 overflow-y-hidden pl-1.5', wrap ? 'overflow-x-hidden' : 'overflow-x-auto')}
      >
        <div ref={host} className="h-full touch-pan-x" />
      </section>
    </div>
  )
}

/** Where each statement begins, beside its first line. No output can draw here. */
function Gutter({
  marks,
  sight,
  screen,
}: {
  readonly marks: readonly StatementMark[]
  readonly sight: InSight | null
  readonly screen: OutputScreen | null
}) {
  const placed = new Map<number, StatementMark>()
  if (sight !== null && screen !== null)
    for (const mark of marks) {
      const row = mark.from === null ? null : screen.rowInSight(mark.from)
      if (row !== null && !(mark.silent && placed.has(row))) placed.set(row, mark)
    }
  return (
    <div
      aria-hidden="true"
      className="relative w-8 shrink-0 overflow-hidden border-r border-line bg-surface select-none"
    >
      {[...placed].map(([row, mark]) => (
        <span
          key={mark.index}
          title={`Statement ${mark.index + 1}: ${mark.words}`}
          style={{ top: row * (sight?.rowHeight ?? 0), height: sight?.rowHeight }}
          className={join(
            'absolute inset-x-0 flex items-center justify-center border-t border-line-strong text-xs font-semibold',
            inkOf[mark.meaning],
          )}
        >
          {mark.index + 1}
          {signs[mark.state]}
        </span>
      ))}
    </div>
  )
}

const signs: Readonly<Record<StatementMark['state'], string>> = {
  passed: '✓',
  failed: '✗',
  running: '▸',
  'not-known': '?',
  'not-reached': '',
}
