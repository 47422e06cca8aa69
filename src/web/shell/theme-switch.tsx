import { Icon } from '../parts/icons.tsx'
import { chooseTheme, type Theme, useTheme } from './theme.ts'

const next: Readonly<Record<Theme, Theme>> = { system: 'light', light: 'dark', dark: 'system' }
const words: Readonly<Record<Theme, string>> = { system: 'as the system', light: 'light', dark: 'dark' }
const icons = { system: 'screen', light: 'sun', dark: 'moon' } as const

/** Light, dark, as the system: one press each. */
export function ThemeSwitch() {
  const theme = useTheme()
  return (
    <button
      type="button"
      onClick={() => chooseTheme(next[theme])}
      aria-label={`Colours: ${words[theme]}. Change to ${words[next[theme]]}.`}
      title={`Colours: ${words[theme]}`}
      className="inline-flex size-10 items-center justify-center rounded-md text-ink-2 hover:bg-sunken"
    >
      <Icon name={icons[theme]} />
    </button>
  )
}
