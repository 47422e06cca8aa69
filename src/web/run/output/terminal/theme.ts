import type { ITheme } from '@xterm/xterm'

/** The sixteen colours of programs, readable on the page's ground. They are the output's own and mean nothing of the page's. */
const light: ITheme = {
  black: '#24292f',
  red: '#b0141d',
  green: '#0e6630',
  yellow: '#7a4a00',
  blue: '#1456c4',
  magenta: '#7a2a9e',
  cyan: '#0b6472',
  white: '#5c6473',
  brightBlack: '#5c6473',
  brightRed: '#bd1e28',
  brightGreen: '#14753a',
  brightYellow: '#854700',
  brightBlue: '#1a5fd6',
  brightMagenta: '#8d35b5',
  brightCyan: '#0e7483',
  brightWhite: '#434a57',
}

const dark: ITheme = {
  black: '#979fae',
  red: '#ff9292',
  green: '#69d590',
  yellow: '#f3ba55',
  blue: '#84b5ff',
  magenta: '#d6a5f5',
  cyan: '#6fd3e0',
  white: '#d5d9e0',
  brightBlack: '#979fae',
  brightRed: '#ffb0b0',
  brightGreen: '#8ce3ab',
  brightYellow: '#f8d08a',
  brightBlue: '#a8cbff',
  brightMagenta: '#e5c4fa',
  brightCyan: '#98e1ea',
  brightWhite: '#ffffff',
}

/** Ground and ink as the page has them now, around `host`. */
export function themeOf(host: Element): ITheme {
  const style = getComputedStyle(host)
  const token = (name: string) => style.getPropertyValue(name).trim()
  const isDark = style.colorScheme.includes('dark') && !style.colorScheme.includes('light')
  return {
    ...(isDark ? dark : light),
    background: token('--sunken'),
    foreground: token('--ink'),
    cursor: 'transparent',
    selectionBackground: isDark ? '#2a6adb88' : '#1a5fd655',
    scrollbarSliderBackground: isDark ? '#757d8c66' : '#868e9c66',
    scrollbarSliderHoverBackground: isDark ? '#757d8caa' : '#868e9caa',
    scrollbarSliderActiveBackground: isDark ? '#757d8c' : '#868e9c',
  }
}

/** Calls back when light becomes dark or the other way round, by the system or by the page's switch. */
export function onTheme(changed: () => void): () => void {
  const system = matchMedia('(prefers-color-scheme: dark)')
  system.addEventListener('change', changed)
  const page = new MutationObserver(changed)
  page.observe(document.documentElement, { attributeFilter: ['data-theme'] })
  return () => {
    system.removeEventListener('change', changed)
    page.disconnect()
  }
}
