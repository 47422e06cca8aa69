import { globSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { expect, it } from 'vitest'
import { importsOf } from './imports.ts'

const root = resolve(import.meta.dirname, '../..')

/** The part of `systems/` that a file belongs to: the kit, or one of the systems; null: it is not there. */
const partOf = (path: string): string | null => /^systems\/([^/]+)\//.exec(path)?.[1] ?? null

/** Imports that lead where a system must not look: into Holdpoint, into another system, or from the kit into any. */
function strays(path: string, text: string): readonly string[] {
  const own = partOf(path)
  return importsOf(text)
    .filter(({ specifier }) => specifier.startsWith('.'))
    .map(({ specifier }) => join(dirname(path), specifier))
    .filter((target) => partOf(target) !== own && partOf(target) !== 'kit')
    .map((target) => `${path} imports ${target}`)
}

const forTests = (path: string) => /\.test\.ts$|\/testing\//.test(path)

it('systems know the kit and themselves, the kit knows no system, and neither knows Holdpoint', () => {
  const files = globSync('systems/**/*.ts', { cwd: root }).filter((path) => !forTests(path))
  expect(files.length).toBeGreaterThan(40)
  expect(files.flatMap((path) => strays(path, readFileSync(join(root, path), 'utf8')))).toEqual([])
})

it('a stray import is found', () => {
  const from = (path: string, target: string) => strays(path, `import { a } from '${target}'`)
  expect(from('systems/shop/src/a.ts', '../../kit/http.ts')).toEqual([])
  expect(from('systems/shop/src/a.ts', './b.ts')).toEqual([])
  expect(from('systems/shop/src/a.ts', '../../tournament-registration/src/errors.ts')).toHaveLength(1)
  expect(from('systems/kit/a.ts', '../shop/src/a.ts')).toHaveLength(1)
  expect(from('systems/shop/src/a.ts', '../../../src/errors.ts')).toHaveLength(1)
})

it('Holdpoint knows no system', () => {
  const files = globSync('src/**/*.{ts,tsx}', { cwd: root })
  const found = files.filter((path) =>
    importsOf(readFileSync(join(root, path), 'utf8')).some(({ specifier }) => specifier.includes('systems/')),
  )
  expect(found).toEqual([])
})
