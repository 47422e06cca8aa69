import type { IncomingMessage } from 'node:http'
import { request as plain } from 'node:http'
import { request as secure } from 'node:https'
import { allowedLookup, isForbidden } from './addresses.ts'
import { time } from './seen.ts'

/** More of an answer is not looked at. */
const mostRead = 1 << 20

export interface Answer {
  readonly status: number
  readonly headers: IncomingMessage['headers']
  readonly body: Buffer
  /** Milliseconds of the last request, until its answer was read. */
  readonly took: number
  /** What was asked and answered, redirects too, without what was in the answers. */
  readonly evidence: readonly string[]
}

interface Asking {
  readonly method: string
  readonly address: string
  /** How many are followed. */
  readonly redirects: number
}

/**
 * Asks once, follows as many redirects as it may, and never goes to addresses of a cloud's own services: where it leads is
 * checked for each of them, in the address and where the connection is made. Fails as Node does when nobody answers.
 */
export async function request(asking: Asking, signal: AbortSignal): Promise<Answer | { readonly wrong: string }> {
  const evidence: string[] = []
  let url = urlOf(asking.address)
  for (let followed = 0; ; followed++) {
    if (url === null) return { wrong: 'the address is no http or https address' }
    if (isForbidden(url.hostname)) return { wrong: `${url.hostname} is an address that checks never ask` }
    const began = performance.now()
    const answer = await ask(asking.method, url, signal)
    const took = performance.now() - began
    evidence.push(`${asking.method} ${url.href}`, `HTTP ${answer.status} after ${time(took).text}`)
    const next = answer.status >= 300 && answer.status < 400 ? answer.headers.location : undefined
    if (next === undefined || followed >= asking.redirects) return { ...answer, took, evidence }
    url = URL.canParse(next, url.href) ? urlOf(new URL(next, url).href) : null
  }
}

function ask(method: string, url: URL, signal: AbortSignal): Promise<Pick<Answer, 'status' | 'headers' | 'body'>> {
  return new Promise((resolve, reject) => {
    const send = url.protocol === 'https:' ? secure : plain
    const options = { method, signal, lookup: allowedLookup, agent: false, headers: { 'user-agent': 'holdpoint' } }
    const sent = send(url.href, options, (message) => {
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
