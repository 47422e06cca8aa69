import { fastifyCookie } from '@fastify/cookie'

/** Reading and writing the one cookie. */
export interface SessionCookie {
  /** Null: none, or none that can be of ours. */
  read(header: string | undefined): string | null
  /** `Set-Cookie` that keeps it for so many seconds; 0 takes it away. */
  write(session: string, seconds: number): string
}

/**
 * The cookie of a server: no script sees it, no other site sends it. Over TLS its name binds it to this very host; without, browsers
 * would not take such a name. Works where the plugin was registered, which loads what reads and writes.
 */
export function sessionCookie(mark: string, tls: boolean): SessionCookie {
  const name = `${tls ? '__Host-' : ''}holdpoint-${mark}`
  return {
    read(header) {
      // One that was set for a deeper path or by another server of this address comes twice: then none of them is believed.
      const ours = (header ?? '').split(';').filter((part) => part.trim().startsWith(`${name}=`))
      if (ours.length !== 1) return null
      const value = fastifyCookie.parse(ours[0] ?? '')[name] ?? ''
      return /^[\w-]{43}$/.test(value) ? value : null
    },
    write: (session, seconds) =>
      fastifyCookie.serialize(name, session, {
        httpOnly: true,
        sameSite: 'strict',
        path: '/',
        secure: tls,
        maxAge: seconds,
      }),
  }
}
