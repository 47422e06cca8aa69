import { useEffect, useSyncExternalStore } from 'react'
import type { IconName } from '../parts/icons.tsx'

/** Something that the palette finds. `words`: by which it is found besides its name. */
export interface Entry {
  readonly id: string
  readonly group: string
  readonly name: string
  readonly words?: string
  readonly icon?: IconName
  readonly keys?: string
  readonly act: () => void
}

/** Gives entries when the palette opens; a page of 10,000 steps costs nothing until then. */
type Source = () => readonly Entry[]

const sources = new Set<Source>()
const listeners = new Set<() => void>()
let open = false

const set = (to: boolean) => {
  open = to
  for (const listener of [...listeners]) listener()
}

export const openPalette = (): void => set(true)
export const closePalette = (): void => set(false)

export const usePaletteOpen = (): boolean =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => open,
  )

/** All that can be found now. */
export const entries = (): readonly Entry[] => [...sources].flatMap((source) => source())

/** Puts a page's own steps, sections and acts into the palette while the page is shown. `source` must be stable. */
export function usePaletteEntries(source: Source): void {
  useEffect(() => {
    sources.add(source)
    return () => {
      sources.delete(source)
    }
  }, [source])
}
