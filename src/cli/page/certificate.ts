import { X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createSecureContext } from 'node:tls'
import { HoldpointError } from '../../errors.ts'

/** What a server speaks TLS with. */
export interface Certificate {
  /** PEM. */
  readonly cert: Buffer
  readonly key: Buffer
  /** Names and addresses that it is made out to; those with a star are left out. */
  readonly names: readonly string[]
}

/** Fails with `certificate-unusable`, which says what is wrong with which file. */
export function certificateOf(certFile: string, keyFile: string, now: number): Certificate {
  const cert = pem(certFile)
  const key = pem(keyFile)
  const wrong = (file: string, reason: string) => new HoldpointError('certificate-unusable', { file, reason })
  let found: X509Certificate
  try {
    found = new X509Certificate(cert)
  } catch {
    throw wrong(certFile, 'it holds no certificate in PEM')
  }
  try {
    createSecureContext({ cert, key })
  } catch (cause) {
    throw wrong(keyFile, `it holds no private key of that certificate (${reasonOf(cause)})`)
  }
  if (found.validToDate.getTime() <= now) throw wrong(certFile, `it was valid until ${found.validTo}`)
  return { cert, key, names: namesOf(found.subjectAltName ?? '') }
}

/** `DNS:release.example.org, IP Address:10.0.0.5`. */
const namesOf = (alternatives: string): readonly string[] =>
  alternatives.split(', ').flatMap((one) => {
    const [, kind, name = ''] = /^(DNS|IP Address):([\w.:-]+)$/.exec(one) ?? []
    if (kind === undefined) return []
    return [kind === 'IP Address' && name.includes(':') ? `[${name.toLowerCase()}]` : name.toLowerCase()]
  })

function pem(file: string): Buffer {
  try {
    return readFileSync(file)
  } catch (cause) {
    throw new HoldpointError('certificate-unusable', { file, reason: reasonOf(cause) }, { cause })
  }
}

const reasonOf = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause))
