import type { BrowserContext, Page } from 'playwright-core'

/**
 * Notes which components React draws again, by the hook that its developer tools use: the page itself has no code for it. To be called
 * before the page is opened.
 */
export async function noteDrawing(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    interface Fiber {
      readonly tag: number
      readonly flags: number
      readonly child: Fiber | null
      readonly sibling: Fiber | null
      readonly return: Fiber | null
      readonly alternate: Fiber | null
      readonly stateNode: unknown
    }
    const rows = new Set<string>()
    let commits = 0
    const rowOf = (fiber: Fiber): string | null => {
      for (let above: Fiber | null = fiber; above !== null; above = above.return) {
        if (above.stateNode instanceof Element) return above.stateNode.closest('[id^="step-"]')?.id ?? null
      }
      return null
    }
    /** A component that did its work in this drawing, as the developer tools tell it: functions, memos, forwarded ones. */
    const drew = (fiber: Fiber) => [0, 11, 14, 15].includes(fiber.tag) && (fiber.flags & 1) === 1
    const visit = (fiber: Fiber, before: Fiber) => {
      if (fiber !== before && drew(fiber)) {
        let host: Fiber | null = fiber
        while (host !== null && !(host.stateNode instanceof Element)) host = host.child
        const row = rowOf(fiber) ?? (host === null ? null : rowOf(host))
        if (row !== null) rows.add(row)
      }
      if (fiber.child === before.child) return
      for (let child = fiber.child; child !== null; child = child.sibling) {
        if (child.alternate !== null) visit(child, child.alternate)
      }
    }
    const hook = {
      supportsFiber: true,
      renderers: new Map(),
      inject: () => 1,
      onCommitFiberRoot(_: number, root: { readonly current: Fiber }) {
        commits += 1
        if (root.current.alternate !== null) visit(root.current, root.current.alternate)
      },
      onCommitFiberUnmount() {},
      onPostCommitFiberRoot() {},
      onScheduleFiberRoot() {},
    }
    Object.assign(globalThis, {
      __REACT_DEVTOOLS_GLOBAL_HOOK__: hook,
      drawnAgain: () => {
        const found = { rows: [...rows], commits }
        rows.clear()
        commits = 0
        return found
      },
    })
  })
}

/** Ids of the rows that were drawn again since it was last asked, and how often the page was drawn. */
export const drawnAgain = (page: Page): Promise<{ readonly rows: readonly string[]; readonly commits: number }> =>
  page.evaluate(() => (globalThis as unknown as { drawnAgain(): { rows: string[]; commits: number } }).drawnAgain())
