import { mkdirSync } from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { defineConfig } from 'vitest/config'

/** Tests sign with a key of their own, never with that of whoever runs them. */
const keys = join(tmpdir(), `holdpoint-test-keys-${userInfo().uid}`)
mkdirSync(keys, { recursive: true, mode: 0o700 })

/** The cost of a test is in its name: `unit` (milliseconds), `int` (real processes, files), `e2e` (the binary). */
const project = (
  name: string,
  testTimeout: number,
  more: { readonly isolate?: boolean; readonly globalSetup?: string; readonly retry?: number } = {},
) => ({
  // What is made before tests waits for the same servers and processes as they do.
  test: {
    name,
    include: [`{src,tests,examples,systems}/**/*.${name}.test.ts`],
    testTimeout,
    hookTimeout: testTimeout,
    // On a busy machine a second is not long.
    expect: { poll: { timeout: 20_000 } },
    ...more,
  },
})

export default defineConfig({
  test: {
    // Most of them wait for processes: two files at a time, also on two processors.
    maxWorkers: 2,
    env: { HOLDPOINT_KEY: join(keys, 'key.pem') },
    projects: [
      // They hold no state, so they share what is loaded: a third of the time of a fresh start for each file.
      project('unit', 10_000, { isolate: false }),
      project('int', 60_000),
      // Terminals, browsers and servers side by side: what fails by itself on a busy machine gets a second turn, and is named.
      project('e2e', 180_000, { globalSetup: 'tests/cli/bundled.ts', retry: 1 }),
      project('durability', 900_000),
      project('fuzz', 3_600_000),
      // Whole deployments of the systems, and their faults.
      project('systems', 900_000, { globalSetup: 'tests/cli/bundled.ts' }),
    ],
  },
})
