import { Link as PageLink, useLocation } from '@tanstack/react-router'
import { useMe } from '../client/me.ts'
import type { Link } from '../client/run-store.ts'
import { Chip } from '../parts/chip.tsx'
import { Icon } from '../parts/icons.tsx'
import { Countdown } from '../parts/time.tsx'
import { openPalette } from './palette-store.ts'
import { usePlace } from './place.ts'
import { ThemeSwitch } from './theme-switch.tsx'

const pages = [
  { to: '/', name: 'Runs' },
  { to: '/runbooks', name: 'Runbooks' },
  { to: '/environments', name: 'Environments' },
] as const

/** Where am I, who am I, is it live: always at the top. */
export function Header() {
  const { title, link } = usePlace()
  // Who opens a link is nobody yet.
  const isEntering = useLocation({ select: ({ pathname }) => pathname === '/enter' })
  return (
    <header className="sticky top-0 z-30 flex h-12 items-center gap-1 border-b border-line bg-ground px-2 sm:gap-2 sm:px-3 print:hidden">
      <a
        href="#content"
        className="sr-only focus:not-sr-only focus:absolute focus:z-50 focus:rounded-md focus:bg-ink focus:px-3 focus:py-2 focus:text-ground"
      >
        Skip to the content
      </a>
      <PageLink
        to="/"
        className="flex min-h-10 items-center gap-2 rounded-md px-1 font-semibold"
        aria-label="Holdpoint, all runs"
      >
        <Mark />
        <span className={title ? 'hidden lg:inline' : ''}>Holdpoint</span>
      </PageLink>
      <nav aria-label="Pages" className="hidden items-center md:flex">
        {pages.map(({ to, name }) => (
          <PageLink
            key={to}
            to={to}
            activeOptions={{ exact: to === '/' }}
            className="flex min-h-10 items-center rounded-md px-2 text-ink-2 hover:bg-surface aria-[current=page]:font-semibold aria-[current=page]:text-ink"
          >
            {name}
          </PageLink>
        ))}
      </nav>
      <div className="min-w-0 flex-1 truncate px-1 text-sm font-medium text-ink-2 sm:px-2">
        {title && (
          <>
            <span aria-hidden="true" className="mr-2 hidden text-ink-3 md:inline">
              /
            </span>
            {title}
          </>
        )}
      </div>
      {link && <Connection link={link} />}
      <button
        type="button"
        onClick={() => openPalette()}
        aria-keyshortcuts="Control+K Meta+K"
        className="inline-flex h-10 min-w-10 items-center justify-center gap-2 rounded-md px-2 text-sm text-ink-2 hover:bg-surface lg:border lg:border-line lg:px-3"
      >
        <Icon name="search" />
        <span className="max-lg:sr-only">
          Find<span className="sr-only"> a page, a step or an act</span>
        </span>
        <span aria-hidden="true" className="hidden font-mono text-xs text-ink-3 lg:inline">
          Ctrl K
        </span>
      </button>
      <ThemeSwitch />
      {!isEntering && <Viewer />}
    </header>
  )
}

/** Who the viewer is: what they do is told under this name. */
function Viewer() {
  const { data } = useMe()
  if (!data) return null
  const roles = data.roles.length > 0 ? ` (${data.roles.join(', ')})` : ''
  return (
    <span
      title={`You are ${data.name}${roles}. What you do here goes into the record under this name.`}
      className="flex min-w-0 max-w-40 items-center gap-1.5 px-1 text-sm text-ink-2"
    >
      <Icon name="person" />
      <span className="sr-only">You are </span>
      <span className="hidden truncate sm:inline">{data.name}</span>
      <span className="sr-only sm:hidden">{data.name}</span>
    </span>
  )
}

/** Whether what is shown is live. */
function Connection({ link }: { readonly link: Link }) {
  switch (link.is) {
    case 'live':
      return (
        <Chip meaning="plain" icon="passed" className="border-transparent! bg-transparent!">
          Live
        </Chip>
      )
    case 'connecting':
      return (
        <Chip icon="running" turns>
          Connecting
        </Chip>
      )
    case 'offline':
      return (
        <Chip meaning="waiting" icon="offline">
          Offline
        </Chip>
      )
    case 'waiting':
      return (
        <Chip meaning="waiting" icon="offline">
          <span className="max-sm:sr-only">Reconnecting in</span> <Countdown until={link.until} past="a moment" />
        </Chip>
      )
    case 'refused':
      return (
        <Chip meaning="unmet" icon="warning">
          Not connected
        </Chip>
      )
  }
}

function Mark() {
  return (
    <svg viewBox="0 0 32 32" aria-hidden="true" className="size-6 text-ink">
      <path
        d="M8 6v20M24 6v20M8 16h5M19 16h5"
        stroke="currentColor"
        strokeWidth="3.4"
        strokeLinecap="round"
        fill="none"
      />
    </svg>
  )
}
