import { useRef } from 'react'
import { Icon, type IconName } from '../../parts/icons.tsx'
import { join } from '../../parts/join.ts'
import { type Pane, useRun } from '../run-context.tsx'

const all: readonly { readonly pane: Pane; readonly name: string; readonly icon: IconName }[] = [
  { pane: 'decisions', name: 'Questions', icon: 'waiting' },
  { pane: 'output', name: 'Output', icon: 'output' },
  { pane: 'back', name: 'Way back', icon: 'back' },
  { pane: 'timeline', name: 'Timeline', icon: 'timeline' },
  { pane: 'soak', name: 'Soak', icon: 'soak' },
  { pane: 'talk', name: 'Talk', icon: 'comment' },
]

/** Panes that this run has. */
function useTabs() {
  const soaks = useRun((run) => run.soaks.length > 0)
  const open = useRun((run) => run.open.length)
  const comments = useRun((run) => run.comments.length + run.evidence.length)
  const counts: Partial<Record<Pane, number>> = { decisions: open, talk: comments }
  return all.filter(({ pane }) => pane !== 'soak' || soaks).map((tab) => ({ ...tab, count: counts[tab.pane] ?? 0 }))
}

/** The panes as tabs: arrows go from one to the next, as in every list of tabs. */
export function Tabs({
  pane,
  onPane,
  label,
}: {
  readonly pane: Pane
  readonly onPane: (pane: Pane) => void
  readonly label: string
}) {
  const tabs = useTabs()
  const list = useRef<HTMLDivElement>(null)
  const move = (by: number) => {
    const at = tabs.findIndex((tab) => tab.pane === pane)
    const next = tabs[(at + by + tabs.length) % tabs.length]
    if (next === undefined) return
    onPane(next.pane)
    list.current?.querySelector<HTMLElement>(`#tab-${next.pane}`)?.focus()
  }
  return (
    <div
      ref={list}
      role="tablist"
      aria-label={label}
      onKeyDown={(event) => {
        if (event.key === 'ArrowRight') move(1)
        if (event.key === 'ArrowLeft') move(-1)
      }}
      className="@container flex shrink-0 overflow-x-auto border-b border-line px-1 [scrollbar-width:none]"
    >
      {tabs.map(({ pane: one, name, icon, count }) => {
        const isChosen = one === pane
        const isWaiting = one === 'decisions' && count > 0
        return (
          <button
            key={one}
            type="button"
            role="tab"
            id={`tab-${one}`}
            aria-selected={isChosen}
            aria-controls="pane"
            tabIndex={isChosen ? 0 : -1}
            onClick={() => onPane(one)}
            className={join(
              'flex min-h-10 shrink-0 items-center gap-1.5 border-b-2 px-2 text-sm @xl:px-3 whitespace-nowrap -outline-offset-2',
              isChosen ? 'border-ink font-semibold text-ink' : 'border-transparent text-ink-2 hover:text-ink',
            )}
          >
            <Icon name={icon} className={join(isWaiting && 'text-waiting', !isWaiting && 'hidden @xl:block')} />
            {name}
            {count > 0 && (
              <span
                className={join(
                  'tabular min-w-5 rounded-full px-1 text-center text-xs leading-5',
                  isWaiting ? 'bg-waiting-solid text-white' : 'bg-sunken text-ink-2',
                )}
              >
                {count}
              </span>
            )}
          </button>
        )
      })}
    </div>
  )
}
