import { openBrowser } from '../../compose.ts'
import { HoldpointError } from '../../errors.ts'
import type { Context } from '../context.ts'
import { exits } from '../exit.ts'
import type { Given } from '../given.ts'
import { certificateOf } from '../page/certificate.ts'
import { ownLink } from '../page/guests.ts'
import { openPage, type Wanted } from '../page/open-page.ts'
import { pageLines } from '../page/page-lines.ts'
import { runListLines } from '../terminal/run-list.ts'
import { openWorkplace } from '../workplace.ts'

/** Where the page is looked for when nobody says otherwise: links that were sent stay good when it is served anew. */
const usualPort = 4747

export async function execute(given: Given, context: Context): Promise<number> {
  const wanted = wantedOf(given)
  const work = openWorkplace(given, context, null)
  const leaving = new AbortController()
  const leave = () => leaving.abort()
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
  for (const signal of signals) process.on(signal, leave)
  try {
    // A store that cannot be read or written is said before anybody is sent a link.
    const unfinished = (await work.engine.runs()).filter(({ outcome }) => outcome === null)
    const page = await openPage(work, wanted, context)
    try {
      const address = () => {
        const { path, link } = ownLink(work, '/')
        return { path, url: `${page.url}${path}`, link }
      }
      const first = address()
      if (given.json) context.printJson({ url: page.url, link: first.url, pid: process.pid, store: work.place.store })
      else {
        context.print([
          ...pageLines(page.url, first.path, context),
          ...(unfinished.length === 0
            ? []
            : ['', 'Unfinished:', ...runListLines(unfinished, Date.now(), context.look)]),
          '',
          context.look.dim('Enter prints another link for you; Ctrl-C leaves, and what runs goes on.'),
        ])
      }
      const browser = given.flag('open') ? openBrowser(first.url, context.env) : null
      if (browser?.asked === false)
        context.stderr.write('holdpoint: no browser is known here; open the address above.\n')
      const again = () => context.print(`  ${context.look.bold(address().url)}`)
      if (!given.json && context.stdin.isTTY) context.stdin.on('data', again)
      await left(leaving.signal)
      context.stdin.off('data', again).unref?.()
      browser?.done()
    } finally {
      await page.close()
    }
    return exits.done
  } finally {
    for (const signal of signals) process.off(signal, leave)
    await work.close()
  }
}

const left = async (signal: AbortSignal): Promise<void> =>
  await new Promise((done) => {
    if (signal.aborted) done()
    signal.addEventListener('abort', () => done())
  })

function wantedOf(given: Given): Wanted {
  const [address, cert, key] = [given.text('listen'), given.text('cert'), given.text('key')]
  const port = Number(given.text('port') ?? usualPort)
  if (port > 65_535) throw new HoldpointError('port-unclear', { port })
  if ((cert === null) !== (key === null) || (address !== null && cert === null && !isLoopback(address)))
    throw new HoldpointError('listen-bare', { address: address ?? '127.0.0.1', port })
  const certificate = cert === null || key === null ? null : certificateOf(cert, key, Date.now())
  return { port, address: address ?? '127.0.0.1', certificate }
}

/** Where nobody on the way can read along. */
const isLoopback = (address: string): boolean => /^(?:127\.\d+\.\d+\.\d+|::1|localhost)$/.test(address)
