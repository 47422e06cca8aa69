import { fingerprintOf } from '../run/chain.ts'
import type { Signature } from '../run/index.ts'
import type { Statement } from './attestation.ts'
import { payloadType, predicateType } from './attestation.ts'
import { type Envelope, envelope, preAuthEncoding } from './dsse.ts'
import type { IsSigned } from './signatures.ts'

/** The file of an attestation: one text for one envelope, so that no byte of it can be changed unseen. */
export const attestationFile = (signed: Envelope): string => `${JSON.stringify(signed, null, 2)}\n`

/** Signs a statement. */
export const attest = (
  statement: Pick<Statement, '_type' | 'subject' | 'predicateType'> & { readonly predicate: object },
  key: { readonly fingerprint: string; sign(bytes: Uint8Array): Signature },
): Envelope => envelope(payloadType, JSON.stringify(statement), key)

/** A public key (SPKI in DER, base64) as a file that other programs read. */
export const publicKeyFile = (key: string): string =>
  `-----BEGIN PUBLIC KEY-----\n${key.replace(/.{64}(?=.)/g, '$&\n')}\n-----END PUBLIC KEY-----\n`

/** What an attestation says, and by whose key; or why it cannot be believed, and which of its two files is to blame. */
export type Attested<About = Statement> =
  | { readonly holds: true; readonly statement: About; readonly fingerprint: string }
  | { readonly holds: false; readonly file: 'attestation' | 'key'; readonly why: string }

/** Reads an attestation with the public key beside it. `type`: of its predicate; another one is not taken for it. */
export function readAttestation<About = Statement>(
  attestation: string,
  keyFile: string,
  isSigned: IsSigned,
  type: string = predicateType,
): Attested<About> {
  const bad = (why: string, file: 'attestation' | 'key' = 'attestation'): Attested<About> => ({
    holds: false,
    file,
    why,
  })
  const signed = envelopeIn(attestation)
  if (signed === null) return bad('it is no DSSE envelope')
  if (attestationFile(signed) !== attestation) return bad('its bytes are not those that Holdpoint writes')
  const [signature] = signed.signatures
  if (signed.payloadType !== payloadType || signed.signatures.length !== 1 || signature === undefined)
    return bad(`it is not one signature over ${payloadType}`)
  const key = base64(keyFile.replace(/-----[^-]*-----|\s/g, ''))
  const bytes = preAuthEncoding(signed.payloadType, Buffer.from(signed.payload, 'base64'))
  const holds = isSigned(bytes, { key, value: signature.sig })
  const fingerprint = fingerprintOf(key)
  if (!holds && fingerprint !== signature.keyid) return bad(`it is not the key ${signature.keyid} that signed`, 'key')
  if (!holds) return bad(`it is not what ${signature.keyid} signed`)
  if (publicKeyFile(key) !== keyFile) return bad('its bytes are not those that Holdpoint writes', 'key')
  if (fingerprint !== signature.keyid) return bad(`it names the key ${signature.keyid}, ${fingerprint} signed it`)
  const statement = statementIn<About>(signed.payload, type)
  return statement === null ? bad(`what it signs is no statement of ${type}`) : { holds: true, statement, fingerprint }
}

/** The one way to write these bytes: others that mean the same are not taken. */
const base64 = (one: unknown) => Buffer.from(String(one), 'base64').toString('base64')

function envelopeIn(text: string): Envelope | null {
  const value = parsed(text)
  if (!isObject(value) || !Array.isArray(value.signatures)) return null
  return {
    payloadType: String(value.payloadType),
    payload: base64(value.payload),
    signatures: value.signatures.map((one: unknown) =>
      isObject(one) ? { keyid: String(one.keyid), sig: base64(one.sig) } : { keyid: '', sig: '' },
    ),
  }
}

function statementIn<About>(payload: string, type: string): About | null {
  const value = parsed(Buffer.from(payload, 'base64').toString('utf8'))
  return isObject(value) && value.predicateType === type && isObject(value.predicate) && Array.isArray(value.subject)
    ? (value as About)
    : null
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
