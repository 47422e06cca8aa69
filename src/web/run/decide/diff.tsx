import { Escaped } from '../../parts/escaped.tsx'
import { join } from '../../parts/join.ts'

/** Lines that went and lines that came, between those that are the same at both ends. */
export function Diff({ before, after }: { readonly before: string; readonly after: string }) {
  const old = before.split('\n')
  const now = after.split('\n')
  let head = 0
  while (head < old.length && head < now.length && old[head] === now[head]) head++
  let tail = 0
  while (tail < old.length - head && tail < now.length - head && old.at(-1 - tail) === now.at(-1 - tail)) tail++
  const lines = [
    ...old.slice(0, head).map((text) => ({ mark: ' ', text })),
    ...old.slice(head, old.length - tail).map((text) => ({ mark: '−', text })),
    ...now.slice(head, now.length - tail).map((text) => ({ mark: '+', text })),
    ...(tail > 0 ? old.slice(-tail) : []).map((text) => ({ mark: ' ', text })),
  ]
  return (
    <div
      role="img"
      aria-label={`Was: ${before}. Is: ${after}`}
      className="overflow-hidden rounded-md border border-line bg-surface py-1 text-sm"
    >
      {lines.map(({ mark, text }, at) => {
        const key = at
        return (
          <div
            key={key}
            className={join(
              'flex gap-2 px-3 font-mono',
              mark === '−' && 'bg-unmet-soft',
              mark === '+' && 'bg-done-soft',
            )}
          >
            <span className="w-3 shrink-0 select-none text-ink-3">{mark}</span>
            <span className="min-w-0 whitespace-pre-wrap">
              <Escaped text={text} />
            </span>
          </div>
        )
      })}
    </div>
  )
}
