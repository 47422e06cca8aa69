import type { Signature } from '../run/index.ts'

/** A signed payload: DSSE v1.0.2 (https://github.com/secure-systems-lab/dsse). */
export interface Envelope {
  readonly payloadType: string
  /** base64. */
  readonly payload: string
  readonly signatures: readonly { readonly keyid: string; readonly sig: string }[]
}

/** What is signed: the payload with its type, so that it cannot be taken for one of another type. */
export const preAuthEncoding = (type: string, body: Uint8Array): Uint8Array =>
  Buffer.concat([Buffer.from(`DSSEv1 ${Buffer.byteLength(type)} ${type} ${body.length} `), body])

export function envelope(
  type: string,
  body: string,
  key: { readonly fingerprint: string; sign(bytes: Uint8Array): Signature },
): Envelope {
  const bytes = Buffer.from(body, 'utf8')
  return {
    payloadType: type,
    payload: bytes.toString('base64'),
    signatures: [{ keyid: key.fingerprint, sig: key.sign(preAuthEncoding(type, bytes)).value }],
  }
}
