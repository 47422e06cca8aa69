import { generateKeyPairSync, sign } from 'node:crypto'
import { fingerprintOf } from '../run/chain.ts'
import type { Signature } from '../run/index.ts'

/** A key that lies in memory. */
export function aKey(): { readonly fingerprint: string; sign(text: string | Uint8Array): Signature } {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const key = publicKey.export({ format: 'der', type: 'spki' }).toString('base64')
  return {
    fingerprint: fingerprintOf(key),
    sign: (text) => ({ key, value: sign(null, Buffer.from(text), privateKey).toString('base64') }),
  }
}
