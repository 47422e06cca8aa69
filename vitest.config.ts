import { defineConfig } from 'vitest/config'

/** The cost of a test is in its name: `unit` (milliseconds), `int` (real processes, files), `e2e` (the binary). */
const project = (name: string, testTimeout: number, more: { readonly isolate?: boolean } = {}) => ({
  test: { name, include: [`{src,tests,examples}/**/*.${name}.test.ts`], testTimeout, ...more },
})

export default defineConfig({
  test: {
    projects: [
      // They hold no state, so they share what is loaded: a third of the time of a fresh start for each file.
      project('unit', 10_000, { isolate: false }),
      project('int', 60_000),
      project('e2e', 180_000),
      project('durability', 900_000),
      project('fuzz', 3_600_000),
    ],
  },
})
