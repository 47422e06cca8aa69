import { isForbidden } from './addresses.ts'

/** Where a database server is, and as whom it is asked. */
export interface ServerPlace {
  /** A name, an address, or the folder of a socket. */
  readonly host: string
  readonly port: number
  readonly user: string
  readonly password: string | undefined
  /** Empty: the server's own choice. */
  readonly database: string
  /** `unverified`: encrypted, whoever it is that answers. */
  readonly tls: 'none' | 'unverified' | 'verified'
  /** For evidence: the address without its password and settings. */
  readonly shown: string
}

interface Scheme {
  /** What the address begins with, without `:`; a driver behind `+` is nobody's business here. */
  readonly names: readonly string[]
  readonly port: number
  /** A host may be the folder of a socket: `?host=/var/run/postgresql`. */
  readonly sockets: boolean
}

const unverified = ['require', 'required', 'true', '1', 'prefer', 'preferred']
const verified = ['verify-ca', 'verify_ca', 'verify-full', 'verify_identity']

/** A place as its URL says it, or what is wrong with the URL, which may hold a password and is not repeated. */
export function placeIn(text: string, scheme: Scheme): ServerPlace | { readonly wrong: string } {
  const example = `${scheme.names[0]}://USER:PASSWORD@HOST:${scheme.port}/DATABASE`
  // Without a host the server is that of a local socket, which the URLs of the web do not know beside a user.
  const whole = text.replace(/^([a-z][\w+]*:\/\/[^/@]*@)\//, '$1localhost/')
  const url = URL.canParse(whole) ? new URL(whole) : null
  const name = url?.protocol.slice(0, -1).replace(/\+.*$/, '') ?? ''
  if (url === null || !scheme.names.includes(name)) return { wrong: `the address is not of the form ${example}` }
  const said = url.searchParams
  const mode = (said.get('sslmode') ?? said.get('ssl-mode') ?? said.get('ssl') ?? '').toLowerCase()
  const folder = scheme.sockets ? said.get('host') : null
  const host = folder?.startsWith('/') ? folder : decoded(url.hostname).replace(/^\[|\]$/g, '') || 'localhost'
  if (isForbidden(host)) return { wrong: `${host} is an address that checks never ask` }
  const port = url.port === '' ? scheme.port : Number(url.port)
  const user = decoded(url.username) || (said.get('user') ?? '')
  const password = url.password === '' ? (said.get('password') ?? undefined) : decoded(url.password)
  const database = decoded(url.pathname.slice(1))
  const tls = verified.includes(mode) ? 'verified' : unverified.includes(mode) ? 'unverified' : 'none'
  const encrypted = {
    none: 'not encrypted',
    unverified: 'encrypted, its certificate not verified',
    verified: 'encrypted',
  }
  const shown = `${name}://${user === '' ? '' : `${user}@`}${host}:${port}/${database} (${encrypted[tls]})`
  return { host, port, user, password, database, tls, shown }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
