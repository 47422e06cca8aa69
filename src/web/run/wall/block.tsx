import type { ReactNode } from 'react'
import { Icon, type IconName } from '../../parts/icons.tsx'
import { join } from '../../parts/join.ts'
import { inkOf, type Meaning, softOf } from '../../parts/meaning.ts'
import { usual } from './sizes.ts'

/** One thing that the wall tells: its name with a sign, and below it what is to be read from afar. */
export function Block({
  title,
  meaning = 'plain',
  icon,
  children,
}: {
  readonly title: string
  readonly meaning?: Meaning
  readonly icon: IconName
  readonly children: ReactNode
}) {
  return (
    <section
      aria-label={title}
      className={join(
        'shrink-0 rounded-[0.5vw] border-2 px-[max(0.75rem,1.1vw)] py-[max(0.5rem,0.7vw)]',
        meaning === 'plain' ? 'border-line bg-surface' : softOf[meaning],
      )}
    >
      <h2 className={join('flex items-center gap-2 font-semibold', usual, inkOf[meaning])}>
        <Icon name={icon} />
        {title}
      </h2>
      <div className="text-ink">{children}</div>
    </section>
  )
}
