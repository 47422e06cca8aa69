import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign, verify } from 'node:crypto'
import { linkSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { HoldpointError } from '../../errors.ts'
import { fingerprintOf } from '../../run/chain.ts'
import type { Signature } from '../../run/index.ts'

/** The key of whoever sits at this machine: Ed25519, PKCS #8 in PEM, in a file of their own. */
export interface OperatorKey {
  readonly file: string
  readonly fingerprint: string
  sign(text: string | Uint8Array): Signature
}

type Environment = Readonly<Record<string, string | undefined>>

/**
 * The operator's key, made on first use. Fails with `key-unreadable`, `key-too-open` or `key-invalid` when there is a file
 * that cannot be trusted, with `key-unwritable` when none can be kept, and with `key-missing` when `HOLDPOINT_KEY` names
 * the place.
 */
export function operatorKey(env: Environment): OperatorKey {
  const found = findKey(env)
  if (found !== null) return found
  const file = fileOf(env)
  try {
    if (!env.HOLDPOINT_KEY) makeFolder(dirname(file))
    make(file)
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new HoldpointError(env.HOLDPOINT_KEY ? 'key-missing' : 'key-unwritable', { file, reason }, { cause })
  }
  return read(file)
}

/** The same, without making one; null when there is none yet. */
export function findKey(env: Environment): OperatorKey | null {
  const file = fileOf(env)
  return statSync(file, { throwIfNoEntry: false }) === undefined ? null : read(file)
}

export const isSigned = (text: string | Uint8Array, { key, value }: Signature): boolean => {
  try {
    const spki = createPublicKey({ key: Buffer.from(key, 'base64'), format: 'der', type: 'spki' })
    return spki.asymmetricKeyType === 'ed25519' && verify(null, bytesOf(text), spki, Buffer.from(value, 'base64'))
  } catch {
    // Whatever stands there is no key, so it has signed nothing.
    return false
  }
}

const fileOf = (env: Environment): string =>
  env.HOLDPOINT_KEY || join(env.XDG_CONFIG_HOME || join(env.HOME || homedir(), '.config'), 'holdpoint', 'key.pem')

/**
 * The folder, and the configuration folder that it lies in: a home that is not there is nobody's. Not recursively, which never
 * comes back on file systems that hold no folders of ours, such as `/proc`.
 */
function makeFolder(folder: string): void {
  for (const path of [dirname(folder), folder]) unlessThere(() => mkdirSync(path, { mode: 0o700 }))
}

function unlessThere(make: () => void): void {
  try {
    make()
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  }
}

/** Whole or not at all, and the first of two processes that make one: a link fails where there is a file. */
function make(file: string): void {
  const { privateKey } = generateKeyPairSync('ed25519')
  const draft = `${file}.${process.pid}`
  try {
    writeFileSync(draft, privateKey.export({ format: 'pem', type: 'pkcs8' }), { mode: 0o600, flag: 'wx' })
    unlessThere(() => linkSync(draft, file))
  } finally {
    rmSync(draft, { force: true })
  }
}

function read(file: string): OperatorKey {
  const secret = secretIn(file)
  const key = createPublicKey(secret).export({ format: 'der', type: 'spki' }).toString('base64')
  return {
    file,
    fingerprint: fingerprintOf(key),
    sign: (text) => ({ key, value: sign(null, bytesOf(text), secret).toString('base64') }),
  }
}

function secretIn(file: string): KeyObject {
  let pem: string
  try {
    const { mode } = statSync(file)
    if ((mode & 0o077) !== 0)
      throw new HoldpointError('key-too-open', { file, mode: (mode & 0o777).toString(8).padStart(4, '0') })
    pem = readFileSync(file, 'utf8')
  } catch (cause) {
    if (cause instanceof HoldpointError) throw cause
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new HoldpointError('key-unreadable', { file, reason }, { cause })
  }
  try {
    const secret = createPrivateKey(pem)
    if (secret.asymmetricKeyType === 'ed25519') return secret
    throw new HoldpointError('key-invalid', { file, found: `a key for ${secret.asymmetricKeyType}` })
  } catch (cause) {
    if (cause instanceof HoldpointError) throw cause
    throw new HoldpointError('key-invalid', { file, found: 'no private key in PEM without a passphrase' }, { cause })
  }
}

const bytesOf = (text: string | Uint8Array) => (typeof text === 'string' ? Buffer.from(text, 'utf8') : text)
