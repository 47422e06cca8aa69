import type { Check } from '../../plan/index.ts'
import { type Answer, request } from './request.ts'
import { bytes, type Look, number, type Seen, time, word } from './seen.ts'

/** Shown as evidence. */
const mostShown = 2000

/** One answer. */
export async function http({ what, redirects }: Check, signal: AbortSignal): Promise<Look> {
  const [method = 'GET', address = ''] = what
  const answer = await request({ method, address, redirects }, signal)
  if ('wrong' in answer) return { is: 'unclear', why: answer.wrong }
  return { is: 'seen', see: (name) => seeIn(answer, name), evidence: [...answer.evidence, ...shown(answer)] }
}

/** What can be compared of an answer. */
export function seeIn({ status, headers, body, took }: Answer, name: string): Seen | null {
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
