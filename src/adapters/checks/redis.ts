import { AbstractConnector, Redis } from 'ioredis'
import type { Check } from '../../plan/index.ts'
import { checkedSocket, checkedTls, isForbidden } from './addresses.ts'
import { type Look, number, type Seen, saw, time, word } from './seen.ts'

/** Asks Redis (or Valkey) one command that only reads; without one, whether it answers. */
export async function redis({ what }: Check, signal: AbortSignal): Promise<Look> {
  const [address = '', command = 'PING', ...words] = what
  const place = placeIn(address)
  if ('wrong' in place) return { is: 'unclear', why: place.wrong }
  const began = performance.now()
  const client = clientFor(place)
  const failed = new Promise<never>((_, reject) => client.on('error', reject))
  const stop = () => client.disconnect()
  signal.addEventListener('abort', stop)
  try {
    const asking = client.connect().then(() => client.call(command.toUpperCase(), ...words))
    const answer = await Promise.race([asking, failed])
    return sawAnswer(place, [command.toUpperCase(), ...words], answer, performance.now() - began)
  } catch (error) {
    const { message } = error as Error
    if (refusals.test(message)) return { is: 'unmet', why: `${place.shown}: ${message}` }
    throw error
  } finally {
    signal.removeEventListener('abort', stop)
    client.disconnect()
  }
}

/** It is there, and not for this user, or not ready. */
const refusals =
  /^(?:WRONGPASS|NOAUTH|NOPERM|LOADING|MASTERDOWN|MISCONF|CLUSTERDOWN|ERR (?:AUTH|invalid password|max number of clients|DB index))/

interface RedisPlace {
  readonly host: string
  readonly port: number
  readonly username: string | undefined
  readonly password: string | undefined
  readonly db: number
  readonly secure: boolean
  readonly shown: string
}

function placeIn(text: string): RedisPlace | { readonly wrong: string } {
  const url = URL.canParse(text) ? new URL(text) : null
  const db = /^\/(\d{0,4})$/.exec(url?.pathname || '/')?.[1]
  if (url === null || !/^rediss?:$/.test(url.protocol) || db === undefined)
    return { wrong: 'the address is not of the form redis://USER:PASSWORD@HOST:6379/0, or rediss:// with TLS' }
  const host = url.hostname.replace(/^\[|\]$/g, '') || 'localhost'
  if (isForbidden(host)) return { wrong: `${host} is an address that checks never ask` }
  const port = url.port === '' ? 6379 : Number(url.port)
  return {
    host,
    port,
    username: decoded(url.username),
    password: decoded(url.password),
    db: Number(db),
    secure: url.protocol === 'rediss:',
    shown: `${url.protocol}//${host}:${port}/${Number(db)}`,
  }
}

/** Undefined: none is given. */
function decoded(text: string): string | undefined {
  try {
    return text === '' ? undefined : decodeURIComponent(text)
  } catch {
    return text
  }
}

/** Connects once, and tries nothing a second time: looking again is the check's own `wait`. */
function clientFor({ host, port, username, password, db, secure }: RedisPlace): Redis {
  class Checked extends AbstractConnector {
    constructor() {
      super(1000)
    }
    async connect() {
      this.connecting = true
      const socket = secure ? checkedTls({ host, port }) : checkedSocket().connect(port, host)
      socket.once('error', (error: Error) => {
        this.firstError = error
      })
      this.stream = socket
      return socket
    }
  }
  return new Redis({
    Connector: Checked,
    lazyConnect: true,
    retryStrategy: () => null,
    maxRetriesPerRequest: 0,
    enableReadyCheck: false,
    disableClientInfo: true,
    protocol: 2,
    db,
    ...(username === undefined ? {} : { username }),
    ...(password === undefined ? {} : { password }),
  })
}

function sawAnswer({ shown }: RedisPlace, asked: readonly string[], answer: unknown, took: number): Look {
  const text = Array.isArray(answer) ? answer.join('\n') : answer === null ? null : String(answer)
  const info = asked[0] === 'INFO' ? infoIn(text ?? '') : []
  const seen: Record<string, Seen> = { time: time(took), ...Object.fromEntries(info) }
  if (text !== null) seen.value = typeof answer === 'number' ? number(answer) : word(text)
  const told = text === null ? 'nothing is there' : text.length > 500 ? `${text.slice(0, 500)} …` : text
  return saw(seen, [`${shown}: ${asked.join(' ')}`, `${told} (after ${time(took).text})`])
}

/** `role:master` becomes `info.role`. */
const infoIn = (text: string) =>
  [...text.matchAll(/^([\w-]+):(.*?)\r?$/gm)].map(([, name = '', value = '']) => [`info.${name}`, word(value)] as const)
