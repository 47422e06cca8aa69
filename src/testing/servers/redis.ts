import { freePort, has, selfSigned, serverFolder, startServer, type TestServer } from './server.ts'

/** Null: this machine can start one. */
export const noRedis: string | null = has('redis-server') ? null : 'redis-server is not on this machine'

/** Redis with a password, which keeps nothing; `tls` is a second port. */
export async function startRedis(password: string): Promise<TestServer & { readonly tls: number }> {
  const folder = serverFolder('redis')
  const [port, tls] = [await freePort(), await freePort()]
  const { key, cert } = selfSigned(folder)
  const settings = {
    port,
    bind: '127.0.0.1',
    requirepass: password,
    save: '',
    dir: folder,
    'tls-port': tls,
    'tls-key-file': key,
    'tls-cert-file': cert,
    'tls-ca-cert-file': cert,
    'tls-auth-clients': 'no',
  }
  const args = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, String(value)])
  return { ...(await startServer('redis-server', args, { port, folder })), tls }
}
