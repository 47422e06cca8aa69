import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { RunbookView, StartedRun, StartRun } from '../../contract/runbook.ts'
import { Refused, send, told } from '../client/api.ts'
import { Button } from '../parts/button.tsx'
import { Escaped } from '../parts/escaped.tsx'
import { Choice, TextField, Tick } from '../parts/field.tsx'
import { Icon } from '../parts/icons.tsx'
import { wordLink } from '../parts/page.tsx'
import { Time } from '../parts/time.tsx'

/** What is typed, as it is typed. */
interface Typed {
  readonly environment: string
  readonly release: string
  readonly inputs: Readonly<Record<string, string>>
  readonly only: readonly string[]
  readonly from: string
  readonly isAssumed: boolean
  readonly beside: string
}

const nothing: Typed = { environment: '', release: '', inputs: {}, only: [], from: '', isAssumed: false, beside: '' }

/** Starts or rehearses a document: with the same checks as in a terminal, whose answers are shown as they are. */
export function StartForm({ view }: { readonly view: RunbookView }) {
  const [typed, setTyped] = useState(nothing)
  const set = (more: Partial<Typed>) => setTyped((now) => ({ ...now, ...more }))
  const navigate = useNavigate()
  const queries = useQueryClient()
  const start = useMutation({
    mutationFn: (rehearse: boolean) => send<StartedRun>('/api/runs', wanted(view, typed, rehearse)),
    onSuccess: ({ run }) => {
      void queries.invalidateQueries({ queryKey: ['runs'] })
      void navigate({ to: '/runs/$run', params: { run } })
    },
    onError: (error) => {
      if (error instanceof Refused && error.code === 'runbook-changed')
        void queries.invalidateQueries({ queryKey: ['runbook', view.path] })
    },
  })
  const chosen = view.environments.find(({ name }) => name === typed.environment)
  const unfinished = view.runs.filter(({ outcome, rehearsal }) => outcome === null && !rehearsal)
  const isHeld = (chosen?.held.length ?? 0) > 0 || unfinished.length > 0
  const missing = view.inputs.filter(
    ({ name, scope, born, values }) =>
      scope === 'main' && !born && !typed.inputs[name] && (values[typed.environment] ?? values['']) === undefined,
  )
  return (
    <form
      className="grid gap-4 p-4"
      onSubmit={(event) => {
        event.preventDefault()
        if (!start.isPending) start.mutate(false)
      }}
    >
      {start.error && <NotStarted error={start.error} />}
      <div className="grid gap-3 sm:grid-cols-2">
        <Environment view={view} value={typed.environment} onValue={(environment) => set({ environment })} />
        <TextField
          label="Release"
          placeholder="v2.4.0"
          value={typed.release}
          onChange={({ target }) => set({ release: target.value })}
          hint="What is released: a tag, a version, a commit. It may be left out."
        />
      </div>
      {chosen !== undefined && chosen.closed.length > 0 && (
        <p className="flex gap-2 rounded-md border border-waiting-line bg-waiting-soft px-3 py-2 text-sm text-waiting">
          <Icon name="lock" />
          <span>{chosen.closed.join(' ')} The run begins, and asks before it does anything.</span>
        </p>
      )}
      {isHeld && (
        <Held
          held={chosen?.held ?? []}
          unfinished={unfinished}
          value={typed.beside}
          onValue={(beside) => set({ beside })}
        />
      )}
      {view.inputs.length > 0 && (
        <Inputs
          view={view}
          environment={typed.environment}
          values={typed.inputs}
          onValue={(name, value) => set({ inputs: { ...typed.inputs, [name]: value } })}
        />
      )}
      {view.choices.length > 0 && (
        <p className="text-sm text-ink-2">
          Asked when it has begun: {view.choices.map(({ question }) => question).join(' ')}
        </p>
      )}
      <Parts view={view} typed={typed} onTyped={set} />
      <div className="flex flex-wrap items-center gap-2 border-t border-line pt-3">
        <Button type="submit" look="full" meaning="running" icon="play" busy={start.isPending && !start.variables}>
          Start the run
        </Button>
        <Button busy={start.isPending && start.variables} onClick={() => start.mutate(true)}>
          Rehearse
        </Button>
        <p className="basis-full text-sm text-ink-2 sm:basis-auto">
          {missing.length === 0
            ? 'A rehearsal executes nothing; every answer is simulated.'
            : `Asked in the run: ${missing.map(({ text }) => text).join(', ')}.`}
        </p>
      </div>
    </form>
  )
}

function wanted(view: RunbookView, typed: Typed, rehearse: boolean): StartRun {
  const from = Number(typed.from)
  return {
    path: view.path,
    digest: view.digest,
    rehearse,
    environment: typed.environment || null,
    release: typed.release.trim() || null,
    only: [...typed.only],
    from: typed.from !== '' && Number.isInteger(from) && from > 0 ? from : null,
    inputs: Object.fromEntries(Object.entries(typed.inputs).filter(([, value]) => value !== '')),
    assumeConfirmed: typed.isAssumed,
    beside: typed.beside.trim() || null,
  }
}

function NotStarted({ error }: { readonly error: unknown }) {
  const { message, next } = told(error)
  const isChanged = error instanceof Refused && error.code === 'runbook-changed'
  return (
    <div role="alert" className="rounded-lg border border-unmet-line bg-unmet-soft p-3">
      <p className="font-semibold text-unmet">It did not begin</p>
      <p>{message}</p>
      <p className="text-ink-2">
        {isChanged
          ? 'It was read anew: look at what it says now, and start it again. What you typed is still here.'
          : next}
      </p>
    </div>
  )
}

