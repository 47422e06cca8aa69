import { type LookupAddress, lookup } from 'node:dns'
import { BlockList, isIP, Socket } from 'node:net'
import { connect as connectTls, type TLSSocket } from 'node:tls'

/**
 * Where a cloud keeps what belongs to the machine alone (credentials, user data): nobody checks that a release works by
 * asking there, and a document that wants it is not to be trusted.
 */
const forbidden = new BlockList()
forbidden.addSubnet('169.254.0.0', 16, 'ipv4')
forbidden.addAddress('100.100.100.200', 'ipv4')
forbidden.addSubnet('fe80::', 10, 'ipv6')
forbidden.addAddress('fd00:ec2::254', 'ipv6')

/** Of a host as it stands in an address; names are looked up by `allowedLookup`. */
export function isForbidden(host: string): boolean {
  const bare = host.replace(/^\[|\]$/g, '')
  const family = isIP(bare)
  return family !== 0 && forbidden.check(bare, family === 6 ? 'ipv6' : 'ipv4')
}

type Found = (error: NodeJS.ErrnoException | null, address: string | LookupAddress[], family?: number) => void

/** `dns.lookup`, that fails for a name of such an address: the address that was checked is the one that is asked. */
export function allowedLookup(host: string, options: object, found: Found): void {
  lookup(host, { ...options, all: true }, (error, addresses) => {
    const [first] = addresses ?? []
    if (error !== null || first === undefined) return found(error, '', 0)
    if (addresses.some(({ address }) => isForbidden(address)))
      return found(
        Object.assign(new Error(`${host} leads to an address that checks never ask`), { code: 'EFORBIDDEN' }),
        '',
        0,
      )
    if ('all' in options && options.all === true) return found(null, addresses)
    found(null, first.address, first.family)
  })
}

/** A socket for clients that call `connect(port, host)` on it, which checks where that leads; a path is a local socket's. */
export function checkedSocket(): Socket {
  return new CheckedSocket()
}

class CheckedSocket extends Socket {
  override connect(...to: readonly unknown[]): this {
    const [port, host] = to
    if (typeof port === 'string') super.connect(port)
    else super.connect({ port: Number(port), host: String(host), lookup: allowedLookup })
    return this
  }
}

/** The same with TLS, the certificate being verified. */
export function checkedTls({ host, port }: { readonly host: string; readonly port: number }): TLSSocket {
  return connectTls({ host, port, lookup: allowedLookup, ...(isIP(host) === 0 ? { servername: host } : {}) })
}
