import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { join } from '../../parts/join.ts'

/** How long it is held, in milliseconds. */
const held = 1200

/**
 * A button for what cannot be undone: it acts when it was held down for a while, by finger, mouse or key. Letting go before
 * is as if nothing had been. The bar says how much is left; where nothing may move, the words do.
 */
export function HoldButton({
  words,
  not,
  busy,
  onHeld,
}: {
  readonly words: string
  /** Why it can't be pressed; null: it can. */
  readonly not: string | null
  readonly busy: boolean
  readonly onHeld: () => void
}) {
  const [since, setSince] = useState<number | null>(null)
  const [share, setShare] = useState(0)
  const done = useRef(onHeld)
  done.current = onHeld
  useEffect(() => {
    if (since === null) {
      setShare(0)
      return
    }
    let frame = 0
    const look = () => {
      const now = Math.min(1, (performance.now() - since) / held)
      setShare(now)
      if (now < 1) {
        frame = requestAnimationFrame(look)
        return
      }
      setSince(null)
      done.current()
    }
    frame = requestAnimationFrame(look)
    return () => cancelAnimationFrame(frame)
  }, [since])
  const off = not !== null || busy
  const begin = () => {
    if (!off) setSince((before) => before ?? performance.now())
  }
  const end = () => setSince(null)
  const key = (event: KeyboardEvent) => {
    if (event.key !== ' ' && event.key !== 'Enter') return
    event.preventDefault()
    if (!event.repeat) begin()
  }
  return (
    <button
      type="button"
      aria-disabled={off || undefined}
      aria-busy={busy || undefined}
      aria-describedby="hold-how"
      title={not ?? undefined}
      onPointerDown={(event) => event.button === 0 && begin()}
      onPointerUp={end}
      onPointerLeave={end}
      onPointerCancel={end}
      onKeyDown={key}
      onKeyUp={end}
      onBlur={end}
      onContextMenu={(event) => event.preventDefault()}
      className={join(
        'relative min-h-14 w-full touch-none overflow-hidden rounded-md bg-back-solid px-4 text-base font-semibold sm:text-lg text-white select-none',
        off && 'cursor-not-allowed! opacity-60',
      )}
    >
      <span
        aria-hidden="true"
        className="absolute inset-y-0 left-0 bg-unmet-solid"
        style={{ width: `${share * 100}%` }}
      />
      <span className="relative">{busy ? 'It is being started…' : since === null ? words : 'Keep holding…'}</span>
      <span id="hold-how" className="sr-only">
        Hold it down for a second: with the finger, the mouse, or the space key.
      </span>
    </button>
  )
}
