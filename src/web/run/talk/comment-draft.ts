import { useState } from 'react'

/** Where a comment that was begun is kept: the browser's own, so that a closed page or a lost connection loses nothing. */
export interface DraftPlace {
  readonly getItem: (key: string) => string | null
  readonly setItem: (key: string, value: string) => void
  readonly removeItem: (key: string) => void
}

const keyOf = (run: string, step: string | null) => `holdpoint comment ${run} ${step ?? ''}`

/** What was typed and not sent; '' where nothing is kept, or nothing may be. */
export function draftOf(place: DraftPlace, run: string, step: string | null): string {
  try {
    return place.getItem(keyOf(run, step)) ?? ''
  } catch {
    return ''
  }
}

/** Keeps it; an empty one is forgotten. */
export function keepDraft(place: DraftPlace, run: string, step: string | null, text: string): void {
  try {
    if (text === '') place.removeItem(keyOf(run, step))
    else place.setItem(keyOf(run, step), text)
  } catch {
    // A browser that keeps nothing (full, or forbidden) still lets people comment.
  }
}

/** The draft of a comment about a step, or the run, and how to change it. */
export function useCommentDraft(run: string, step: string | null): readonly [string, (text: string) => void] {
  const about = keyOf(run, step)
  const [draft, setDraft] = useState({ about, text: draftOf(localStorage, run, step) })
  const text = draft.about === about ? draft.text : draftOf(localStorage, run, step)
  return [
    text,
    (next) => {
      keepDraft(localStorage, run, step, next)
      setDraft({ about, text: next })
    },
  ]
}
