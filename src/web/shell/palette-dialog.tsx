import { lazy, Suspense, useEffect, useState } from 'react'
import { Dialog } from '../parts/dialog.tsx'
import { Loading } from '../parts/states.tsx'
import { whenUsed } from '../parts/when-used.ts'
import { closePalette, openPalette, usePaletteOpen } from './palette-store.ts'

const Palette = lazy(() => whenUsed(() => import('./palette.tsx')))

/** Ctrl-K or ⌘-K, from everywhere, fields too. */
export function PaletteDialog() {
  const open = usePaletteOpen()
  const [text, setText] = useState('')
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return
      event.preventDefault()
      setText('')
      openPalette()
    }
    window.addEventListener('keydown', pressed)
    return () => window.removeEventListener('keydown', pressed)
  }, [])
  return (
    <Dialog
      open={open}
      onClose={() => {
        closePalette()
        setText('')
      }}
      title="Find a page, a step or an act"
      bare
    >
      <Suspense fallback={<Loading what="One moment" />}>
        <Palette text={text} onText={setText} />
      </Suspense>
    </Dialog>
  )
}
