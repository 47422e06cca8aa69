import type { BrowserContext, ConsoleMessage, Page } from 'playwright-core'

/** What a browser said while a page was open that it should not have said. */
export interface Watch {
  /** One line each: `page error: …`, `console error: …` (what a content security policy stopped is one), `dialog: …`, … */
  reports(): readonly string[]
  /** From now on reports that match are part of what is tested: a server that is gone, an answer that is refused. */
  allow(pattern: RegExp): void
}

/**
 * Notes whatever a page of this context should never do: errors and warnings of its console, exceptions, dialogs, windows,
 * downloads that nobody asked for, and requests to anybody but `origin`.
 */
export function watch(context: BrowserContext, origin: string): Watch {
  const noted: string[] = []
  const allowed: RegExp[] = []
  const note = (report: string) => {
    if (!allowed.some((pattern) => pattern.test(report))) noted.push(report)
  }
  context.on('console', (message: ConsoleMessage) => {
    const kind = message.type()
    if (kind === 'error' || kind === 'warning') note(`console ${kind}: ${message.text()} (${message.location().url})`)
  })
  context.on('weberror', (error) => note(`page error: ${error.error().message}`))
  context.on('dialog', (dialog) => {
    note(`dialog: ${dialog.message()}`)
    dialog.dismiss().catch(() => undefined)
  })
  context.on('request', (request) => {
    const url = request.url()
    if (!url.startsWith(`${origin}/`) && !/^(data|blob|about):/.test(url)) note(`request: ${url}`)
  })
  context.on('page', (page: Page) => {
    page.on('popup', (popup) => note(`window: ${popup.url()}`))
  })
  return { reports: () => noted, allow: (pattern) => allowed.push(pattern) }
}
