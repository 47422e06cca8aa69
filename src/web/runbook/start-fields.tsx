import { Link } from '@tanstack/react-router'
import type { RunbookView } from '../../contract/runbook.ts'
import { Escaped } from '../parts/escaped.tsx'
import { Choice, TextField, Tick } from '../parts/field.tsx'
import { wordLink } from '../parts/page.tsx'
import { Time } from '../parts/time.tsx'
import type { Typed } from './start-wanted.ts'

/** Without a project file any name will do; else those that it names. */
export function Environment({
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
export function Held({
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

/** What the document needs to know; what stays empty is asked in the run. */
export function Inputs({
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
export function Parts({
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
