import { useCallback, useRef } from 'react'
import type { RunbookView } from '../../contract/runbook.ts'
import type { CodeEditor } from './code-editor.ts'
import { pauseBefore, type Understood, understand } from './understand.ts'

/**
 * Reads what is typed when it pauses, and tells of it; never while keys come. `typed`: to be called at each change; `read`: reads now;
 * `stop`: the editor is left, and what is still to be kept is kept.
 */
export function useReading(
  view: RunbookView,
  editor: { readonly current: CodeEditor | null },
  onUnderstood: (understood: Understood) => void,
  onPause: () => void,
) {
  const timers = useRef<{ read: ReturnType<typeof setTimeout> | null; keep: ReturnType<typeof setTimeout> | null }>({
    read: null,
    keep: null,
  })
  const took = useRef(0)
  const paused = useRef(onPause)
  paused.current = onPause
  const read = useCallback(() => {
    const made = editor.current
    if (made === null) return
    const understood = understand(made.text(), view)
    took.current = understood.took
    made.show(understood.plan, understood.findings)
    onUnderstood(understood)
  }, [view, editor, onUnderstood])
  const typed = useCallback(() => {
    const { current } = timers
    if (current.read !== null) clearTimeout(current.read)
    current.read = setTimeout(read, pauseBefore(took.current))
    current.keep ??= setTimeout(() => {
      current.keep = null
      paused.current()
    }, 300)
  }, [read])
  const stop = useCallback(() => {
    const { current } = timers
    if (current.read !== null) clearTimeout(current.read)
    if (current.keep !== null) {
      clearTimeout(current.keep)
      current.keep = null
      paused.current()
    }
  }, [])
  return { typed, read, stop }
}
