import { type RefObject, useMemo } from 'react'
import { useKeys } from '../shell/keyboard.ts'

/** What in a list is gone through with `j` and `k`. */
export const rowMark = { 'data-row': '' } as const

/** `j` and `k` go through what is marked inside; the rows themselves are links or buttons, so that Enter does what it does. */
export function useRowKeys(
  list: RefObject<HTMLElement | null>,
  more: Readonly<Record<string, (() => unknown) | undefined>> = {},
): void {
  useKeys(
    useMemo(() => {
      const go = (by: number) => {
        const rows = [...(list.current?.querySelectorAll<HTMLElement>('[data-row]') ?? [])]
        const at = rows.findIndex((row) => row === document.activeElement)
        const next = at < 0 ? (by > 0 ? 0 : rows.length - 1) : at + by
        const row = rows[Math.max(0, Math.min(rows.length - 1, next))]
        if (row === undefined) return false
        row.focus()
        row.scrollIntoView({ block: 'nearest' })
        return true
      }
      return { j: () => go(1), k: () => go(-1), ...more }
    }, [list, more]),
  )
}

/** The row that has the keyboard; null: none has. */
export const rowInHand = (): HTMLElement | null =>
  document.activeElement instanceof HTMLElement ? document.activeElement.closest('[data-row]') : null
