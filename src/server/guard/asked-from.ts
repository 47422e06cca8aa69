import { HoldpointError } from '../../errors.ts'

/** What of a request tells which page it comes from. */
export interface Asked {
  readonly method: string
  /** Path and query. */
  readonly url: string
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
}

/** Headers as they came, each time that one came: Node gives only the first of several `Host`. `raw`: names and values in turn. */
export function headersOf(raw: readonly string[]): Asked['headers'] {
  const found: Record<string, string | string[]> = {}
  for (let at = 0; at + 1 < raw.length; at += 2) {
    const name = raw[at]?.toLowerCase() ?? ''
    const before = Object.hasOwn(found, name) ? found[name] : undefined
    const value = raw[at + 1] ?? ''
    found[name] = before === undefined ? value : [before, value].flat()
  }
  return found
}

const looks: ReadonlySet<string> = new Set(['GET', 'HEAD'])

/** Whether a request only looks. */
export const isLook = ({ method }: Pick<Asked, 'method'>): boolean => looks.has(method)

/**
 * Refuses what does not come from the page itself: a name that is not this server's (somebody else's name may lead to this
 * address: DNS rebinding), another page (also on another port of this machine), a frame. Who is no browser says nothing of where
 * it comes from, and needs the cookie all the same. Throws `page-host` or `page-origin`.
 */
export function refuseStrangers({ method, url, headers }: Asked, hosts: readonly string[], tls: boolean): void {
  const host = one(headers.host)?.toLowerCase() ?? ''
  if (!hosts.includes(host))
    throw new HoldpointError('page-host', { host: shown(host) || 'nothing', hosts: hosts.join(', ') })
  const origin = one(headers.origin)
  if (origin !== null && origin !== `${tls ? 'https' : 'http'}://${host}`) throw stranger(origin)
  const site = one(headers['sec-fetch-site'])
  if (site === null || site === 'same-origin') return
  // Somebody typed the address, or followed a link to a page: a document comes, and nothing is done by that.
  const isVisit = one(headers['sec-fetch-mode']) === 'navigate' && one(headers['sec-fetch-dest']) === 'document'
  const isPage = !/^\/api(?:[/?]|$)/i.test(url)
  if (looks.has(method) && (site === 'none' || (isPage && isVisit))) return
  throw stranger(origin ?? `${site}, as the browser says`)
}

const stranger = (origin: string) => new HoldpointError('page-origin', { origin: shown(origin) })

/** A header that comes twice is none. */
const one = (value: string | readonly string[] | undefined): string | null =>
  typeof value === 'string' ? value : value === undefined ? null : ''

const shown = (text: string): string => text.slice(0, 200)
