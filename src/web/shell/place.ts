import { useEffect, useSyncExternalStore } from 'react'
import type { Link } from '../client/run-store.ts'

/** What a page tells the frame around it: where the viewer is, and how the page is connected. */
export interface Place {
  /** The page's own name, after that of its group: “hello-release → staging”. */
  readonly title: string
  /** Null: the page does not follow anything. */
  readonly link: Link | null
}

let place: Place = { title: '', link: null }
const listeners = new Set<() => void>()

export const usePlace = (): Place =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => place,
  )

function tell(next: Place): void {
  if (next.title === place.title && next.link === place.link) return
  place = next
  for (const listener of [...listeners]) listener()
}

/** Says where the viewer is, in the frame and in the browser's title. `link`: of a page that is live. */
export function useTitle(title: string, link: Link | null = null): void {
  useEffect(() => {
    document.title = title === '' ? 'Holdpoint' : `${title} · Holdpoint`
    tell({ title, link })
  }, [title, link])
  useEffect(() => () => tell({ title: '', link: null }), [])
}
