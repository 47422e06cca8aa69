import { type InputHTMLAttributes, type ReactNode, type SelectHTMLAttributes, useId } from 'react'
import { join } from './join.ts'

const box =
  'min-h-10 w-full min-w-0 rounded-md border border-line-strong bg-ground px-2 text-base text-ink placeholder:text-ink-3'

interface Around {
  readonly label: ReactNode
  readonly hint?: ReactNode
  /** The label is read out only. */
  readonly bare?: boolean
  readonly className?: string | undefined
}

/** A line to type into, with its label and what helps to fill it in. */
export function TextField({
  label,
  hint,
  bare = false,
  className,
  ...rest
}: Around & Omit<InputHTMLAttributes<HTMLInputElement>, 'className'>) {
  const id = useId()
  return (
    <div className={join('min-w-0', className)}>
      <Label id={id} bare={bare}>
        {label}
      </Label>
      <input id={id} {...rest} {...(hint ? { 'aria-describedby': `${id}-hint` } : {})} className={box} />
      {hint && (
        <p id={`${id}-hint`} className="mt-0.5 text-xs text-ink-2">
          {hint}
        </p>
      )}
    </div>
  )
}

/** One of several. The browser's own list: it is known to everybody's keyboard, screen reader and phone. */
export function Choice({
  label,
  hint,
  bare = false,
  className,
  children,
  ...rest
}: Around & Omit<SelectHTMLAttributes<HTMLSelectElement>, 'className'>) {
  const id = useId()
  return (
    <div className={join('min-w-0', className)}>
      <Label id={id} bare={bare}>
        {label}
      </Label>
      <select id={id} {...rest} {...(hint ? { 'aria-describedby': `${id}-hint` } : {})} className={box}>
        {children}
      </select>
      {hint && (
        <p id={`${id}-hint`} className="mt-0.5 text-xs text-ink-2">
          {hint}
        </p>
      )}
    </div>
  )
}

function Label({ id, bare, children }: { readonly id: string; readonly bare: boolean; readonly children: ReactNode }) {
  return (
    <label htmlFor={id} className={bare ? 'sr-only' : 'mb-0.5 block text-sm font-medium text-ink-2'}>
      {children}
    </label>
  )
}

/** A box to tick with its words. */
export function Tick({
  label,
  hint,
  checked,
  onChange,
}: {
  readonly label: ReactNode
  readonly hint?: ReactNode
  readonly checked: boolean
  readonly onChange: (checked: boolean) => void
}) {
  const id = useId()
  return (
    <div className="flex gap-2">
      <input
        id={id}
        type="checkbox"
        checked={checked}
        onChange={(event) => onChange(event.target.checked)}
        {...(hint ? { 'aria-describedby': `${id}-hint` } : {})}
        className="mt-1 size-4 shrink-0 accent-running-solid"
      />
      <div className="min-w-0">
        <label htmlFor={id} className="text-ink">
          {label}
        </label>
        {hint && (
          <p id={`${id}-hint`} className="text-xs text-ink-2">
            {hint}
          </p>
        )}
      </div>
    </div>
  )
}
