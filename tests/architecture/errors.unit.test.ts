import { globSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { errorsDocument } from '../../scripts/errors-document.ts'
import { type CatalogueEntry, catalogue } from '../../src/errors.ts'

const entries = Object.entries<CatalogueEntry>(catalogue)

const root = resolve(import.meta.dirname, '../..')

/** What may throw them: the sources without the catalogue and without what is for tests. */
const sources = globSync('src/**/*.ts', { cwd: root })
  .filter((path) => path !== 'src/errors.ts' && !path.startsWith('src/testing/') && !path.endsWith('.test.ts'))
  .map((path) => readFileSync(resolve(root, path), 'utf8'))
  .join('\n')

describe('the catalogue of errors', () => {
  it('is what docs/errors.md says (else: npm run docs)', () => {
    expect(readFileSync(new URL('../../docs/errors.md', import.meta.url), 'utf8')).toBe(errorsDocument())
  })

  it.each(entries)('%s has a kebab-case code, a sentence and a next action', (code, { sentence, next }) => {
    expect(code).toMatch(/^[a-z]+(-[a-z]+)*$/)
    expect(sentence).toMatch(/[.?!]$|\}$/)
    expect(next).toMatch(/[.?!]$|\}$/)
  })

  it.each(entries)('%s is thrown somewhere', (code) => {
    expect(sources.includes(`'${code}'`)).toBe(true)
  })
})
