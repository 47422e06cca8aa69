import { Resolver } from 'node:dns/promises'
import { connect, isIP } from 'node:net'
import { connect as secure } from 'node:tls'
import type { Check } from '../../plan/index.ts'
import { allowedLookup, isForbidden } from './addresses.ts'
import { type Look, number, saw, time, word } from './seen.ts'

const day = 86_400_000

/** A connection that is made and closed again. */
export async function tcp({ what: [place = ''] }: Check, signal: AbortSignal): Promise<Look> {
  const to = placeOf(place, null)
  if (to === null) return { is: 'unclear', why: `“${place}” is no HOST:PORT` }
  if (isForbidden(to.host)) return neverAsked(to)
  const began = performance.now()
  await connected(to, signal)
  const took = time(performance.now() - began)
  return saw({ time: took }, [`connected to ${place} after ${took.text}`])
}

/** Whether a port of this machine answers. */
export async function port({ what: [text = ''] }: Check, signal: AbortSignal): Promise<Look> {
  const to = placeOf(`localhost:${text}`, null)
  if (to === null) return { is: 'unclear', why: `“${text}” is no port` }
  try {
    await connected(to, signal)
    return saw({ state: word('open') }, [`port ${text} of this machine answers`])
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ECONNREFUSED') throw error
    return saw({ state: word('closed') }, [`port ${text} of this machine does not answer`])
  }
}

/** The certificate that a server shows, whatever is wrong with it; one that is not to be trusted is unmet. */
export async function tls({ what: [place = ''] }: Check, signal: AbortSignal): Promise<Look> {
  const to = placeOf(place, 443)
  if (to === null) return { is: 'unclear', why: `“${place}” is no HOST or HOST:PORT` }
  if (isForbidden(to.host)) return neverAsked(to)
  return await new Promise<Look>((resolve, reject) => {
    const socket = secure({
      ...to,
      ...(isIP(to.host) === 0 ? { servername: to.host } : {}),
      rejectUnauthorized: false,
      lookup: allowedLookup,
    })
    const stop = () => socket.destroy(new Error('it took too long'))
    signal.addEventListener('abort', stop)
    socket.on('error', reject)
    socket.on('close', () => signal.removeEventListener('abort', stop))
    socket.on('secureConnect', () => {
      const { valid_to: until, subject, issuer } = socket.getPeerCertificate()
      const trusted = socket.authorized
      const why = String(socket.authorizationError ?? '')
      socket.end()
      const days = Math.floor((Date.parse(until) - Date.now()) / day)
      const evidence = [
        `certificate of ${place}: ${subject?.CN ?? '?'}, by ${issuer?.CN ?? '?'}, until ${until} (${days} days)`,
      ]
      if (!trusted) return resolve({ is: 'unmet', why: `${evidence[0]}; not trusted: ${why}` })
      resolve(
        saw(
          { days: number(days), subject: word(String(subject?.CN ?? '')), issuer: word(String(issuer?.CN ?? '')) },
          evidence,
        ),
      )
    })
  })
}

/** What a name leads to. */
export async function dns({ what: [name = '', type = 'A'], timeout }: Check): Promise<Look> {
  if (!/^(?:A|AAAA|CNAME|MX|TXT)$/.test(type))
    return { is: 'unclear', why: `“${type}” is none of A, AAAA, CNAME, MX, TXT` }
  const resolver = new Resolver({ timeout, tries: 1 })
  const answers = (await resolver.resolve(name, type)) as readonly unknown[]
  const texts = answers.map((one) =>
    Array.isArray(one) ? one.join('') : typeof one === 'string' ? one : JSON.stringify(one),
  )
  return saw({ answer: word(texts.join(', ')), count: number(texts.length) }, [`${type} ${name}: ${texts.join(', ')}`])
}

interface Place {
  readonly host: string
  readonly port: number
}

function connected(to: Place, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect({ ...to, lookup: allowedLookup })
    const stop = () => socket.destroy(new Error('it took too long'))
    signal.addEventListener('abort', stop)
    socket.on('close', () => signal.removeEventListener('abort', stop))
    socket.on('error', reject)
    socket.on('connect', () => {
      socket.end()
      resolve()
    })
  })
}

const neverAsked = ({ host }: Place): Look => ({
  is: 'unclear',
  why: `${host} is an address that checks never ask`,
})

/** `host:port`, `[::1]:port`; null: it is none. */
function placeOf(text: string, usual: number | null): Place | null {
  const [, six, name, digits] = /^(?:\[([\da-f:.]+)\]|([^\s:[\]]+))(?::(\d{1,5}))?$/i.exec(text) ?? []
  const host = six ?? name ?? ''
  const port = digits === undefined ? usual : Number(digits)
  return host === '' || port === null || port < 1 || port > 65_535 ? null : { host, port }
}
