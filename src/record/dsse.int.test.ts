import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { whole } from '../testing/a-bundle.ts'
import type { Envelope } from './dsse.ts'
import { bundle } from './index.ts'

const openssl = spawnSync('openssl', ['version']).status === 0

it.skipIf(!openssl)('an attestation is verified by openssl too, with the key that lies beside it', () => {
  const folder = mkdtempSync(join(tmpdir(), 'holdpoint-dsse-'))
  try {
    const { payloadType, payload, signatures } = JSON.parse(String(whole.get(bundle.attestation))) as Envelope
    const body = Buffer.from(payload, 'base64')
    // As the specification of DSSE writes it, not as our code does.
    const signed = Buffer.concat([Buffer.from(`DSSEv1 ${payloadType.length} ${payloadType} ${body.length} `), body])
    writeFileSync(join(folder, 'signed'), signed)
    writeFileSync(join(folder, 'signature'), Buffer.from(signatures[0]?.sig ?? '', 'base64'))
    writeFileSync(join(folder, 'key'), whole.get(bundle.key) ?? '')
    const args = ['pkeyutl', '-verify', '-pubin', '-inkey', 'key', '-rawin', '-in', 'signed', '-sigfile', 'signature']
    expect(execFileSync('openssl', args, { cwd: folder, encoding: 'utf8' })).toContain('Verified Successfully')
    writeFileSync(join(folder, 'signed'), Buffer.concat([signed, Buffer.from(' ')]))
    expect(spawnSync('openssl', args, { cwd: folder }).status).not.toBe(0)
  } finally {
    rmSync(folder, { recursive: true })
  }
})
