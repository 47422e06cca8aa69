import type { ButtonHTMLAttributes, Ref } from 'react'
import { Icon, type IconName } from './icons.tsx'
import { join } from './join.ts'
import { type Meaning, solidOf } from './meaning.ts'

interface ButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'type' | 'disabled'> {
  readonly type?: 'button' | 'submit'
  /** Full: the one act that is meant. Line: others. Bare: beside text. */
  readonly look?: 'full' | 'line' | 'bare'
  readonly meaning?: Meaning
  readonly icon?: IconName
  /** The key that does the same. */
  readonly keys?: string
  readonly size?: 'small' | 'usual'
  /** Why it can't be pressed now: shown, and read out. The button stays in the order of the keyboard. */
  readonly not?: string | null | undefined
  readonly busy?: boolean
  readonly ref?: Ref<HTMLButtonElement>
}

const lineOf: Readonly<Record<Meaning, string>> = {
  running: 'border-running-line text-running hover:bg-running-soft',
  waiting: 'border-waiting-line text-waiting hover:bg-waiting-soft',
  unmet: 'border-unmet-line text-unmet hover:bg-unmet-soft',
  done: 'border-done-line text-done hover:bg-done-soft',
  back: 'border-back-line text-back hover:bg-back-soft',
  plain: 'border-line-strong text-ink hover:bg-surface',
}

/** A button of at least 40 by 40 (24 where it is small and among others), with its key beside its words. */
export function Button({
  type = 'button',
  look = 'line',
  meaning = 'plain',
  icon,
  keys,
  size = 'usual',
  not = null,
  busy = false,
  className,
  children,
  onClick,
  ...rest
}: ButtonProps) {
  const off = not !== null || busy
  return (
    <button
      type={type}
      {...rest}
      aria-disabled={off || undefined}
      aria-busy={busy || undefined}
      aria-keyshortcuts={keys}
      title={not ?? rest.title}
      onClick={(event) => {
        if (off) event.preventDefault()
        else onClick?.(event)
      }}
      className={join(
        'inline-flex max-w-full items-center justify-center gap-1.5 rounded-md border font-medium text-left select-none',
        size === 'small' ? 'min-h-8 px-2 text-sm' : 'min-h-10 px-3 text-base',
        look === 'full' && solidOf[meaning],
        look === 'full' && 'hover:brightness-110',
        look === 'line' && lineOf[meaning],
        look === 'bare' && `${lineOf[meaning]} border-transparent`,
        off && 'opacity-60 cursor-not-allowed!',
        className,
      )}
    >
      {busy ? <Icon name="running" className="turning" /> : icon && <Icon name={icon} />}
      {children}
      {keys && <Keys keys={keys} full={look === 'full'} />}
    </button>
  )
}

/** The name of a key, beside what it does. Hidden where there are no keys to press, unless it is `shown` for its own sake. */
export function Keys({
  keys,
  full = false,
  shown = false,
}: {
  readonly keys: string
  readonly full?: boolean
  readonly shown?: boolean
}) {
  return (
    <kbd
      aria-hidden={shown ? undefined : 'true'}
      className={join(
        'ml-0.5 inline-block min-w-5 rounded border px-1 text-center text-xs leading-4 font-normal',
        !shown && 'max-sm:hidden pointer-coarse:hidden',
        full ? 'border-white/50' : 'border-line-strong text-ink-3',
      )}
    >
      {keys}
    </kbd>
  )
}
