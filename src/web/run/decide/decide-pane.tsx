import { Link } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import type { DecisionView, RunView } from '../../../contract/index.ts'
import { useMe } from '../../client/me.ts'
import { Button } from '../../parts/button.tsx'
import { Escaped } from '../../parts/escaped.tsx'
import { Icon } from '../../parts/icons.tsx'
import { wordLink } from '../../parts/page.tsx'
import { Empty } from '../../parts/states.tsx'
import { nowWords } from '../now/now-words.ts'
import { useHere } from '../page-state.ts'
import { useParts, useRun } from '../run-context.tsx'
import { DecisionPanel } from './decision-panel.tsx'
import { forget, isAnsweredHere, typedFor } from './drafts.ts'

/** All open questions, that of the current step first. */
export function DecidePane() {
  const open = useRun((run) => run.open)
  const waits = useRun((run) => run.waits)
  const ended = useRun((run) => run.status === 'ended')
  const current = useHere((here) => here.current)
  const mine = open.find(({ steps }) => current !== null && steps.includes(current))
  const sorted = mine === undefined ? open : [mine, ...open.filter((decision) => decision !== mine)]
  return (
    <div className="flex flex-col gap-3 p-3">
      <Answered />
      {sorted.map((decision, at) => (
        <DecisionPanel key={decision.id} decision={decision} single={at === 0} />
      ))}
      {open.length === 0 && (
        <Empty icon="passed" title={ended ? 'The run is over' : 'Nothing waits for an answer'}>
          {ended && <Over />}
          {!ended && waits.length > 0 && <p>{waits.join(' ')}</p>}
          {!ended && waits.length === 0 && <p>What needs a person will be asked here.</p>}
        </Empty>
      )}
    </div>
  )
}

/** How it came out: on a phone this pane lies over the banner that says so. */
function Over() {
  const { document } = useParts()
  const view = useRun((run) => run)
  const { word, text } = nowWords(view, document)
  return (
    <p>
      {word}: {text}.{' '}
      <Link to="/runs/$run/record" params={{ run: view.run }} className={wordLink}>
        Record
      </Link>
    </p>
  )
}

interface Gone {
  readonly decision: DecisionView
  readonly said: string
  readonly typed: string | null
  readonly key: string
}

/** Questions that somebody else answered while the viewer looked at them: who, and what the viewer had typed. */
function Answered() {
  const { store } = useParts()
  const me = useMe().data
  const open = useRun((run) => run.open)
  const before = useRef(open)
  const [gone, setGone] = useState<readonly Gone[]>([])
  useEffect(() => {
    const { view } = store.snapshot()
    const left = before.current.filter(({ id }) => !open.some((decision) => decision.id === id))
    before.current = open
    const found = left.flatMap((decision) => {
      const key = `${view.run} ${decision.id}`
      const by = lastWord(view, decision)
      if (by === null || isAnsweredHere(key)) return []
      const secret = new Set(decision.fields.filter(({ type }) => type === 'secret').map(({ name }) => name))
      const typed = typedFor(key, secret)
      // One's own act in another window is news only where something was typed here.
      if (by.id === me?.id && typed === null) return []
      return [{ decision, said: by.text, typed, key }]
    })
    if (found.length > 0) setGone((known) => [...known, ...found].slice(-3))
  }, [open, store, me])
  const dismiss = (one: Gone) => {
    forget(one.key)
    setGone((known) => known.filter((other) => other !== one))
  }
  return gone.map((one) => (
    <div key={one.key} role="status" className="rounded-lg border border-line bg-surface p-3 text-sm">
      <div className="flex items-start gap-2">
        <Icon name="person" className="mt-0.5" />
        <p className="min-w-0 flex-1">
          <span className="font-medium">
            <Escaped text={one.said} />
          </span>
          <span className="block text-ink-2">
            It was asked: <Escaped text={one.decision.question} />
          </span>
        </p>
        <Button look="bare" size="small" icon="close" aria-label="Dismiss" onClick={() => dismiss(one)} />
      </div>
      {one.typed !== null && (
        <div className="mt-2">
          <p className="text-ink-2">What you had typed, to copy if it is still of use:</p>
          <pre className="mt-1 rounded border border-line bg-ground p-2 whitespace-pre-wrap select-all">
            {one.typed}
          </pre>
        </div>
      )}
    </div>
  ))
}

/** The last person's word about a question that is gone; null: none is known, or it was no person. */
function lastWord(view: RunView, decision: DecisionView): { readonly id: string; readonly text: string } | null {
  const said = view.said.findLast(
    ({ by, step }) =>
      by.kind === 'person' && (step === null || decision.steps.length === 0 || decision.steps.includes(step)),
  )
  return said === undefined ? null : { id: said.by.id, text: `${said.by.name}: ${said.text}` }
}
