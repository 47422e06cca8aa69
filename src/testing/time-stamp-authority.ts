import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export const hasOpenssl = spawnSync('openssl', ['version']).status === 0

/** An authority for time stamps on loopback, made of openssl; its certificate is its own authority's. */
export interface Authority {
  readonly url: string
  /** File with the certificate that its stamps are checked with. */
  readonly ca: string
  /** What it answers instead, while this is set. */
  answer: { readonly status: number; readonly body: string } | null
  close(): Promise<void>
}

export async function timeStampAuthority(): Promise<Authority> {
  const folder = mkdtempSync(join(tmpdir(), 'holdpoint-tsa-'))
  const openssl = (...args: readonly string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' })
  writeFileSync(join(folder, 'tsa.cnf'), settings)
  writeFileSync(join(folder, 'serial'), '01\n')
  const key = (name: string) => ['-newkey', 'rsa:2048', '-nodes', '-keyout', `${name}.key`]
  openssl('req', '-x509', ...key('ca'), '-out', 'ca.pem', '-days', '2', '-subj', '/CN=Test CA', '-config', 'tsa.cnf')
  openssl('req', ...key('tsa'), '-out', 'tsa.csr', '-subj', '/CN=Test TSA', '-config', 'tsa.cnf')
  const signed = ['-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial', '-out', 'tsa.pem', '-days', '2']
  openssl('x509', '-req', '-in', 'tsa.csr', ...signed, '-extfile', 'tsa.cnf', '-extensions', 'stamps')
  const authority = { url: '', ca: join(folder, 'ca.pem'), answer: null, close } as Authority
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      const { answer } = authority
      if (answer !== null) return response.writeHead(answer.status).end(answer.body)
      writeFileSync(join(folder, 'query'), Buffer.concat(parts))
      openssl('ts', '-reply', '-config', 'tsa.cnf', '-section', 'tsa', '-queryfile', 'query', '-out', 'reply')
      response.setHeader('content-type', 'application/timestamp-reply')
      response.end(readFileSync(join(folder, 'reply')))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return Object.assign(authority, { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` })

  async function close(): Promise<void> {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
    rmSync(folder, { recursive: true, force: true })
  }
}

const settings = `[req]
distinguished_name = name
prompt = no
[name]
CN = unnamed
[stamps]
extendedKeyUsage = critical,timeStamping
[tsa]
serial = serial
crypto_device = builtin
signer_cert = tsa.pem
signer_key = tsa.key
certs = ca.pem
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
accuracy = secs:1
ordering = no
tsa_name = no
ess_cert_id_chain = no
`
