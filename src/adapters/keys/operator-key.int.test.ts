import { generateKeyPairSync } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { findKey, isSigned, operatorKey } from './operator-key.ts'

let home: string
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'holdpoint-key-'))
})
afterEach(() => rmSync(home, { recursive: true }))

const pem = (type: 'ed25519' | 'x25519') =>
  generateKeyPairSync(type as 'ed25519').privateKey.export({ format: 'pem', type: 'pkcs8' })

describe("the operator's key", () => {
  it('is made on first use in the configuration folder, for its owner only, and is the same from then on', () => {
    expect(findKey({ HOME: home })).toBeNull()
    const key = operatorKey({ HOME: home })
    expect(key.file).toBe(join(home, '.config', 'holdpoint', 'key.pem'))
    expect(statSync(key.file).mode & 0o777).toBe(0o600)
    expect(operatorKey({ HOME: home }).fingerprint).toBe(key.fingerprint)
    expect(findKey({ HOME: home })?.fingerprint).toMatch(/^SHA256:[\w+/]{43}$/)
  })

  it('lies where XDG_CONFIG_HOME says, and HOLDPOINT_KEY before it', () => {
    const config = join(home, 'config')
    expect(operatorKey({ HOME: home, XDG_CONFIG_HOME: config }).file).toBe(join(config, 'holdpoint', 'key.pem'))
    const file = join(home, 'mine.pem')
    expect(operatorKey({ HOME: home, XDG_CONFIG_HOME: config, HOLDPOINT_KEY: file }).file).toBe(file)
  })

  it('signs a text, and no other text, with no other key', () => {
    const signature = operatorKey({ HOME: home }).sign('yes')
    mkdirSync(join(home, 'other'))
    const other = operatorKey({ HOME: join(home, 'other') }).sign('yes')
    expect(isSigned('yes', signature)).toBe(true)
    expect(isSigned('no', signature)).toBe(false)
    expect(isSigned('yes', { ...signature, key: other.key })).toBe(false)
    expect(isSigned('yes', { key: 'none', value: '' })).toBe(false)
  })

  it.each([
    ['key-too-open', () => ({ bytes: pem('ed25519'), mode: 0o640 })],
    ['key-invalid', () => ({ bytes: 'ssh-ed25519 AAAA', mode: 0o600 })],
    ['key-invalid', () => ({ bytes: pem('x25519'), mode: 0o600 })],
  ])('is refused: %s', (code, make) => {
    const file = join(home, 'key.pem')
    const { bytes, mode } = make()
    writeFileSync(file, bytes)
    chmodSync(file, mode)
    expect(() => operatorKey({ HOLDPOINT_KEY: file })).toThrow(expect.objectContaining({ code }))
  })

  it('that cannot be read is an error, not a reason to make another', () => {
    const file = join(home, 'key.pem')
    mkdirSync(file, { mode: 0o700 })
    expect(() => operatorKey({ HOLDPOINT_KEY: file })).toThrow(expect.objectContaining({ code: 'key-unreadable' }))
  })

  it('is kept nowhere where there is no home', () => {
    for (const HOME of [join(home, 'gone'), '/proc/none'])
      expect(() => operatorKey({ HOME })).toThrow(expect.objectContaining({ code: 'key-unwritable' }))
    expect(existsSync(join(home, 'gone'))).toBe(false)
  })

  it('that cannot be kept is told apart by who chose the place', () => {
    writeFileSync(join(home, '.config'), '')
    expect(() => operatorKey({ HOME: home })).toThrow(expect.objectContaining({ code: 'key-unwritable' }))
    const named = { HOLDPOINT_KEY: join(home, 'no folder', 'key.pem') }
    expect(() => operatorKey(named)).toThrow(expect.objectContaining({ code: 'key-missing' }))
    expect(existsSync(join(home, 'no folder'))).toBe(false)
  })
})
