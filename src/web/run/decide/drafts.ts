import { useSyncExternalStore } from 'react'

/** What was typed for an answer and not sent yet. */
export interface Draft {
  /** The option whose fields are shown; null: none was chosen. */
  readonly option: string | null
  readonly reason: string
  /** By the field's name. */
  readonly fields: Readonly<Record<string, string>>
  /** Items that are not meant, of those that are open; all others are. */
  readonly without: readonly string[]
}

const empty: Draft = { option: null, reason: '', fields: {}, without: [] }

/** Kept outside of what is drawn: another pane, a lost connection or a new view takes nothing away. Gone with the page: secrets are among it. */
const drafts = new Map<string, Draft>()
const listeners = new Set<() => void>()

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** The draft of an answer, and how to change it. `key`: of the run and the question. */
export function useDraft(key: string): readonly [Draft, (part: Partial<Draft>) => void] {
  const draft = useSyncExternalStore(subscribe, () => drafts.get(key) ?? empty)
  return [
    draft,
    (part) => {
      drafts.set(key, { ...(drafts.get(key) ?? empty), ...part })
      for (const listener of [...listeners]) listener()
    },
  ]
}

/** What was typed for a question, in words; null: nothing. For whoever was not the one who answered. */
export function typedFor(key: string, secret: ReadonlySet<string>): string | null {
  const draft = drafts.get(key)
  if (draft === undefined) return null
  const texts = [
    draft.reason,
    ...Object.entries(draft.fields)
      .filter(([name]) => !secret.has(name))
      .map(([, text]) => text),
  ].filter((text) => text.trim() !== '')
  return texts.length === 0 ? null : texts.join('\n')
}

/** Questions that this page answers itself: that they go is no news. */
const answeredHere = new Set<string>()

/** An answer is on its way, or was not taken after all. */
export function noteAnswer(key: string, on: boolean): void {
  if (on) answeredHere.add(key)
  else answeredHere.delete(key)
}

export const isAnsweredHere = (key: string): boolean => answeredHere.has(key)

/** The answer was taken: nothing is kept of it. */
export function forget(key: string): void {
  if (!drafts.delete(key)) return
  for (const listener of [...listeners]) listener()
}