/** Without a project file any name will do; else those that it names. */
function Environment({
  view,
  value,
  onValue,
}: {
  readonly view: RunbookView
  readonly value: string
  readonly onValue: (value: string) => void
}) {
  if (view.environments.length === 0)
    return (
      <TextField
        label="Environment"
        placeholder="staging"
        value={value}
        onChange={({ target }) => onValue(target.value)}
        hint="Where it takes place. It may be left out."
      />
    )
  return (
    <Choice
      label="Environment"
      data-first=""
      value={value}
      onChange={({ target }) => onValue(target.value)}
      hint="Where it takes place: it decides about windows, order and people."
    >
      <option value="">None</option>
      {view.environments.map(({ name, held, closed }) => (
        <option key={name} value={name}>
          {name}
          {held.length > 0 ? ' (held by another run)' : closed.length > 0 ? ' (no changes now)' : ''}
        </option>
      ))}
    </Choice>
  )
}

/** Another run is not over: who has it, how to get there, and what to say to begin all the same. */
function Held({
  held,
  unfinished,
  value,
  onValue,
}: {
  readonly held: RunbookView['environments'][number]['held']
  readonly unfinished: RunbookView['runs']
  readonly value: string
  readonly onValue: (value: string) => void
}) {
  return (
    <div className="grid gap-2 rounded-md border border-waiting-line bg-waiting-soft p-3">
      <ul className="text-sm text-waiting">
        {held.map(({ run, who, since, title }) => (
          <li key={run}>
            {who} has it with{' '}
            <Link to="/runs/$run" params={{ run }} className="font-medium underline underline-offset-2">
              <Escaped text={title} />
            </Link>{' '}
            since <Time at={since} />.
          </li>
        ))}
        {unfinished
          .filter(({ run }) => !held.some((one) => one.run === run))
          .map(({ run, at }) => (
            <li key={run}>
              <Link to="/runs/$run" params={{ run }} className="font-medium underline underline-offset-2">
                A run of this document
              </Link>{' '}
              is not over, since <Time at={at} />.
            </li>
          ))}
      </ul>
      <TextField
        label="Why a second one begins beside it"
        value={value}
        onChange={({ target }) => onValue(target.value)}
        hint="Go on with that one, or end it, where you can. With a reason here another begins; the reason goes into the record."
      />
    </div>
  )
}

function Inputs({
  view,
  environment,
  values,
  onValue,
}: {
  readonly view: RunbookView
  readonly environment: string
  readonly values: Typed['inputs']
  readonly onValue: (name: string, value: string) => void
}) {
  return (
    <fieldset className="grid gap-3">
      <legend className="mb-1 font-semibold">Inputs</legend>
      <div className="grid gap-3 sm:grid-cols-2">
        {view.inputs.map(({ name, text, secret, scope, hint, born, lines, values: told }) => {
          const project = told[environment] ?? told['']
          return (
            <TextField
              key={name}
              label={
                <>
                  <Escaped text={text} />
                  <span className="font-normal text-ink-3">
                    {' '}
                    line {lines[0] ?? '?'}
                    {scope === 'procedure' && ', for the way back'}
                  </span>
                </>
              }
              type={secret ? 'password' : 'text'}
              autoComplete="off"
              spellCheck={false}
              value={values[name] ?? ''}
              onChange={({ target }) => onValue(name, target.value)}
              {...(project === undefined ? {} : { placeholder: project })}
              hint={[
                hint,
                secret ? 'Secret: it stays in memory and is never stored.' : null,
                project === undefined ? null : 'Without a value here, that of holdpoint.yaml counts.',
                born ? 'The run itself learns it.' : null,
              ]
                .filter((one) => one !== null)
                .join(' ')}
            />
          )
        })}
      </div>
    </fieldset>
  )
}

/** Less than all of it. */
function Parts({
  view,
  typed,
  onTyped,
}: {
  readonly view: RunbookView
  readonly typed: Typed
  readonly onTyped: (more: Partial<Typed>) => void
}) {
  const sections = view.document.sections.filter(({ level, steps }) => level > 0 && steps > 0)
  return (
    <details>
      <summary className="min-h-8 font-medium">Only a part of it</summary>
      <div className="mt-2 grid gap-3">
        <TextField
          label="From line"
          inputMode="numeric"
          className="max-w-40"
          value={typed.from}
          onChange={({ target }) => onTyped({ from: target.value.replace(/\D/g, '') })}
          hint="What stands before it is left out."
        />
        <fieldset>
          <legend className="text-sm font-medium text-ink-2">Only these sections</legend>
          <div className="mt-1 grid gap-1 sm:grid-cols-2">
            {sections.map(({ id, title }) => (
              <Tick
                key={id}
                label={<Escaped text={title} />}
                checked={typed.only.includes(title)}
                onChange={(is) =>
                  onTyped({ only: is ? [...typed.only, title] : typed.only.filter((one) => one !== title) })
                }
              />
            ))}
          </div>
        </fieldset>
        <Tick
          label="Tick plain items without asking"
          hint="The record says that nobody looked."
          checked={typed.isAssumed}
          onChange={(isAssumed) => onTyped({ isAssumed })}
        />
        <p className="text-sm text-ink-2">
          A run of a part releases nothing: what is promoted, and what stands as in service, are whole runs.{' '}
          <Link to="/environments" className={wordLink}>
            Environments
          </Link>
        </p>
      </div>
    </details>
  )
}
