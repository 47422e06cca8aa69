import type { ReactNode } from 'react'
import { join } from './join.ts'

/** A page of words and lists, with its name and what can be done on it. */
export function Page({
  title,
  lead,
  acts,
  wide = false,
  children,
}: {
  readonly title: ReactNode
  readonly lead?: ReactNode
  readonly acts?: ReactNode
  readonly wide?: boolean
  readonly children: ReactNode
}) {
  return (
    <div className={join('mx-auto w-full px-3 pt-4 pb-16 sm:px-5', wide ? 'max-w-[100rem]' : 'max-w-6xl')}>
      <div className="mb-4 flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <div className="min-w-0 flex-1 basis-64">
          <h1 className="text-xl font-semibold">{title}</h1>
          {lead && <div className="mt-0.5 text-sm text-ink-2">{lead}</div>}
        </div>
        {acts && <div className="flex flex-wrap gap-2 print:hidden">{acts}</div>}
      </div>
      {children}
    </div>
  )
}

/** A part of a page under a heading of its own. */
export function Part({
  title,
  note,
  id,
  className,
  children,
}: {
  readonly title: ReactNode
  readonly note?: ReactNode
  readonly id?: string
  readonly className?: string
  readonly children: ReactNode
}) {
  return (
    <section className={join('mt-6 first:mt-0', className)} {...(id === undefined ? {} : { id })}>
      <div className="mb-2 flex flex-wrap items-baseline gap-x-3">
        <h2 className="text-lg font-semibold">{title}</h2>
        {note && <p className="text-sm text-ink-2">{note}</p>}
      </div>
      {children}
    </section>
  )
}

/** What looks like a button and leads to an address. */
export const linkButton =
  'inline-flex min-h-10 max-w-full items-center justify-center gap-1.5 rounded-md border border-line-strong px-3 font-medium text-ink hover:bg-surface'

/** The same within text or beside small things. */
export const smallLinkButton =
  'inline-flex min-h-8 max-w-full items-center justify-center gap-1.5 rounded-md border border-line-strong px-2 text-sm font-medium text-ink hover:bg-surface'

/** A link within words. */
export const wordLink = 'font-medium text-running underline decoration-1 underline-offset-2'
