import { describe, expect, it } from 'vitest'
import { read, sourceOf } from '../index.ts'

const table = '```sql\nCREATE TABLE carts (id INT);\n```\n'
const runs = (...headings: string[]) => {
  const text = `# Shop\n\n${headings.join('\n\n')}\n\n${table}`
  const { plan } = read(sourceOf('D.md', new TextEncoder().encode(text), '0'.repeat(64)))
  return plan.steps.some((step) => step.command?.text.startsWith('CREATE TABLE'))
}

describe('SQL that begins with a definition', () => {
  it.each([
    [['## Deploy', '### Migration']],
    [['## Deploy']],
    [['## Pre-deployment']],
    [['## Rollback', 'Put the old table back:']],
  ])('is a command where something is done: %s', (headings) => {
    expect(runs(...headings)).toBe(true)
  })

  it.each([
    [['## Database schema']],
    [['## Deploy', '### Example policies']],
    [['## Deploy', 'The new table looks like this:']],
  ])('is a definition to read elsewhere: %s', (headings) => {
    expect(runs(...headings)).toBe(false)
  })
})
