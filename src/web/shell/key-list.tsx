import { useSyncExternalStore } from 'react'
import { Keys } from '../parts/button.tsx'
import { Dialog } from '../parts/dialog.tsx'
import type { KeyHelp } from './keyboard.ts'

/** Keys that work on every page. */
const everywhere: readonly KeyHelp[] = [
  { keys: 'Ctrl K', does: 'find a page, a step or an act' },
  { keys: 'g r', does: 'all runs' },
  { keys: 'g b', does: 'runbooks' },
  { keys: 'g e', does: 'environments' },
  { keys: '?', does: 'this list' },
  { keys: 'Esc', does: 'close what lies above the page' },
]

let shown = false
let own: readonly KeyHelp[] = []
const listeners = new Set<() => void>()
const set = (to: boolean) => {
  shown = to
  for (const listener of [...listeners]) listener()
}

/** Shows the list of keys. */
export const showKeys = (): void => set(true)

/** A page says which keys it has; the list shows them first. */
export const tellKeys = (keys: readonly KeyHelp[]): void => {
  own = keys
}

/** The list of keys, `?`. */
export function KeyList() {
  const open = useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => shown,
  )
  return (
    <Dialog open={open} onClose={() => set(false)} title="Keys">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: where it is longer than the screen, keys scroll it. */}
      <div tabIndex={0} className="grid gap-6 p-4 sm:grid-cols-2">
        {own.length > 0 && <Table title="On this page" keys={own} />}
        <Table title="Everywhere" keys={everywhere} />
      </div>
    </Dialog>
  )
}

function Table({ title, keys }: { readonly title: string; readonly keys: readonly KeyHelp[] }) {
  return (
    <section>
      <h3 className="mb-2 font-semibold">{title}</h3>
      <dl className="grid grid-cols-[auto_1fr] items-baseline gap-x-3 gap-y-1.5">
        {keys.map(({ keys: pressed, does }) => (
          <div key={pressed} className="contents">
            <dt className="whitespace-nowrap">
              {pressed.split(' ').map((key) => (
                <Keys key={key} keys={key} shown />
              ))}
            </dt>
            <dd className="text-ink-2">{does}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
