import { rmSync } from 'node:fs'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { noBrowser, startBrowser } from '../../src/testing/browser.ts'
import { folderWith } from '../cli/holdpoint.ts'
import { inaccessible } from './accessible.ts'
import { misplaced } from './layout.ts'
import { now, stepRow } from './run-page.ts'
import { endServed, type Served, serve } from './served.ts'
import { type Showcase, showcase } from './showcase.ts'
import { allLeave, keepScreen, type Visitor, visit } from './visitor.ts'

let place: Showcase
let served: Served
let browser: Browser
let visitor: Visitor

const tab = (name: string) => async (page: Page) => {
  // On a phone the panes lie above the document.
  await page.keyboard.press(
    ({ Output: 'o', 'Way back': 'b', Timeline: 'l', Talk: 'c' } as Record<string, string>)[name] ?? 'q',
  )
  await page.getByRole('tab', { name: new RegExp(`^${name}`), selected: true }).waitFor()
}
const atStep = async (page: Page) => {
  await now(page).waitFor()
}

/** Every page, in each of its states that looks different: where it is, and what there is to wait for. */
const pages: readonly {
  readonly name: string
  readonly path: (place: Showcase) => string
  readonly ready: (page: Page) => Promise<void>
}[] = [
  {
    name: 'runs',
    path: () => '/',
    ready: (page) =>
      page
        .getByRole('link', { name: /Orders 4\.2/ })
        .first()
        .waitFor(),
  },
  { name: 'run-waiting', path: ({ waiting }) => `/runs/${waiting}`, ready: atStep },
  { name: 'run-failed', path: ({ failed }) => `/runs/${failed}`, ready: atStep },
  { name: 'run-done', path: ({ done }) => `/runs/${done}`, ready: atStep },
  { name: 'run-taken-back', path: ({ takenBack }) => `/runs/${takenBack}`, ready: atStep },
  { name: 'run-watched', path: ({ watching }) => `/runs/${watching}`, ready: atStep },
  {
    name: 'run-output',
    path: ({ failed }) => `/runs/${failed}#step-11`,
    ready: async (page) => {
      await stepRow(page, 11).waitFor()
      await tab('Output')(page)
      await page.getByText(/are held here/).waitFor()
    },
  },
  {
    name: 'run-way-back',
    path: ({ failed }) => `/runs/${failed}`,
    ready: async (page) => {
      await atStep(page)
      await tab('Way back')(page)
      await page.getByRole('region', { name: /^Level 1/ }).waitFor()
    },
  },
  {
    name: 'run-timeline',
    path: ({ done }) => `/runs/${done}`,
    ready: async (page) => {
      await atStep(page)
      await tab('Timeline')(page)
    },
  },
  {
    name: 'run-talk',
    path: ({ failed }) => `/runs/${failed}`,
    ready: async (page) => {
      await atStep(page)
      await tab('Talk')(page)
    },
  },
  {
    name: 'run-soak',
    path: ({ watching }) => `/runs/${watching}`,
    ready: async (page) => {
      await atStep(page)
      await page.keyboard.press('q')
      await page.getByRole('tab', { name: /^Soak/ }).click()
    },
  },
  {
    name: 'run-keys',
    path: ({ failed }) => `/runs/${failed}`,
    ready: async (page) => {
      await atStep(page)
      await page.keyboard.press('?')
      await page.getByRole('dialog', { name: 'Keys' }).waitFor()
    },
  },
  {
    name: 'palette',
    path: ({ failed }) => `/runs/${failed}`,
    ready: async (page) => {
      await atStep(page)
      await page.keyboard.press('Control+k')
      await page.getByPlaceholder(/A page, a step/).waitFor()
    },
  },
  {
    name: 'run-wall',
    path: ({ failed }) => `/runs/${failed}?view=wall`,
    ready: (page) =>
      page
        .getByRole('main')
        .getByText(/Orders 4\.2/)
        .first()
        .waitFor(),
  },
  {
    name: 'record',
    path: ({ done }) => `/runs/${done}/record`,
    ready: (page) => page.getByRole('heading', { level: 1 }).first().waitFor(),
  },
  {
    name: 'compare',
    path: ({ done, takenBack }) => `/compare/${done}/${takenBack}`,
    ready: (page) => page.getByRole('heading', { level: 1 }).first().waitFor(),
  },
  {
    name: 'runbooks',
    path: () => '/runbooks',
    ready: (page) =>
      page
        .getByRole('link', { name: /Search: new ranking/ })
        .first()
        .waitFor(),
  },
  {
    name: 'runbook',
    path: () => '/runbook?path=ORDERS.md',
    ready: (page) => page.getByRole('heading', { level: 1 }).first().waitFor(),
  },
  {
    name: 'runbook-start',
    path: () => '/runbook?path=ORDERS.md#start',
    ready: (page) => page.getByRole('button', { name: 'Start the run' }).waitFor(),
  },
  {
    name: 'editor',
    path: () => '/editor?path=ORDERS.md',
    ready: (page) => page.getByRole('textbox').first().waitFor(),
  },
  {
    name: 'environments',
    path: () => '/environments',
    ready: (page) => page.getByText('production').first().waitFor(),
  },
  { name: 'enter', path: () => '/enter', ready: (page) => page.getByText('This page is opened with a link').waitFor() },
  {
    name: 'not-found',
    path: () => '/no/such/page',
    ready: (page) => page.getByText('There is no such page').waitFor(),
  },
  {
    name: 'run-missing',
    path: () => '/runs/zzzzzzzz',
    ready: (page) => page.getByText('There is no such run here').waitFor(),
  },
]
const widths = [
  { width: 320, height: 640 },
  { width: 768, height: 1024 },
  { width: 1440, height: 900 },
  { width: 2560, height: 1440 },
] as const
const schemes = ['light', 'dark'] as const

