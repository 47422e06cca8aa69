import type { ReactNode } from 'react'

/** A press that is on or off. */
export function Toggle({
  on,
  onClick,
  expands = false,
  children,
}: {
  readonly on: boolean
  readonly onClick: () => void
  /** It shows more below, in place of being on or off. */
  readonly expands?: boolean
  readonly children: ReactNode
}) {
  return (
    <button
      type="button"
      {...(expands ? { 'aria-expanded': on } : { 'aria-pressed': on })}
      onClick={onClick}
      className={`min-h-8 rounded-md border px-2 text-sm font-medium ${on ? 'border-line-strong bg-sunken text-ink' : 'border-transparent text-ink-2 hover:bg-surface'}`}
    >
      {children}
    </button>
  )
}

/** A box that is on or off. */
export function Choice({
  on,
  onChange,
  children,
}: {
  readonly on: boolean
  readonly onChange: (on: boolean) => void
  readonly children: ReactNode
}) {
  return (
    <label className="flex min-h-8 items-center gap-1.5">
      <input type="checkbox" checked={on} onChange={(event) => onChange(event.target.checked)} className="size-4" />
      {children}
    </label>
  )
}
