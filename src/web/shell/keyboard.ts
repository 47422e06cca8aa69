import { useEffect } from 'react'

/** A key, or two after each other (`g r`), and what it does. */
export interface KeyHelp {
  readonly keys: string
  readonly does: string
}

/** What a key does: false where it does nothing here, so that the browser may have it. */
type Bindings = Readonly<Record<string, (() => unknown) | undefined>>

let prefix: { readonly key: string; readonly at: number } | null = null

/**
 * Listens to keys while the page is shown. Keys that are typed into a field, and those with Ctrl, Alt or the command key, are
 * nobody's business. In a window above the page (a dialog) the page's keys rest.
 */
export function useKeys(bindings: Bindings): void {
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return
      if (document.querySelector('dialog[open]') !== null) return
      const both = prefix !== null && Date.now() - prefix.at < 1500 ? `${prefix.key} ${event.key}` : null
      const found = (both === null ? undefined : bindings[both]) ?? (both === null ? bindings[event.key] : undefined)
      if (found !== undefined) {
        if (found() === false) return
        event.preventDefault()
      } else if (Object.keys(bindings).some((keys) => keys.startsWith(`${event.key} `))) {
        prefix = { key: event.key, at: Date.now() }
        return
      }
    }
    const after = (event: KeyboardEvent) => {
      if (prefix !== null && event.key !== prefix.key && event.key !== 'Shift') prefix = null
    }
    window.addEventListener('keydown', pressed)
    window.addEventListener('keyup', after)
    return () => {
      window.removeEventListener('keydown', pressed)
      window.removeEventListener('keyup', after)
    }
  }, [bindings])
}

/** Whether keys go into something that takes them. */
const typing = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.closest('input, textarea, select, [role="textbox"], .xterm, .cm-editor') !== null)
