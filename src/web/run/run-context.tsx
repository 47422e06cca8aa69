import { createContext, useCallback, useContext, useSyncExternalStore } from 'react'
import type { ActBody, ActName, DecisionView, Present, RunDocument, RunView, StepView } from '../../contract/index.ts'
import { act } from '../client/api.ts'
import type { Link, RunStore } from '../client/run-store.ts'
import type { PageState } from './page-state.ts'

/** The panes beside the document. */
export type Pane = 'decisions' | 'output' | 'back' | 'timeline' | 'soak' | 'talk'

/** What every part of a run's page shares. */
export interface RunParts {
  readonly store: RunStore
  readonly document: RunDocument
  readonly page: PageState
  /** Goes to a step: it is marked and scrolled to; with a pane: that pane shows it. */
  readonly go: (step: string, pane?: Pane) => void
  /** Opens a pane, and with a step shows what it has of that step. */
  readonly show: (pane: Pane) => void
}

const RunContext = createContext<RunParts | null>(null)

export const RunProvider = RunContext.Provider

/** The parts of the page of this run. */
export function useParts(): RunParts {
  const parts = useContext(RunContext)
  if (parts === null) throw new Error('only parts of the page of a run are drawn inside it')
  return parts
}

/**
 * A part of the view; its user is drawn again when that part is another object. `select` gives what is in the view and makes nothing
 * new: `(view) => view.open`.
 */
export function useRun<T>(select: (view: RunView) => T): T {
  const { store } = useParts()
  return useSyncExternalStore(store.subscribe, () => select(store.snapshot().view))
}

/** How the page is connected. */
export function useLink(): Link {
  const { store } = useParts()
  return useSyncExternalStore(store.subscribe, () => store.snapshot().link)
}

/** Who has the run open. */
export function usePeople(): readonly Present[] {
  const { store } = useParts()
  return useSyncExternalStore(store.subscribe, () => store.snapshot().people)
}

/** A step of which nothing has happened. */
const untouched: StepView = {
  state: 'open',
  how: null,
  by: null,
  at: null,
  reason: null,
  values: [],
  verdicts: [],
  attempts: [],
  edits: {},
  deviations: [],
}

/** How it stands with a step; its user is drawn again when something of this step changed, and at no other event. */
export const useStep = (id: string): StepView => useRun((view) => view.steps[id] ?? untouched)

/**
 * Does something to the run, as drawn: the number of the view goes along, so that an act that was meant for another state is refused
 * with what has changed. Resolves when the page shows what it brought about. Throws `Refused` or `NotReached`.
 */
export function useAct(): <N extends ActName>(name: N, body: Omit<ActBody<N>, 'seen'>) => Promise<void> {
  const { store } = useParts()
  return useCallback(
    async (name, body) => {
      const { seq } = await act(store.view.run, name, { ...body, seen: store.snapshot().view.seq } as ActBody<
        typeof name
      >)
      await store.reached(seq)
    },
    [store],
  )
}

/** Whether a question is still about a step: of several items those that are settled are not asked about any more. */
export const isAbout = ({ steps, left }: DecisionView, step: string): boolean =>
  steps.includes(step) && (left.length === 0 || left.includes(step))
