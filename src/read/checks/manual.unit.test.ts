import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { kinds } from './kinds.ts'

const manual = readFileSync(new URL('../../../docs/checks.md', import.meta.url), 'utf8')

it.each(Object.entries(kinds))('the manual tells of %s and of everything that it sees', (kind, { seen }) => {
  const row = manual.split('\n').find((line) => new RegExp(`^\\| \`${kind}\\b`).test(line)) ?? ''
  for (const name of seen) expect(row).toContain(`\`${name}\``)
})
