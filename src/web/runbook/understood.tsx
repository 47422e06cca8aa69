import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { DocumentRow, StepDocument } from '../../contract/index.ts'
import type { RunbookView, WhyView } from '../../contract/runbook.ts'
import { get } from '../client/api.ts'
import { Chip } from '../parts/chip.tsx'
import { Escaped } from '../parts/escaped.tsx'
import { Words } from '../parts/inline-words.tsx'
import { said } from './around-it.tsx'

const kinds: Readonly<Record<StepDocument['kind'], string>> = {
  command: 'Runs',
  confirm: 'Asks',
  check: 'Looks',
  measure: 'Measures',
  signoff: 'Signs off',
  record: 'Fills in',
  message: 'Tells',
  wait: 'Waits',
}

/** What was understood of a row. `withText`: the source is not beside it. */
export function Understood({
  row,
  view,
  withText,
}: {
  readonly row: DocumentRow
  readonly view: RunbookView
  readonly withText: boolean
}) {
  switch (row.is) {
    case 'heading':
      return (
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <b className="font-semibold">
            <Words words={row.words} />
          </b>
          <Chip {...(row.procedure === null ? {} : { meaning: 'back', icon: 'back' })}>
            {row.procedure === null ? row.role : 'way back'}
          </Chip>
          <Why path={view.path} line={row.line} digest={view.digest} />
        </p>
      )
    case 'text':
      return (
        <p className="text-ink-2">
          {withText ? (
            <>
              {row.marker !== null && `${row.marker} `}
              <Words words={row.words} />
            </>
          ) : (
            <span className="text-ink-3">shown to people</span>
          )}
        </p>
      )
    case 'code':
      return (
        <div>
          {withText && <Code text={row.text} />}
          <p className="flex flex-wrap items-center gap-x-2">
            <span className="text-ink-2">{row.why === null ? 'Shown to people' : `Not run: ${row.why}`}</span>
            <Why path={view.path} line={row.line} digest={view.digest} />
          </p>
        </div>
      )
    case 'cells': {
      const step = row.step === null ? undefined : view.document.steps[row.step]
      if (step !== undefined) return <Step step={step} view={view} withText={withText} line={row.line} />
      return (
        <p className="text-ink-2">
          {withText ? (
            row.cells.map((cell, at) => (
              <span key={at} className="mr-3">
                <Words words={cell} />
              </span>
            ))
          ) : (
            <span className="text-ink-3">shown to people</span>
          )}
        </p>
      )
    }
    case 'step': {
      const step = view.document.steps[row.step]
      return step === undefined ? null : <Step step={step} view={view} withText={withText} line={row.line} />
    }
    case 'rule':
      return null
  }
}

function Step({
  step,
  view,
  withText,
  line,
}: {
  readonly step: StepDocument
  readonly view: RunbookView
  readonly withText: boolean
  readonly line: number
}) {
  const flags = [...new Set(step.statements.flatMap((one) => one.flags))]
  const offered = step.statements.filter((one) => one.offered !== null)
  const facts = [
    step.target && `on ${step.target}`,
    step.estimate !== null && `takes ${said(step.estimate)}`,
    step.condition !== null && step.condition,
    step.blanks.length > 0 && `${step.blanks.length === 1 ? 'one blank' : `${step.blanks.length} blanks`} to fill in`,
    step.children.length > 0 && `done when its ${step.children.length} parts are`,
  ].filter((fact) => typeof fact === 'string')
  return (
    <div className="min-w-0">
      <p className="flex flex-wrap items-baseline gap-x-2">
        <span className="tabular font-semibold">{step.number}</span>
        <span className="text-ink-2">{kinds[step.kind]}</span>
        {step.command === null && (
          <span className="min-w-0">
            <Escaped text={step.title} />
          </span>
        )}
        {flags.map((flag) => (
          <Chip key={flag} {...(flag === 'destructive' ? { icon: 'warning' } : {})}>
            {flag}
          </Chip>
        ))}
        <Why path={view.path} line={line} digest={view.digest} />
      </p>
      {withText && step.command !== null && <Code text={step.command} />}
      {facts.length > 0 && <p className="text-ink-2">{facts.join('; ')}</p>}
      {step.expectations.map(({ id, text }) => (
        <p key={id} className="text-ink-2">
          expects: <Escaped text={text} />
        </p>
      ))}
      {offered.map(({ index, source, offered: why }) => (
        <p key={index} className="text-ink-2">
          offered, not run: <code>{source}</code> ({why})
        </p>
      ))}
      {step.noReturn !== null && <p className="font-medium text-back">From here on nothing leads back.</p>}
    </div>
  )
}

function Code({ text }: { readonly text: string }) {
  return (
    <pre className="my-1 rounded bg-sunken px-2 py-1 leading-5 whitespace-pre-wrap">
      <Escaped text={text} />
    </pre>
  )
}

/** The rules that judged a line, asked for when somebody wants to know. */
function Why({ path, line, digest }: { readonly path: string; readonly line: number; readonly digest: string }) {
  const [isOpen, setOpen] = useState(false)
  const { data, error } = useQuery({
    queryKey: ['why', path, digest, line],
    queryFn: ({ signal }) => get<WhyView>(`/api/runbook/why?path=${encodeURIComponent(path)}&line=${line}`, signal),
    enabled: isOpen,
    staleTime: Number.POSITIVE_INFINITY,
  })
  return (
    <>
      <button
        type="button"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
        className="min-h-6 rounded px-1 text-xs text-ink-3 underline underline-offset-2 hover:text-ink print:hidden"
      >
        why<span className="sr-only"> was line {line} understood so</span>
      </button>
      {isOpen && (
        <span role="status" className="block w-full text-xs text-ink-2">
          {error
            ? 'The reasons could not be fetched.'
            : data === undefined
              ? 'Asking…'
              : data.reasons.length === 0
                ? 'By what stands around it: no rule judged this line alone.'
                : data.reasons.map(({ rule, words }) => (
                    <span key={rule + words} className="block">
                      <code>{rule}</code> <Escaped text={words} />
                    </span>
                  ))}
        </span>
      )}
    </>
  )
}
