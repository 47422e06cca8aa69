import { useEffect, useMemo, useRef } from 'react'
import type { OutputSeen } from './follow.ts'
import { type Overwritten, plain, visibleLines } from './visible.ts'

/** Most lines that stand in the page as text. */
const most = 1_000

/** The newest lines that are held, as plain text: for screen readers, and where nothing else could be loaded. */
export function PlainOutput({
  seen,
  wrap,
  overwritten,
  label,
}: {
  readonly seen: OutputSeen
  readonly wrap: boolean
  readonly overwritten: Overwritten
  readonly label: string
}) {
  const box = useRef<HTMLElement>(null)
  const { window, follow } = seen
  const start = Math.max(0, window.lines.length - most)
  const text = useMemo(
    () =>
      window.lines
        .slice(start)
        .flatMap(({ raw }) => visibleLines(raw, overwritten).map(plain))
        .join('\n'),
    [window.lines, start, overwritten],
  )
  useEffect(() => {
    if (follow && box.current) box.current.scrollTop = box.current.scrollHeight
  }, [text, follow])
  return (
    <section
      ref={box}
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard.
      tabIndex={0}
      className="min-h-0 flex-1 overflow-auto bg-sunken p-2"
    >
      {(start > 0 || window.from > 0) && (
        <p className="mb-2 text-sm text-ink-2">
          The {window.lines.length - start} newest lines of those held here; what stands above is in the download.
        </p>
      )}
      <pre className={wrap ? 'text-sm whitespace-pre-wrap' : 'text-sm'}>{text}</pre>
    </section>
  )
}
