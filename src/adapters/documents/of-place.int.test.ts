import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { documentsBelow, documentWithin, stampOf } from './of-place.ts'

let outer: string
let place: string
beforeAll(() => {
  outer = realpathSync(mkdtempSync(join(tmpdir(), 'holdpoint-place-')))
  place = join(outer, 'shop')
  mkdirSync(join(place, 'docs', 'deep'), { recursive: true })
  mkdirSync(join(place, '.holdpoint', 'runs'), { recursive: true })
  mkdirSync(join(place, 'node_modules', 'pkg'), { recursive: true })
  for (const name of [
    'DEPLOY.md',
    'secret.env',
    'docs/rollback.markdown',
    'docs/deep/a b.md',
    '.holdpoint/runs/x.md',
    'node_modules/pkg/README.md',
  ])
    writeFileSync(join(place, name), '# Go\n')
  writeFileSync(join(outer, 'outside.md'), '# Outside\n')
  mkdirSync(join(outer, 'shop-other'))
  writeFileSync(join(outer, 'shop-other', 'x.md'), '# Other\n')
  symlinkSync(join(outer, 'outside.md'), join(place, 'leads-out.md'))
  symlinkSync(outer, join(place, 'up'))
  symlinkSync(join(place, 'secret.env'), join(place, 'looks.md'))
  symlinkSync(join(place, 'DEPLOY.md'), join(place, 'inside.md'))
})
afterAll(() => rmSync(outer, { recursive: true, force: true }))

const code = (path: string) => {
  try {
    documentWithin(place, path)
    return null
  } catch (error) {
    return (error as { code: string }).code
  }
}

describe('a document that the page names', () => {
  it.each(['DEPLOY.md', './docs/../DEPLOY.md', 'inside.md'])('is found below the place: %s', (path) => {
    expect(documentWithin(place, path)).toBe(join(place, 'DEPLOY.md'))
  })

  it.each([
    '../outside.md',
    '../shop-other/x.md',
    'docs/../../outside.md',
    '/etc/hosts.md',
    'leads-out.md',
    'up/outside.md',
    'looks.md',
    'secret.env',
    '.holdpoint/runs/x.md',
    'node_modules/pkg/README.md',
    'DEPLOY.md\0.md',
    '',
    '.',
  ])('is refused elsewhere, and where it is no Markdown: %j', (path) => {
    expect(code(path)).toBe('document-outside')
  })

  it('is missed where there is none', () => {
    expect(code('docs/none.md')).toBe('document-missing')
    expect(code('%2e%2e/outside.md')).toBe('document-missing')
  })

  it('has a stamp that changes with its bytes', () => {
    const path = join(place, 'docs', 'deep', 'a b.md')
    const before = stampOf(path)
    writeFileSync(path, '# Went\n')
    expect(stampOf(path)).not.toBe(before)
    expect(stampOf(join(place, 'none.md'))).toBeNull()
  })
})

it('lists what is there, near the top first, and follows no link', async () => {
  expect(await documentsBelow(place)).toEqual({
    paths: ['DEPLOY.md', 'docs/rollback.markdown', 'docs/deep/a b.md'],
    more: false,
  })
})
