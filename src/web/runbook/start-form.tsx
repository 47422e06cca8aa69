import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { RunbookView, StartedRun } from '../../contract/runbook.ts'
import { Refused, send, told } from '../client/api.ts'
import { Button } from '../parts/button.tsx'
import { TextField } from '../parts/field.tsx'
import { Icon } from '../parts/icons.tsx'
import { Environment, Held, Inputs, Parts } from './start-fields.tsx'
import { nothing, type Typed, wanted } from './start-wanted.ts'

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

function NotStarted({ error }: { readonly error: unknown }) {
  const { message, next } = told(error)
  const isBeside = error instanceof Refused && error.code === 'run-unfinished'
  const isChanged = error instanceof Refused && error.code === 'runbook-changed'
  return (
    <div role="alert" className="rounded-lg border border-unmet-line bg-unmet-soft p-3">
      <p className="font-semibold text-unmet">It did not begin</p>
      <p>{message}</p>
      <p className="text-ink-2">
        {isChanged
          ? 'It was read anew: look at what it says now, and start it again. What you typed is still here.'
          : isBeside
            ? 'Go on with that one, or end it, or say below why another one begins beside it.'
            : next}
      </p>
    </div>
  )
}
