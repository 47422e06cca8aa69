import { readdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { read } from '../index.ts'
import { documented } from './documented.ts'

const folder = resolve(import.meta.dirname, '../../../docs/rules')
const page = (name: string) => readFileSync(resolve(folder, `${name}.md`), 'utf8')

/** The document in the example under a heading of a page, as if it were a file of its own. */
function example(name: string, heading: 'Bad' | 'Good'): string {
  const [, text] = new RegExp(`^## ${heading}\\n\\n\`{4}markdown\\n([\\s\\S]*?)^\`{4}$`, 'm').exec(page(name)) ?? []
  if (text === undefined) throw new Error(`docs/rules/${name}.md has no example under "## ${heading}"`)
  return text
}

const found = (text: string) =>
  read({ path: 'RELEASE.md', text, encoding: 'utf8', digest: 'd' }).findings.map((one) => one.rule)

describe.each(documented)('docs/rules/$name.md', ({ name, severity, reason, remedy }) => {
  it('begins with the rule’s name, severity and reason, and ends with its remedy', () => {
    expect(page(name)).toMatch(new RegExp(`^# ${name}\\n\\n\\*\\*${severity}\\.\\*\\* `))
    expect(page(name)).toContain(`**${severity}.** ${reason}\n`)
    expect(page(name).trimEnd().endsWith(`## What to do\n\n${remedy}`)).toBe(true)
  })

  it('has a bad example in which the rule finds something', () => {
    expect(found(example(name, 'Bad'))).toContain(name)
  })

  it('has a good example in which it finds nothing', () => {
    expect(found(example(name, 'Good'))).not.toContain(name)
  })
})

it('every page belongs to a rule, and the rules stand in the order of their names', () => {
  const names = documented.map((rule) => rule.name)
  expect(names).toEqual(names.toSorted())
  expect(
    readdirSync(folder)
      .filter((file) => file !== 'README.md')
      .map((file) => file.replace(/\.md$/, ''))
      .sort(),
  ).toEqual(names)
})
