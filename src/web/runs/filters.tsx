import { useNavigate } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import type { RunsView } from '../../contract/runs.ts'
import { Button } from '../parts/button.tsx'
import { Choice, TextField } from '../parts/field.tsx'
import type { RunsSearch } from './search.ts'

/** Which runs are wanted. All of it is in the address, so that it can be sent to somebody and gone back to. */
export function Filters({ search, view }: { readonly search: RunsSearch; readonly view: RunsView }) {
  const navigate = useNavigate({ from: '/' })
  const set = (more: { readonly [K in keyof RunsSearch]?: RunsSearch[K] | undefined }) => {
    const { from: _, ...kept } = { ...search, ...more }
    const said = Object.entries(kept).filter(([, value]) => value !== undefined)
    void navigate({ search: Object.fromEntries(said), replace: true })
  }
  const isFiltered = ['document', 'environment', 'outcome', 'rehearsals', 'text'].some((name) => name in search)
  return (
    <search className="mb-5 grid grid-cols-2 gap-2 md:grid-cols-[2fr_1.5fr_1fr_1fr_1fr_auto] print:hidden">
      <Text value={search.text ?? ''} onValue={(text) => set({ text: text || undefined })} />
      <Choice
        label="Document"
        value={search.document ?? ''}
        onChange={({ target }) => set({ document: target.value || undefined })}
      >
        <option value="">All</option>
        {withChosen(view.documents, search.document).map((one) => (
          <option key={one}>{one}</option>
        ))}
      </Choice>
      <Choice
        label="Environment"
        value={search.environment === undefined ? ' ' : search.environment}
        onChange={({ target }) => set({ environment: target.value === ' ' ? undefined : target.value })}
      >
        <option value=" ">All</option>
        {withChosen(view.environments, search.environment || undefined).map((one) => (
          <option key={one}>{one}</option>
        ))}
        <option value="">None</option>
      </Choice>
      <Choice
        label="Outcome"
        value={search.outcome ?? ''}
        onChange={({ target }) => set({ outcome: (target.value || undefined) as RunsSearch['outcome'] })}
      >
        <option value="">All</option>
        <option value="unfinished">Not over</option>
        <option value="done">Done</option>
        <option value="failed">Failed</option>
        <option value="aborted">Aborted</option>
        <option value="backed-out">Backed out</option>
      </Choice>
      <Choice
        label="Rehearsals"
        value={search.rehearsals ?? ''}
        onChange={({ target }) => set({ rehearsals: (target.value || undefined) as RunsSearch['rehearsals'] })}
      >
        <option value="">Left out</option>
        <option value="with">Beside runs</option>
        <option value="only">Alone</option>
      </Choice>
      <div className="flex items-end">
        <Button
          look="bare"
          not={isFiltered ? null : 'Nothing is filtered'}
          onClick={() =>
            set({
              document: undefined,
              environment: undefined,
              outcome: undefined,
              rehearsals: undefined,
              text: undefined,
            })
          }
        >
          Clear
        </Button>
      </div>
    </search>
  )
}

/** What an address names stays to be seen, also where no run has it. */
const withChosen = (known: readonly string[], chosen: string | undefined): readonly string[] =>
  chosen === undefined || known.includes(chosen) ? known : [...known, chosen]

/** Asks when somebody has stopped typing. */
function Text({ value, onValue }: { readonly value: string; readonly onValue: (text: string) => void }) {
  const [text, setText] = useState(value)
  useEffect(() => setText(value), [value])
  // Only what is typed starts the wait anew.
  useEffect(() => {
    if (text === value) return
    const timer = setTimeout(() => onValue(text), 250)
    return () => clearTimeout(timer)
  }, [text])
  return (
    <TextField
      className="col-span-2 md:col-span-1"
      label="Find"
      type="search"
      placeholder="Title, release, run"
      value={text}
      onChange={({ target }) => setText(target.value)}
    />
  )
}
