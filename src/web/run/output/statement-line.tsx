import { useState } from 'react'
import { Button } from '../../parts/button.tsx'
import { Escaped } from '../../parts/escaped.tsx'
import { Icon, type IconName } from '../../parts/icons.tsx'
import { inkOf } from '../../parts/meaning.ts'
import type { StatementMark } from './statements.ts'

const icons: Readonly<Record<StatementMark['state'], IconName>> = {
  passed: 'passed',
  failed: 'failed',
  running: 'running',
  'not-known': 'unknown',
  'not-reached': 'open',
}

/** Which statement printed what is in sight; opened, all of them with how they ended. */
export function StatementLine({
  marks,
  now,
  hidden,
  onGo,
}: {
  readonly marks: readonly StatementMark[]
  readonly now: StatementMark | null
  /** Their text deceives the eye and is shown escaped. */
  readonly hidden: boolean
  readonly onGo: (offset: number) => void
}) {
  const [open, setOpen] = useState(false)
  if (marks.length === 0) return null
  const shown = now ?? marks[0]
  return (
    <div className="border-b border-line bg-surface text-sm">
      <button
        type="button"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        className="flex min-h-8 w-full items-center gap-2 px-3 text-left"
      >
        <Icon name={open ? 'down' : 'right'} />
        <span className="shrink-0 text-ink-2">
          Statement {(shown?.index ?? 0) + 1} of {marks.length}
        </span>
        {shown && (
          <>
            <code className="min-w-0 flex-1 truncate">{hidden ? <Escaped text={shown.name} /> : shown.name}</code>
            <State mark={shown} />
          </>
        )}
      </button>
      {open && (
        <ol className="max-h-48 overflow-y-auto border-t border-line">
          {marks.map((mark) => (
            <li key={mark.index} className="flex items-center gap-2 px-3 py-0.5">
              <span className="tabular w-6 shrink-0 text-right text-ink-3">{mark.index + 1}</span>
              <code className="min-w-0 flex-1 truncate" title={mark.source}>
                {hidden ? <Escaped text={mark.name} /> : mark.name}
              </code>
              <State mark={mark} />
              {mark.from !== null && !mark.silent ? (
                <Button
                  size="small"
                  look="bare"
                  onClick={() => onGo(mark.from ?? 0)}
                  aria-label={`Go to what statement ${mark.index + 1} printed`}
                >
                  Show
                </Button>
              ) : (
                <span className="w-14 text-center text-xs text-ink-3">{mark.from === null ? '' : 'no output'}</span>
              )}
            </li>
          ))}
        </ol>
      )}
    </div>
  )
}

function State({ mark }: { readonly mark: StatementMark }) {
  return (
    <span className={`flex shrink-0 items-center gap-1 ${inkOf[mark.meaning]}`}>
      <Icon name={icons[mark.state]} className={mark.state === 'running' ? 'turning' : ''} />
      {mark.words}
    </span>
  )
}
