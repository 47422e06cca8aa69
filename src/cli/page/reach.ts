import { hostname, userInfo } from 'node:os'

/** The command by which others come to a page that listens on this machine only; null: they reach it without. */
export function throughSsh(url: string): string | null {
  const { hostname: host, port } = new URL(url)
  if (host !== '127.0.0.1') return null
  return `ssh -N -L ${port}:127.0.0.1:${port} ${user()}@${hostname()}`
}

/** A container may run as a user that has no entry. */
function user(): string {
  try {
    return userInfo().username
  } catch {
    return 'USER'
  }
}
