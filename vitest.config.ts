import { defineConfig } from 'vitest/config'

/** The cost of a test is in its name: `unit` (milliseconds), `int` (real processes, files), `e2e` (the binary). */
const project = (name: string, testTimeout: number) => ({
  test: { name, include: [`{src,tests,examples}/**/*.${name}.test.ts`], testTimeout },
})

export default defineConfig({
  test: {
    projects: [
      project('unit', 10_000),
      project('int', 60_000),
      project('e2e', 180_000),
      project('durability', 900_000),
      project('fuzz', 3_600_000),
    ],
  },
})
