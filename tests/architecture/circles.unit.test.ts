import { globSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { expect, it } from 'vitest'
import { importsOf } from './imports.ts'

const root = resolve(import.meta.dirname, '../..')
const files = globSync('src/{plan,run,record}/**/*.ts', { cwd: root }).filter((path) => !path.endsWith('.test.ts'))
const imports = new Map(
  files.map((file) => [
    file,
    importsOf(readFileSync(join(root, file), 'utf8')).map((one) => join(dirname(file), one.specifier)),
  ]),
)

/** Every way from a file back to itself, each told once. Types count: a circle of types can't be read from the top either. */
function circles(of: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const found = new Set<string>()
  const done = new Set<string>()
  const visit = (file: string, above: readonly string[]) => {
    const at = above.indexOf(file)
    if (at >= 0) found.add([...above.slice(at), file].join(' → '))
    if (at >= 0 || done.has(file)) return
    for (const next of of.get(file) ?? []) visit(next, [...above, file])
    done.add(file)
  }
  for (const file of of.keys()) visit(file, [])
  return [...found]
}

it('the core can be read from its leaves up: no file of it imports itself over others', () => {
  expect(files.length).toBeGreaterThan(50)
  expect(circles(imports)).toEqual([])
})

it('a circle is found, over two files and over three', () => {
  const of = new Map(Object.entries({ a: ['b'], b: ['c'], c: ['a'], d: ['e'], e: ['d', 'a'] }))
  expect(circles(of)).toEqual(['a → b → c → a', 'd → e → d'])
})
