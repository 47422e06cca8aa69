import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { noBrowser, startBrowser } from './browser.ts'
import { watch } from './watch.ts'

const policy = "default-src 'self'; style-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'"
/** Each does one thing that a page of ours never may. */
const deeds = {
  '/quiet': ['', null],
  '/throws': ['<script src="/throw.js"></script>', 'page error: broken'],
  '/inline': ['<script>window.done = 1</script>', 'Content Security Policy'],
  '/style': ['<p style="color: red">', 'Content Security Policy'],
  '/handler': ['<img src="/none.png" onerror="done = 1">', 'Content Security Policy'],
  '/elsewhere': ['<img src="http://elsewhere.example/x.png">', 'request: http://elsewhere.example/x.png'],
  '/asks': ['<script src="/ask.js"></script>', 'dialog: are you there?'],
  '/html': ['<script src="/html.js"></script>', 'TrustedHTML'],
} as const
const scripts: Readonly<Record<string, string>> = {
  '/throw.js': 'throw new Error("broken")',
  '/ask.js': 'alert("are you there?")',
  '/html.js': 'document.body.innerHTML = "<b>x</b>"',
}

describe.skipIf(noBrowser !== null)(
  `what the watch of a page notes${noBrowser ? ` (skipped: ${noBrowser})` : ''}`,
  () => {
    let server: Server
    let browser: Browser
    beforeAll(async () => {
      browser = await startBrowser()
      server = createServer((request, response) => {
        const url = request.url ?? ''
        const script = scripts[url]
        const page = deeds[url as keyof typeof deeds]
        response.setHeader('content-security-policy', policy)
        response.setHeader('content-type', script === undefined ? 'text/html' : 'text/javascript')
        if (script === undefined && page === undefined) response.statusCode = url === '/favicon.ico' ? 204 : 404
        response.end(script ?? `<!doctype html><title>t</title><body>${page?.[0] ?? ''}`)
      })
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    }, 120_000)
    afterAll(async () => {
      await browser.close()
      server.close()
    }, 120_000)

    it.each(Object.entries(deeds))('%s', async (path, [, expected]) => {
      const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
      const context = await browser.newContext()
      const watched = watch(context, origin)
      const page = await context.newPage()
      await page.goto(origin + path, { waitUntil: 'load' })
      await context.close()
      if (expected === null) expect(watched.reports()).toEqual([])
      else expect(watched.reports().join('\n')).toContain(expected)
    })
  },
)
