import { globSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = resolve(import.meta.dirname, '../..')

/** Names that files export one by one and that no other file has as a word. */
function unused(files: readonly (readonly [path: string, text: string])[]): readonly string[] {
  const holders = new Map<string, number>()
  for (const [, text] of files) {
    for (const word of new Set(text.match(/[\w$]+/g))) holders.set(word, (holders.get(word) ?? 0) + 1)
  }
  return files.flatMap(([path, text]) =>
    [...text.matchAll(/^export (?:async )?(?:const|function\*?|class|interface|type) ([\w$]+)/gm)]
      .filter(([, name = '']) => holders.get(name) === 1)
      .map(([, name]) => `${path}: ${name}`),
  )
}

describe('what is exported', () => {
  it('is named by another file (else: drop the `export`, or the whole of it)', () => {
    const files = globSync(['{src,tests,bench,scripts,examples}/**/*.{ts,tsx}'], { cwd: root })
      .filter((path) => path !== 'tests/architecture/exports.unit.test.ts')
      .map((path) => [path, readFileSync(resolve(root, path), 'utf8')] as const)
    expect(files.length).toBeGreaterThan(200)
    // The type of `HoldpointError.code`, for those who catch one.
    expect(unused(files).filter((found) => found !== 'src/errors.ts: ErrorCode')).toEqual([])
  })

  it('is found out when it is not', () => {
    const files = [
      ['a.ts', 'export const used = 1\nexport function lonely() {}\nexport type Alone = 1\nconst own = lonely'],
      ['b.ts', "import { used } from './a.ts'"],
    ] as const
    expect(unused(files)).toEqual(['a.ts: lonely', 'a.ts: Alone'])
  })
})
