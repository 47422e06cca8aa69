import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

/**
 * Before the first test of the binary it is bundled, as it is when it ships: from source most of a call is spent on reading
 * TypeScript, and these tests make hundreds of calls. Half-written code somewhere else keeps nobody from a test: they run from
 * source then.
 */
export default function bundled(): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'holdpoint-bundle-'))
  const script = resolve(import.meta.dirname, '../../scripts/build.ts')
  const { status, stderr } = spawnSync(process.execPath, [script, folder], { encoding: 'utf8' })
  if (status === 0) process.env.HOLDPOINT_TEST_ENTRY = join(folder, 'holdpoint.js')
  else console.warn(`The binary is tested from source, because it could not be bundled: ${stderr}`)
  return () => rmSync(folder, { recursive: true, force: true })
}
