import { readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { expect, it } from 'vitest'
import { importsOf } from './imports.ts'

const root = resolve(import.meta.dirname, '../..')

/** Modules that are not ours and that a file needs, itself or through what it imports. */
function modulesBehind(entry: string): readonly string[] {
  const modules = new Set<string>()
  const seen = new Set<string>()
  const visit = (file: string) => {
    if (seen.has(file)) return
    seen.add(file)
    for (const { specifier } of importsOf(readFileSync(join(root, file), 'utf8'))) {
      if (specifier.startsWith('.')) visit(join(dirname(file), specifier))
      else modules.add(specifier)
    }
  }
  visit(entry)
  expect(seen.size).toBeGreaterThan(20)
  return [...modules].sort()
}

it('a page can fold a run: deciding and folding need nothing but the language', () => {
  expect(modulesBehind('src/run/index.ts')).toEqual([])
})

it('only the chain of a journal needs Node', () => {
  expect(modulesBehind('src/engine/draft.ts')).toEqual([])
  expect(modulesBehind('src/engine/live-run.ts')).toEqual(['node:crypto'])
})
