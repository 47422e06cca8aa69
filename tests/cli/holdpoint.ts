import { spawnSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

/** The CLI's entry: bundled as it ships where `bundled.ts` has done so, else from source. */
export const entry = process.env.HOLDPOINT_TEST_ENTRY ?? resolve(import.meta.dirname, '../../src/cli/main.ts')

/** An empty folder of its own, with these files. */
export function folderWith(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'holdpoint-cli-'))
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content)
  return folder
}

/** Runs the binary to its end, without a terminal. */
export const holdpoint = (cwd: string, ...args: readonly string[]) => holdpointWith({}, cwd, ...args)

/** The same with these variables in its environment. */
export function holdpointWith(given: Readonly<Record<string, string>>, cwd: string, ...args: readonly string[]) {
  const { NO_COLOR, FORCE_COLOR, ...env } = process.env
  const ran = spawnSync(process.execPath, [entry, ...args], {
    cwd,
    env: { ...env, LANG: 'C.UTF-8', ...given },
    encoding: 'utf8',
    timeout: 30_000,
    input: '',
  })
  return { status: ran.status, out: ran.stdout, err: ran.stderr }
}
