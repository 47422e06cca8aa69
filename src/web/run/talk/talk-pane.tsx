import { type ReactNode, useState } from 'react'
import type { Present, RunDocument, RunView } from '../../../contract/index.ts'
import { Chip } from '../../parts/chip.tsx'
import { Escaped } from '../../parts/escaped.tsx'
import { Icon } from '../../parts/icons.tsx'
import { join } from '../../parts/join.ts'
import { Empty } from '../../parts/states.tsx'
import { Time } from '../../parts/time.tsx'
import { Diff } from '../decide/diff.tsx'
import { useParts, usePeople, useRun } from '../run-context.tsx'
import { StepLink } from '../step-link.tsx'
import { CommentField, Comments } from './comments.tsx'
import { EvidenceDrop, EvidenceList } from './evidence-list.tsx'
import { Happened } from './happened.tsx'

const tabs = [
  { id: 'comments', words: 'Comments' },
  { id: 'evidence', words: 'Evidence' },
  { id: 'deviations', words: 'Deviations' },
  { id: 'happened', words: 'What happened' },
  { id: 'messages', words: 'Messages' },
] as const
type Tab = (typeof tabs)[number]['id']

/** People, what they said and showed, what was done other than the document says, what happened: of a step, else of the run. */
export function TalkPane({ step }: { readonly step: string | null }) {
  const run = useRun((view) => view)
  const people = usePeople()
  const { document, go } = useParts()
  const [tab, setTab] = useState<Tab>('comments')
  const [only, setOnly] = useState(false)
  const [ofRun, setOfRun] = useState(false)
  /** What is shown is about; null: everything. */
  const of = only ? step : null
  /** What is said or added now is about. */
  const target = ofRun ? null : step
  const about = <T extends { readonly step: string | null }>(all: readonly T[]): T[] =>
    all.filter((one) => of === null || one.step === of)
  const onStep = (id: string) => go(id)
  const shared = { document, zone: run.zone, onStep }
  const comments = about(run.comments)
  const evidence = about(run.evidence)
  const deviations = about(run.deviations)
  const counts: Readonly<Record<Tab, number | null>> = {
    comments: comments.length,
    evidence: evidence.length,
    deviations: deviations.length,
    happened: null,
    messages: run.messages.length,
  }
  return (
    <EvidenceDrop run={run.run} step={target}>
      {(addEvidence) => (
        <>
          <People people={people} run={run} />
          <div role="tablist" aria-label="Talk" className="flex flex-wrap border-b border-line px-1.5 pt-1">
            {tabs.map(({ id, words }) => (
              <button
                key={id}
                type="button"
                role="tab"
                id={`talk-tab-${id}`}
                aria-selected={tab === id}
                aria-controls="talk-panel"
                tabIndex={tab === id ? 0 : -1}
                onClick={() => setTab(id)}
                onKeyDown={(event) => {
                  const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
                  if (by === undefined) return
                  const next = tabs.at((tabs.findIndex((one) => one.id === tab) + by) % tabs.length)
                  if (next === undefined) return
                  setTab(next.id)
                  window.document.getElementById(`talk-tab-${next.id}`)?.focus()
                }}
                className={join(
                  'min-h-9 border-b-2 px-1.5 text-sm font-medium',
                  tab === id ? 'border-ink text-ink' : 'border-transparent text-ink-2 hover:text-ink',
                )}
              >
                {words}
                {counts[id] !== null && <span className="tabular ml-1 text-ink-3">{counts[id]}</span>}
              </button>
            ))}
          </div>
          {step !== null && tab !== 'messages' && (
            <label className="flex items-center gap-2 border-b border-line px-3 py-1.5 text-sm">
              <input
                type="checkbox"
                checked={only}
                onChange={(event) => setOnly(event.target.checked)}
                className="size-4"
              />
              Only what is about step {document.steps[step]?.number}
            </label>
          )}
          <div
            role="tabpanel"
            id="talk-panel"
            aria-labelledby={`talk-tab-${tab}`}
            // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard.
            tabIndex={0}
            className="min-h-0 flex-1 overflow-y-auto"
          >
            {tab === 'comments' &&
              (comments.length === 0 ? (
                <Empty icon="comment" title="Nobody has said anything yet">
                  <p>What is said here goes into the record, beside the step that it is about.</p>
                </Empty>
              ) : (
                <Comments comments={comments} {...shared} />
              ))}
            {tab === 'evidence' &&
              (evidence.length === 0 ? (
                <Empty icon="evidence" title="No evidence yet">
                  <p>Drop a file here, paste a screenshot, or add a file below. It is kept with its digest.</p>
                </Empty>
              ) : (
                <EvidenceList run={run.run} evidence={evidence} {...shared} />
              ))}
            {tab === 'deviations' && <Deviations deviations={deviations} {...shared} />}
            {tab === 'happened' && <Happened run={run.run} seq={run.seq} said={run.said} step={of} {...shared} />}
            {tab === 'messages' && <Messages messages={run.messages} zone={run.zone} />}
          </div>
          {step !== null && (tab === 'comments' || tab === 'evidence') && (
            <label className="flex items-center gap-2 border-t border-line bg-surface px-3 pt-2 text-sm">
              <input
                type="checkbox"
                checked={!ofRun}
                onChange={(event) => setOfRun(!event.target.checked)}
                className="size-4"
              />
              What I add is about step {document.steps[step]?.number}
            </label>
          )}
          {tab === 'comments' && <CommentField key={target} run={run.run} document={document} step={target} />}
          {tab === 'evidence' && addEvidence}
        </>
      )}
    </EvidenceDrop>
  )
}

