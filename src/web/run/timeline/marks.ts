/** What the lines across the timeline are called: now, the end of the change window, the last moment for the way back. */
export const markWords = {
  now: 'now',
  'window-ends': 'window closes',
  'latest-back': 'latest start of the way back',
} as const

/** Colours of such a line and of its words. */
export const markLooks = {
  now: 'border-running-line text-running',
  'window-ends': 'border-line-strong text-ink-2',
  'latest-back': 'border-back-line text-back',
} as const