describe.skipIf(noBrowser !== null)(`every page${noBrowser ? ` (skipped: ${noBrowser})` : ''}`, () => {
  beforeAll(async () => {
    place = showcase()
    served = await serve(place.folder)
    browser = await startBrowser()
    visitor = await visit(browser, served.link, { viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' })
    visitor.watch.allow(/status of 404.*zzzzzzzz/)
  }, 120_000)
  afterAll(async () => {
    await allLeave().finally(async () => {
      await browser?.close()
      await endServed()
      rmSync(place.folder, { recursive: true, force: true })
    })
  }, 120_000)

  it.each(pages)(
    '$name: axe finds nothing in light and dark, nothing overlaps, is cut off or too wide from 320 to 2560 px',
    async ({ name, path, ready }) => {
      const { page } = visitor
      const wrong: string[] = []
      await page.setViewportSize({ width: 1440, height: 900 })
      await page.goto('about:blank')
      await page.goto(served.origin + path(place))
      await ready(page)
      for (const size of widths) {
        await page.setViewportSize(size)
        for (const colorScheme of schemes) {
          await page.emulateMedia({ colorScheme })
          await page.evaluate(
            () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
          )
          await keepScreen(page, `${name}-${size.width}-${colorScheme}`)
          const at = `${size.width} px, ${colorScheme}: `
          if (colorScheme === 'light') wrong.push(...(await misplaced(page)).map((one) => at + one))
          if (size.width === 1440 || (size.width === 320 && colorScheme === 'light'))
            wrong.push(...(await inaccessible(page)).map((one) => at + one))
        }
      }
      expect(wrong).toEqual([])
      expect(visitor.watch.reports()).toEqual([])
    },
  )

  it('without any runs says what to do', async () => {
    const empty = folderWith({})
    const other = await serve(empty)
    const { page } = await visit(browser, other.link, { reducedMotion: 'reduce' })
    await page.getByRole('heading').first().waitFor()
    for (const path of ['/', '/runbooks', '/environments']) {
      await page.goto(other.origin + path)
      await page
        .getByText(/holdpoint|runbook/i)
        .first()
        .waitFor()
      await keepScreen(page, `empty${path.replace('/', '-')}`)
      expect(await inaccessible(page)).toEqual([])
    }
    rmSync(empty, { recursive: true, force: true })
  })
})
