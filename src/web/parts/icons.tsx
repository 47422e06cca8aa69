import type { ReactNode } from 'react'

/** Lines of 16 by 16; each icon is drawn in the colour of the words beside it and is hidden from screen readers: the word tells. */
const drawn = {
  open: <circle cx="8" cy="8" r="5.25" />,
  waiting: <path d="M4.5 2.5h7M4.5 13.5h7M5.5 2.5c0 3 5 4 5 5.5s-5 2.5-5 5.5M10.5 2.5c0 3-5 4-5 5.5s5 2.5 5 5.5" />,
  running: <path d="M8 2.75A5.25 5.25 0 1 1 2.75 8" />,
  passed: <path d="m3 8.5 3.25 3.25L13 4.75" />,
  failed: <path d="m4 4 8 8M12 4l-8 8" />,
  skipped: <path d="M3 4.5 7 8l-4 3.5M8.5 4.5l4 3.5-4 3.5" />,
  accepted: <path d="m3 7.5 3 3L12 4M3.5 13.5h9" />,
  unknown: <path d="M5.5 6a2.5 2.5 0 1 1 3.6 2.2c-.8.4-1.1.9-1.1 1.8M8 12.75v.01" />,
  back: <path d="M6.5 4 3 7.5 6.5 11M3.25 7.5H10a3 3 0 0 1 0 6H7.5" />,
  paused: <path d="M5.5 3.5v9M10.5 3.5v9" />,
  play: <path d="M5 3.25v9.5L12.5 8z" />,
  person: <path d="M8 8a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5ZM3 13.5c.6-2.4 2.5-3.5 5-3.5s4.4 1.1 5 3.5" />,
  people: (
    <path d="M6 8a2.25 2.25 0 1 0 0-4.5A2.25 2.25 0 0 0 6 8ZM1.5 13c.5-2.2 2.2-3.2 4.5-3.2s4 1 4.5 3.2M10.5 3.7a2.2 2.2 0 0 1 0 4.1M12 10c1.3.5 2.1 1.5 2.5 3" />
  ),
  clock: <path d="M8 2.75a5.25 5.25 0 1 0 0 10.5 5.25 5.25 0 0 0 0-10.5ZM8 5v3.25l2 1.25" />,
  link: <path d="M6.5 9.5 10 6M7 4.5l1-1a3 3 0 0 1 4.25 4.25l-1 1M9 11.5l-1 1a3 3 0 0 1-4.25-4.25l1-1" />,
  comment: <path d="M2.75 3.5h10.5v7.5H7.5L4.5 13.5V11H2.75z" />,
  evidence: <path d="m12.5 7.5-4.7 4.7a2.7 2.7 0 0 1-3.8-3.8l5-5a1.8 1.8 0 0 1 2.6 2.6l-4.9 4.9" />,
  output: <path d="M2.5 3.5h11v9h-11zM5 6.5l2 1.75L5 10M8.5 10H11" />,
  warning: <path d="M8 2.5 14 13H2zM8 6.5v3M8 11.25v.01" />,
  next: <path d="M3 8h9.5M9 4.5 12.5 8 9 11.5" />,
  down: <path d="m4 6.5 4 4 4-4" />,
  right: <path d="m6.5 4 4 4-4 4" />,
  close: <path d="m4 4 8 8M12 4l-8 8" />,
  search: <path d="M7 2.75a4.25 4.25 0 1 0 0 8.5 4.25 4.25 0 0 0 0-8.5ZM10.25 10.25l3.25 3.25" />,
  keyboard: <path d="M1.75 4.5h12.5v7H1.75zM4.5 7h.01M7 7h.01M9.5 7h.01M12 7h.01M5 9.5h6" />,
  sun: (
    <path d="M8 5.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5ZM8 1.75v1M8 13.25v1M1.75 8h1M13.25 8h1M3.6 3.6l.7.7M11.7 11.7l.7.7M12.4 3.6l-.7.7M4.3 11.7l-.7.7" />
  ),
  moon: <path d="M13 9.5A5.5 5.5 0 0 1 6.5 3 5.5 5.5 0 1 0 13 9.5Z" />,
  screen: <path d="M2 3h12v8H2zM6 13.5h4M8 11v2.5" />,
  offline: (
    <path d="M2 2l12 12M2 6.5a9 9 0 0 1 3-1.9M14 6.5a9 9 0 0 0-6-2.4M4.25 9a5.5 5.5 0 0 1 2.5-1.5M8 12.25v.01" />
  ),
  lock: <path d="M4 7.5h8v6H4zM5.5 7.5V5.25a2.5 2.5 0 0 1 5 0V7.5" />,
  record: <path d="M4 2h5.5L12.5 5v9H4zM9.5 2v3h3M6 8.5h4.5M6 11h4.5" />,
  soak: <path d="M2 12.5c2-6 3 0 5-4s3-6 7-4" />,
  timeline: <path d="M2.5 4h5M5 8h5M8 12h5.5" />,
  talk: <path d="M2.75 3.5h10.5v7.5H7.5L4.5 13.5V11H2.75z" />,
  more: <path d="M3.5 8h.01M8 8h.01M12.5 8h.01" />,
} satisfies Record<string, ReactNode>

export type IconName = keyof typeof drawn

/** An icon. It never stands alone for a state: a word is beside it, or in the name of the button that holds it. */
export function Icon({ name, className }: { readonly name: IconName; readonly className?: string }) {
  return (
    <svg
      aria-hidden="true"
      focusable="false"
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth={name === 'more' ? 2.2 : 1.6}
      strokeLinecap="round"
      strokeLinejoin="round"
      className={`size-[1.15em] shrink-0 ${className ?? ''}`}
    >
      {drawn[name]}
    </svg>
  )
}
