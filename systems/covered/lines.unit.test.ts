import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { linesOf } from './lines.ts'

const text = `import { a } from './a.ts'
import type { B } from './b.ts'
/** A comment. */
interface C {
  readonly d: number
}
export function ran(): void {
  if (a) {
    // never
    a()
  }
}
`

it('counts lines of code, not types and comments, and those that ran in any process', () => {
  const folder = mkdtempSync(join(tmpdir(), 'systems-lines-'))
  try {
    const path = join(folder, 'x.ts')
    writeFileSync(path, text)
    const range = (from: string, to: string, count: number) => ({
      startOffset: text.indexOf(from),
      endOffset: text.indexOf(to) + to.length,
      count,
    })
    const whole = { ranges: [{ startOffset: 0, endOffset: text.length, count: 1 }] }
    const inner = (count: number) => ({
      ranges: [range('export', '  }\n}', 1), range('{\n    // never', 'a()\n  }', count)],
    })
    const numbers = (seen: Parameters<typeof linesOf>[1]) => {
      const { code, ran } = linesOf(path, seen)
      return { code: [...code], ran: [...ran] }
    }
    expect(numbers([])).toEqual({ code: [1, 7, 8, 10], ran: [] })
    expect(numbers([{ url: '', functions: [whole, inner(0)] }])).toEqual({ code: [1, 7, 8, 10], ran: [1, 7] })
    const both = [
      { url: '', functions: [whole, inner(0)] },
      { url: '', functions: [whole, inner(1)] },
    ]
    expect(numbers(both).ran).toEqual([1, 7, 8, 10])
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
