import { join } from 'node:path'
import { defineConfig } from 'vitest/config'

/** The tests of the systems, with sources loaded by Node itself: what V8 counts are the lines of the files then. */
export default defineConfig({
  test: {
    root: join(import.meta.dirname, '../..'),
    include: ['systems/**/*.{unit,int}.test.ts'],
    setupFiles: [join(import.meta.dirname, 'setup.ts')],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // One at a time: counting makes them slow, and they wait for processes.
    maxWorkers: 1,
    pool: 'forks',
    experimental: { viteModuleRunner: false, nodeLoader: false },
  },
})
