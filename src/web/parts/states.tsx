import type { ReactNode } from 'react'
import { told } from '../client/api.ts'
import { Button } from './button.tsx'
import { Icon, type IconName } from './icons.tsx'

/** Something is being fetched. Says so after a moment only: most things are there before anybody could read it. */
export function Loading({ what }: { readonly what: string }) {
  return (
    <div role="status" className="loading flex items-center justify-center gap-2 p-8 text-ink-2">
      <Icon name="running" className="turning text-running" />
      {what}
    </div>
  )
}

/** There is nothing here, and what would be. */
export function Empty({
  icon,
  title,
  children,
}: {
  readonly icon?: IconName
  readonly title: string
  readonly children?: ReactNode
}) {
  return (
    <div className="mx-auto flex max-w-md flex-col items-center gap-2 p-8 text-center text-ink-2">
      {icon && <Icon name={icon} className="size-7! text-ink-3" />}
      <p className="text-lg font-semibold text-ink">{title}</p>
      {children}
    </div>
  )
}

/** What went wrong and what to do next. */
export function Failed({
  error,
  title = 'That did not work',
  again,
  children,
}: {
  readonly error: unknown
  readonly title?: string
  readonly again?: () => void
  readonly children?: ReactNode
}) {
  const { message, next } = told(error)
  return (
    <div role="alert" className="mx-auto my-6 max-w-xl rounded-lg border border-unmet-line bg-unmet-soft p-4">
      <p className="flex items-center gap-2 font-semibold text-unmet">
        <Icon name="warning" />
        {title}
      </p>
      <p className="mt-1 whitespace-pre-wrap text-ink">{message}</p>
      <p className="mt-1 text-ink-2">{next}</p>
      <div className="mt-3 flex flex-wrap gap-2 empty:hidden">
        {again && <Button onClick={again}>Try again</Button>}
        {children}
      </div>
    </div>
  )
}
