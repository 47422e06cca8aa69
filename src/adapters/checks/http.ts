import type { IncomingMessage } from 'node:http'
import { request as plain } from 'node:http'
import { request as secure } from 'node:https'
import type { Check } from '../../plan/index.ts'
import { allowedLookup, isForbidden } from './addresses.ts'
import { bytes, type Look, number, type Seen, time, word } from './seen.ts'

/** More of an answer is not looked at; its size is that of what was read. */
const mostRead = 1 << 20

/** Shown as evidence. */
const mostShown = 2000

/** Asks once, follows as many redirects as the check allows, and never goes to addresses of a cloud's own services. */
export async function http({ what, redirects }: Check, signal: AbortSignal): Promise<Look> {
  const [method = 'GET', address = ''] = what
  const evidence: string[] = []
  let url = urlOf(address)
  for (let followed = 0; ; followed++) {
    if (url === null) return { is: 'unclear', why: `“${address}” is no http or https address` }
    if (isForbidden(url.hostname)) return { is: 'unclear', why: `${url.hostname} is an address that checks never ask` }
    const began = performance.now()
    const answer = await ask(method, url, signal)
    const took = performance.now() - began
    evidence.push(`${method} ${url.href}`, `HTTP ${answer.status} after ${time(took).text}`)
    const next = answer.status >= 300 && answer.status < 400 ? answer.headers.location : undefined
    if (next === undefined || followed >= redirects) {
      evidence.push(...shown(answer))
      return { is: 'seen', see: (name) => seeIn(answer, took, name), evidence }
    }
    url = urlOf(new URL(next, url).href)
  }
}

interface Answer {
  readonly status: number
  readonly headers: IncomingMessage['headers']
  readonly body: Buffer
}

function ask(method: string, url: URL, signal: AbortSignal): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const send = url.protocol === 'https:' ? secure : plain
    const options = { method, signal, lookup: allowedLookup, agent: false, headers: { 'user-agent': 'holdpoint' } }
    const sent = send(url, options, (message) => {
      const parts: Buffer[] = []
      let length = 0
      const done = () =>
        resolve({ status: message.statusCode ?? 0, headers: message.headers, body: Buffer.concat(parts) })
      message.on('data', (part: Buffer) => {
        parts.push(part.subarray(0, mostRead - length))
        length += part.length
        if (length >= mostRead) {
          done()
          message.destroy()
        }
      })
      message.on('end', done)
      message.on('error', reject)
    })
    sent.on('error', reject)
    sent.end()
  })
}

function urlOf(text: string): URL | null {
  const url = URL.canParse(text) ? new URL(text) : null
  return url !== null && /^https?:$/.test(url.protocol) ? url : null
}

function seeIn({ status, headers, body }: Answer, took: number, name: string): Seen | null {
  if (name === 'status') return number(status)
  if (name === 'time') return time(took)
  if (name === 'size') return bytes(body.length)
  if (name === 'body') return word(body.toString('utf8'))
  if (name.startsWith('header.')) {
    const value = headers[name.slice('header.'.length).toLowerCase()]
    return value === undefined ? null : word(String(value))
  }
  return at(parsed(body), name.slice('json.'.length).split('.'))
}

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'))
  } catch {
    return undefined
  }
}

/** `database.nodes.0.state`; a list also has its `length`. */
function at(value: unknown, path: readonly string[]): Seen | null {
  let found = value
  for (const name of path) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, name)) return null
    found = (found as Record<string, unknown>)[name]
  }
  if (found === undefined) return null
  if (typeof found === 'number') return number(found)
  return word(typeof found === 'string' ? found : JSON.stringify(found))
}

function shown({ headers, body }: Answer): string[] {
  const text = body.toString('utf8')
  const cut = text.length > mostShown ? `${text.slice(0, mostShown)} … (${body.length} bytes)` : text
  return [
    ...Object.entries(headers)
      .filter(([name]) => name !== 'set-cookie')
      .map(([name, value]) => `${name}: ${value}`),
    '',
    cut,
  ]
}
