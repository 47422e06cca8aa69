import { useState } from 'react'
import type { StepDocument, StepView } from '../../../contract/index.ts'
import { Button } from '../../parts/button.tsx'
import { Chip } from '../../parts/chip.tsx'
import { Escaped } from '../../parts/escaped.tsx'
import { Icon, type IconName } from '../../parts/icons.tsx'
import { join } from '../../parts/join.ts'
import { inkOf, type Meaning } from '../../parts/meaning.ts'
import { length } from '../../parts/times.ts'
import { commandParts } from './command-parts.ts'

/** Longer commands are folded, until they are opened. */
const linesShown = 16

/** The command of a step as it stands, each statement with its own end, edits beside what they replace. */
export function StepCommand({ step, view }: { readonly step: StepDocument; readonly view: StepView }) {
  const [whole, setWhole] = useState(false)
  const lines = step.command?.split('\n').length ?? 0
  const folded = lines > linesShown + 4 && !whole
  let left = linesShown
  return (
    <div className="mt-1 overflow-hidden max-sm:-ml-1 rounded-md border border-line bg-surface">
      <div className="divide-y divide-line/60">
        {commandParts(step).map((part, at) => {
          if (folded && left <= 0) return null
          const text = folded ? part.text.split('\n').slice(0, left).join('\n') : part.text
          left -= part.text.split('\n').length
          const key = at
          return part.is === 'between' ? (
            <pre key={key} className="px-3 py-0.5 pl-9 whitespace-pre-wrap text-ink-3">
              <Escaped text={text} />
            </pre>
          ) : (
            <StatementLine key={key} step={step} view={view} index={part.index} text={text} />
          )
        })}
      </div>
      {lines > linesShown + 4 && (
        <div className="border-t border-line px-2 py-1">
          <Button look="bare" size="small" icon={whole ? 'close' : 'down'} onClick={() => setWhole(!whole)}>
            {whole ? 'Show less' : `Show all ${lines} lines`}
          </Button>
        </div>
      )}
    </div>
  )
}

function StatementLine({
  step,
  view,
  index,
  text,
}: {
  readonly step: StepDocument
  readonly view: StepView
  readonly index: number
  readonly text: string
}) {
  const statement = step.statements.find((one) => one.index === index)
  const edited = view.edits[String(index)]
  const { icon, meaning, word, took } = statementEnd(view, index)
  return (
    <div className="flex items-start gap-2 px-2 py-1 sm:px-2.5">
      <span className={join('pt-1', inkOf[meaning])}>
        <Icon name={icon} />
        <span className="sr-only">{word}: </span>
      </span>
      <div className="min-w-0 flex-1">
        <pre className={join('whitespace-pre-wrap', edited !== undefined && 'text-ink-3 line-through')}>
          <code>
            <Escaped text={text} />
          </code>
        </pre>
        {edited !== undefined && (
          <>
            <span className="text-xs font-medium text-waiting">Edited; runs as:</span>
            <pre className="whitespace-pre-wrap">
              <code>
                <Escaped text={edited} />
              </code>
            </pre>
          </>
        )}
        {statement?.offered != null && <p className="text-xs text-ink-3">Not run as it stands: {statement.offered}</p>}
      </div>
      <span className="flex shrink-0 flex-wrap items-center justify-end gap-1 pt-0.5">
        {statement?.flags.includes('destructive') && (
          <Chip icon="warning">
            <span className="max-sm:sr-only">destroys</span>
          </Chip>
        )}
        {took !== null && <span className="tabular text-xs text-ink-3">{took}</span>}
      </span>
    </div>
  )
}

/** How a statement ended in the last attempt. */
function statementEnd(
  view: StepView,
  index: number,
): { readonly icon: IconName; readonly meaning: Meaning; readonly word: string; readonly took: string | null } {
  const attempt = view.attempts.at(-1)
  const none = { icon: 'right', meaning: 'plain', word: 'Not run', took: null } as const
  if (attempt === undefined) return none
  const end = attempt.statements.find((one) => one.index === index)
  if (end === undefined) {
    if (attempt.endedAt === null) return { ...none, word: 'Not ended' }
    return attempt.notReached.includes(index) ? { ...none, icon: 'skipped', word: 'Not reached' } : none
  }
  const took = length(end.ms)
  if (end.status === 0) return { icon: 'passed', meaning: 'done', word: 'Ended well', took }
  if (end.status === null) return { icon: 'unknown', meaning: 'waiting', word: 'End not known', took }
  return {
    icon: 'failed',
    meaning: 'unmet',
    word: `Ended with status ${end.status}`,
    took: `status ${end.status}, ${took}`,
  }
}