/** Who has the page open, and who is on which question. */
function People({ people, run }: { readonly people: readonly Present[]; readonly run: RunView }) {
  const claimed = run.open.flatMap(({ claimed, question }) =>
    claimed === null ? [] : [{ by: claimed.by.name, question }],
  )
  return (
    <div className="border-b border-line px-3 py-2 text-sm">
      <ul aria-label="People who have this page open" className="flex flex-wrap items-center gap-2">
        <li className="flex items-center gap-1 text-ink-2">
          <Icon name="people" />
          {people.length === 0
            ? 'Nobody else is known to be here'
            : people.length === 1
              ? '1 here'
              : `${people.length} here`}
        </li>
        {people.map(({ id, name, pages }) => (
          <li key={id}>
            <Chip icon="person">
              {name}
              {pages > 1 && <span className="text-ink-3"> ×{pages}</span>}
            </Chip>
          </li>
        ))}
      </ul>
      {claimed.map(({ by, question }) => (
        <p key={question} className="mt-1 text-ink-2">
          <strong className="font-semibold text-ink">{by}</strong> is on: <Escaped text={question} />
        </p>
      ))}
    </div>
  )
}

function Deviations({
  deviations,
  document,
  onStep,
}: {
  readonly deviations: RunView['deviations']
  readonly document: RunDocument
  readonly onStep: (step: string) => void
}): ReactNode {
  if (deviations.length === 0)
    return (
      <Empty icon="passed" title="Nothing was done other than the document says">
        <p>What is skipped, accepted, edited or overridden stands here, with who and why.</p>
      </Empty>
    )
  return (
    <ol className="flex flex-col gap-3 p-3">
      {deviations.toReversed().map(({ seq, step, kind, text, reason, line, diff }) => (
        <li key={seq} className="rounded-md border border-line p-2 text-sm">
          <p className="flex flex-wrap items-center gap-2">
            <Chip>{kind}</Chip>
            {step !== null ? (
              <StepLink document={document} step={step} onStep={onStep} titled />
            ) : (
              line !== null && <span className="text-ink-2">line {line}</span>
            )}
          </p>
          <p className="mt-1">
            <Escaped text={text} />
          </p>
          {reason !== null && (
            <p className="text-ink-2">
              Why: <Escaped text={reason} />
            </p>
          )}
          {diff !== null && <Diff before={diff.before} after={diff.after} />}
        </li>
      ))}
    </ol>
  )
}

function Messages({ messages, zone }: { readonly messages: RunView['messages']; readonly zone: string }): ReactNode {
  if (messages.length === 0)
    return (
      <Empty icon="comment" title="No message yet">
        <p>Messages that the document asks for stand here from when they are to be sent until they have arrived.</p>
      </Empty>
    )
  return (
    <ol className="flex flex-col gap-2 p-3">
      {messages.toReversed().map(({ subject, notifier, arrived, said }, at) => (
        <li key={messages.length - at} className="rounded-md border border-line p-2 text-sm">
          <p className="font-medium">
            <Escaped text={subject} />
          </p>
          <p className="flex flex-wrap items-center gap-2 text-ink-2">
            {notifier}
            {arrived === null ? (
              <Chip meaning="waiting" icon="waiting">
                has not arrived yet
              </Chip>
            ) : (
              <Chip meaning="done" icon="passed">
                arrived <Time at={arrived} zone={zone} />
              </Chip>
            )}
          </p>
          {said !== null && (
            <p className="text-ink-2">
              <Escaped text={said} />
            </p>
          )}
        </li>
      ))}
    </ol>
  )
}
