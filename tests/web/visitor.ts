import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { expect } from 'vitest'
import { type Watch, watch } from '../../src/testing/watch.ts'

/** Somebody with a browser of their own: cookies, tabs, and a watch over what their pages do. */
export interface Visitor {
  readonly page: Page
  readonly context: BrowserContext
  readonly watch: Watch
  /** Leaves. Fails when a page did what it never should. */
  leave(): Promise<void>
}

const present = new Set<Visitor>()

/** Opens `link`: a launch link or an invitation, by which the visitor is in when this resolves. `isEntering`: false for other addresses. */
export async function visit(
  browser: Browser,
  link: string,
  more: BrowserContextOptions = {},
  isEntering = true,
): Promise<Visitor> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'en-GB', ...more })
  context.setDefaultTimeout(15_000)
  const watched = watch(context, new URL(link).origin)
  const page = await context.newPage()
  const visitor: Visitor = {
    page,
    context,
    watch: watched,
    async leave() {
      present.delete(visitor)
      await context.close()
      expect(watched.reports()).toEqual([])
    },
  }
  present.add(visitor)
  await page.goto(link)
  if (!isEntering) return visitor
  await page.waitForURL((url) => url.pathname !== '/enter')
  return visitor
}

/** What a visitor's browser sends along: for requests as this person. */
export const cookieOf = async ({ context }: Visitor): Promise<string> =>
  (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ')

/** At the end of each test: all leave, and nobody's page may have done what it never should. */
export async function allLeave(): Promise<void> {
  const reports: string[] = []
  for (const visitor of present) {
    // What the last one of a test saw, for whoever looks for the reason of a failure.
    await keepScreen(visitor.page, 'at-the-end').catch(() => undefined)
    await visitor.context.close()
    reports.push(...visitor.watch.reports())
  }
  present.clear()
  expect(reports).toEqual([])
}

const screens = resolve(import.meta.dirname, '../..', process.env.HOLDPOINT_SCREENS ?? '.cache/screens')
mkdirSync(screens, { recursive: true })

/** Keeps how the page looks, for people to look at: `.cache/screens/NAME.png`, or in the folder that `HOLDPOINT_SCREENS` names. */
export async function keepScreen(page: Page, name: string, whole = false): Promise<void> {
  await page.screenshot({ path: join(screens, `${name}.png`), fullPage: whole, animations: 'disabled' })
}
