import { request } from 'node:http'

export interface Answered {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: string
}

/** One request as no browser would send it: `headers` as they are given, `host` too. */
export async function ask(
  origin: string,
  path: string,
  options: {
    readonly method?: string
    readonly headers?: Readonly<Record<string, string>>
    readonly body?: string | Buffer
  } = {},
): Promise<Answered> {
  const { hostname, port } = new URL(origin)
  return await new Promise((resolve, reject) => {
    const { method = 'GET', headers = {}, body } = options
    const asked = request({ hostname, port, path, method, headers, agent: false }, (answer) => {
      const pieces: Buffer[] = []
      answer.on('data', (piece: Buffer) => pieces.push(piece))
      answer.on('error', reject)
      answer.on('end', () => {
        resolve({
          status: answer.statusCode ?? 0,
          headers: answer.headers,
          body: Buffer.concat(pieces).toString('utf8'),
        })
      })
    })
    asked.on('error', reject)
    asked.end(body)
  })
}

/** Opens a personal link without a browser, and gives the cookie that is this person from then on. */
export async function enter(link: string): Promise<string> {
  const { origin, hash } = new URL(link)
  const body = JSON.stringify({ token: decodeURIComponent(hash.slice(1)) })
  const headers = { 'content-type': 'application/json' }
  const { status, headers: answered, body: said } = await ask(origin, '/api/enter', { method: 'POST', headers, body })
  const cookie = [answered['set-cookie']].flat().find((line) => line !== undefined)
  if (status >= 300 || cookie === undefined) throw new Error(`${link} opened nothing: ${status} ${said}`)
  return cookie.split(';', 1)[0] ?? ''
}

/** JSON as somebody who is signed in: asked for, or sent where `body` is given. */
export async function json<T>(origin: string, cookie: string, path: string, body?: unknown): Promise<T> {
  const headers = { cookie, accept: 'application/json' }
  const answer = await ask(
    origin,
    path,
    body === undefined
      ? { headers }
      : { method: 'POST', headers: { ...headers, 'content-type': 'application/json' }, body: JSON.stringify(body) },
  )
  if (answer.status >= 300) throw new Error(`${path}: ${answer.status} ${answer.body}`)
  return JSON.parse(answer.body) as T
}
