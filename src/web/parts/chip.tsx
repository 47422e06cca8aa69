import type { ReactNode } from 'react'
import { Icon, type IconName } from './icons.tsx'
import { join } from './join.ts'
import { type Meaning, softOf } from './meaning.ts'

/** A state as sign and word. */
export function Chip({
  meaning = 'plain',
  icon,
  turns = false,
  className,
  children,
}: {
  readonly meaning?: Meaning
  readonly icon?: IconName
  /** The sign turns: something runs. */
  readonly turns?: boolean
  readonly className?: string
  readonly children: ReactNode
}) {
  return (
    <span
      className={join(
        'inline-flex max-w-full items-center gap-1 rounded border px-1.5 text-xs font-medium',
        softOf[meaning],
        className,
      )}
    >
      {icon && <Icon name={icon} className={turns ? 'turning' : ''} />}
      {children}
    </span>
  )
}
