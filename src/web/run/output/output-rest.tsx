import { useMemo } from 'react'
import { Icon } from '../../parts/icons.tsx'
import type { Watched } from './use-output.ts'
import { plain, visibleLines } from './visible.ts'

/** What stands below the lines: the one that has not ended (a question, a progress bar), and what the next statement waits for. */
export function Rest({
  seen,
  printed,
  running,
}: {
  readonly seen: Pick<Watched['seen'], 'window'>
  readonly printed: Watched['printed']
  readonly running: boolean
}) {
  const { window } = seen
  const line = useMemo(
    () => visibleLines(new TextDecoder().decode(window.rest), 'last').map(plain).join(' '),
    [window.rest],
  )
  const atEnd = window.to >= window.total
  return (
    <>
      {running && atEnd && line !== '' && (
        <pre className="max-h-16 overflow-hidden border-t border-line bg-sunken px-10 py-1 text-sm whitespace-pre-wrap text-ink-2">
          {line.slice(-1000)}
        </pre>
      )}
      {running && printed?.waiting && (
        <p className="flex items-center gap-2 border-t border-line bg-surface px-3 py-1 text-sm text-ink-2">
          <Icon name="clock" />
          The next statement starts when {printed.waiting}
        </p>
      )}
    </>
  )
}
