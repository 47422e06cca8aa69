import { useSyncExternalStore } from 'react'

/** Light, dark, or as the system has it. */
export type Theme = 'system' | 'light' | 'dark'

const key = 'holdpoint-theme'
const listeners = new Set<() => void>()

const read = (): Theme => {
  const { theme } = document.documentElement.dataset
  return theme === 'light' || theme === 'dark' ? theme : 'system'
}

/** Takes a theme at once and keeps it on this machine; `public/theme.js` sets it before the first paint. */
export function chooseTheme(theme: Theme): void {
  if (theme === 'system') delete document.documentElement.dataset.theme
  else document.documentElement.dataset.theme = theme
  try {
    if (theme === 'system') localStorage.removeItem(key)
    else localStorage.setItem(key, theme)
  } catch {
    // Storage is switched off: the choice lasts as long as the page.
  }
  for (const listener of [...listeners]) listener()
}

/** What is chosen. What it comes to is in the tokens, by CSS alone. */
export const useTheme = (): Theme =>
  useSyncExternalStore((listener) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }, read)
