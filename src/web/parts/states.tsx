import type { ReactNode } from 'react'
import { told } from '../client/api.ts'
import { Button } from './button.tsx'
import { Icon, type IconName } from './icons.tsx'
import { Spoken } from './spoken.tsx'

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
  page = false,
  children,
}: {
  readonly icon?: IconName
  readonly title: string
  /** It is the whole page, so its title is the page's heading. */
  readonly page?: boolean
  readonly children?: ReactNode
}) {
  const Title = page ? 'h1' : 'p'
  return (
    <div className="mx-auto flex max-w-md flex-col items-center gap-2 p-8 text-center text-ink-2">
      {icon && <Icon name={icon} className="size-7! text-ink-3" />}
      <Title className="text-lg font-semibold text-ink">{title}</Title>
      {children}
    </div>
  )
}

/** What went wrong and what to do next. */
export function Failed({
  error,
  title = 'That did not work',
  page = false,
  again,
  children,
}: {
  readonly error: unknown
  readonly title?: string
  /** It is the whole page, so its title is the page's heading. */
  readonly page?: boolean
  readonly again?: () => void
  readonly children?: ReactNode
}) {
  const { message, next } = told(error)
  const Title = page ? 'h1' : 'p'
  return (
    <div role="alert" className="mx-auto my-6 max-w-xl rounded-lg border border-unmet-line bg-unmet-soft p-4">
      <Title className="flex items-center gap-2 font-semibold text-unmet">
        <Icon name="warning" />
        {title}
      </Title>
      <p className="mt-1 whitespace-pre-wrap text-ink">
        <Spoken text={message} />
      </p>
      <p className="mt-1 text-ink-2">
        <Spoken text={next} />
      </p>
      <div className="mt-3 flex flex-wrap gap-2 empty:hidden">
        {again && <Button onClick={again}>Try again</Button>}
        {children}
      </div>
    </div>
  )
}
