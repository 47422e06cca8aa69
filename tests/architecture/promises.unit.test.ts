import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'

const docs = resolve(import.meta.dirname, '../../docs')
const page = readFileSync(join(docs, 'promises.md'), 'utf8')
const promises = page.split(/^(?=\*\*\d+\.)/m).slice(1)

/** What a promise names as its proof: files, each with the names of its tests that follow it. */
const proofs = promises.flatMap((promise) =>
  promise
    .split(/(?=\[`)/)
    .slice(1)
    .flatMap((text) => {
      const path = /^\[`[^`]+`\]\(([^)]+)\)/.exec(text)?.[1] ?? ''
      return [...text.matchAll(/“([^”]+)”/g)].map((match) => [path, match[1] ?? ''] as const)
    }),
)

describe('docs/promises.md', () => {
  it('has each of its promises once, and drops none of those that were made', () => {
    const numbers = promises.map((promise) => Number(/\d+/.exec(promise)?.[0]))
    expect(numbers.toSorted((a, b) => a - b)).toEqual(Array.from({ length: numbers.length }, (_, index) => index + 1))
    expect(numbers.length).toBeGreaterThanOrEqual(26)
  })

  it('says of each what proves it, or that nothing does yet', () => {
    for (const promise of promises) expect(promise).toMatch(/Proven by|Not yet/)
  })

  it.each(proofs)('%s has the test “%s”', (path, name) => {
    expect(readFileSync(join(docs, path), 'utf8')).toContain(name)
  })
})
