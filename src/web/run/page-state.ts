import { useSyncExternalStore } from 'react'
import type { Pane } from './run-context.tsx'
import { useParts } from './run-context.tsx'

/** Where the viewer is on the page of a run. */
export interface Here {
  /** The step that the keys are about. */
  readonly current: string | null
  /** Steps whose details are shown. */
  readonly open: ReadonlySet<string>
  /** The document scrolls to what runs. */
  readonly following: boolean
  /** The pane that the viewer chose; null: the one that is of most use now. */
  readonly pane: Pane | null
  /** On a phone the panes lie above the document: whether they do now. */
  readonly sheet: boolean
  /** What is looked for in the document; null: nothing. */
  readonly find: string | null
}

/** Where the viewer is, outside of React: a step that becomes the current one draws two rows and no other. */
export class PageState {
  #here: Here = { current: null, open: new Set(), following: true, pane: null, sheet: false, find: null }
  readonly #listeners = new Set<() => void>()

  readonly here = (): Here => this.#here

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  set(part: Partial<Here>): void {
    const keys = Object.keys(part) as (keyof Here)[]
    if (keys.every((key) => this.#here[key] === part[key])) return
    this.#here = { ...this.#here, ...part }
    for (const listener of [...this.#listeners]) listener()
  }

  /** Shows or hides a step's details. */
  toggle(step: string): void {
    const open = new Set(this.#here.open)
    if (!open.delete(step)) open.add(step)
    this.set({ open })
  }
}

/** A part of where the viewer is; its user is drawn again when that part changes. */
export function useHere<T>(select: (here: Here) => T): T {
  const { page } = useParts()
  return useSyncExternalStore(page.subscribe, () => select(page.here()))
}
