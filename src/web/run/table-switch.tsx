import { join } from '../parts/join.ts'

/** Shows what is drawn as a table instead: everything that a chart says can be read in words and numbers. */
export function TableSwitch({ on, onSwitch }: { readonly on: boolean; readonly onSwitch: (on: boolean) => void }) {
  return (
    <button
      type="button"
      aria-pressed={on}
      onClick={() => onSwitch(!on)}
      className={join(
        'min-h-8 rounded-md border px-2 text-sm font-medium',
        on ? 'border-line-strong bg-sunken' : 'border-line text-ink-2',
      )}
    >
      As a table
    </button>
  )
}
