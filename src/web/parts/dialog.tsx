import { type ReactNode, useEffect, useRef } from 'react'
import { Button } from './button.tsx'
import { join } from './join.ts'

/**
 * A window above the page. The browser's own `<dialog>`: it keeps the keyboard inside, makes the page behind it inert, closes with
 * Escape, gives the focus back, and needs no style element that a content security policy would have to let in.
 * `sheet`: from the bottom on a phone.
 */
export function Dialog({
  open,
  onClose,
  title,
  bare = false,
  wide = false,
  tall = false,
  children,
}: {
  readonly open: boolean
  readonly onClose: () => void
  readonly title: string
  /** Without the line that holds title and cross; the title is read out only. */
  readonly bare?: boolean
  readonly wide?: boolean
  /** As high as the window allows, whatever is in it; what is in it scrolls by itself. */
  readonly tall?: boolean
  readonly children: ReactNode
}) {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const element = dialog.current
    if (element === null) return
    if (open && !element.open) {
      element.showModal()
      // Where one types, or what is harmless to press: not the cross.
      const first = element.querySelector<HTMLElement>('[data-first], input, textarea')
      ;(first ?? element).focus()
    }
    if (!open && element.open) element.close()
  }, [open])
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes a dialog by itself; a press beside it is a second way.
    <dialog
      ref={dialog}
      aria-label={title}
      tabIndex={-1}
      onClose={onClose}
      onClick={(event) => event.target === dialog.current && dialog.current.close()}
      className={join(
        'm-auto max-h-[min(90dvh,60rem)] w-[calc(100%-1rem)] overflow-hidden rounded-xl border border-line bg-raised p-0 text-ink shadow-2xl outline-none backdrop:bg-shade',
        'max-sm:mb-0 max-sm:w-full max-sm:max-w-full max-sm:rounded-b-none open:flex open:flex-col',
        wide ? 'sm:max-w-4xl' : 'sm:max-w-xl',
        tall && 'h-[88dvh]',
        bare && !tall && 'sm:mt-[12vh]',
      )}
    >
      {!bare && (
        <header className="flex items-center gap-3 border-b border-line py-2 pr-2 pl-4">
          <h2 className="min-w-0 flex-1 text-lg font-semibold">{title}</h2>
          <Button look="bare" icon="close" aria-label="Close" onClick={() => dialog.current?.close()} />
        </header>
      )}
      {open && <div className={join('min-h-0 flex-1', tall ? 'flex flex-col' : 'overflow-y-auto')}>{children}</div>}
    </dialog>
  )
}
