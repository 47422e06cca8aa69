import { Outlet, useNavigate } from '@tanstack/react-router'
import { useCallback, useMemo } from 'react'
import { Announcer } from '../parts/announcer.tsx'
import { Header } from './header.tsx'
import { KeyList, showKeys } from './key-list.tsx'
import { useKeys } from './keyboard.ts'
import { PaletteDialog } from './palette-dialog.tsx'
import { type Entry, usePaletteEntries } from './palette-store.ts'

/** The frame around every page. */
export function Shell() {
  const navigate = useNavigate()
  useKeys(
    useMemo(
      () => ({
        'g r': () => void navigate({ to: '/' }),
        'g b': () => void navigate({ to: '/runbooks' }),
        'g e': () => void navigate({ to: '/environments' }),
        '?': showKeys,
      }),
      [navigate],
    ),
  )
  usePaletteEntries(
    useCallback(
      (): readonly Entry[] => [
        {
          id: 'page runs',
          group: 'Pages',
          name: 'Runs',
          keys: 'g r',
          icon: 'next',
          act: () => void navigate({ to: '/' }),
        },
        {
          id: 'page runbooks',
          group: 'Pages',
          name: 'Runbooks',
          keys: 'g b',
          icon: 'next',
          act: () => void navigate({ to: '/runbooks' }),
        },
        {
          id: 'page environments',
          group: 'Pages',
          name: 'Environments',
          keys: 'g e',
          icon: 'next',
          act: () => void navigate({ to: '/environments' }),
        },
        {
          id: 'keys',
          group: 'Pages',
          name: 'Keys',
          words: 'keyboard shortcuts help',
          keys: '?',
          icon: 'keyboard',
          act: showKeys,
        },
      ],
      [navigate],
    ),
  )
  return (
    <>
      <Header />
      <main id="content" tabIndex={-1} className="outline-none">
        <Outlet />
      </main>
      <PaletteDialog />
      <KeyList />
      <Announcer />
    </>
  )
}
