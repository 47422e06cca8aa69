import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { projectOf } from './project.ts'
import { parseYaml } from './strict.ts'

const project = (text: string) => projectOf('holdpoint.yaml', parseYaml('holdpoint.yaml', text))
const guide = readFileSync(resolve(import.meta.dirname, '../../../docs/guide.md'), 'utf8')
const example = guide.match(/## People and approvals[\s\S]*?```yaml\n([\s\S]*?)```/)?.[1] ?? ''

describe('people, roles and approvals of the project file', () => {
  it('are read as the guide writes them', () => {
    const { people, roles, approvals } = project(example).authority
    expect(people.map(({ id, name }) => [id, name])).toEqual([
      ['ada', 'Ada Lovelace'],
      ['bob', 'bob'],
      ['cyd', 'cyd'],
    ])
    expect(people[0]).toMatchObject({ users: ['ada'], channels: ['#releases'], email: null, keys: [] })
    expect(roles).toEqual([
      { name: 'release-manager', called: [], people: ['ada', 'bob'] },
      { name: 'qa-lead', called: ['QA', 'Tester'], people: ['bob', 'cyd'] },
    ])
    expect(approvals[0]).toEqual({
      of: 'signoff',
      match: 'Production',
      needs: [{ roles: ['release-manager'], count: 2 }],
      separated: true,
      deadline: 4 * 3_600_000,
      remind: 30 * 60_000,
    })
  })

  it('are those of an environment over those of all', () => {
    const { roles, approvals } = project(example).environments.staging?.authority ?? project('').authority
    expect(roles.find(({ name }) => name === 'release-manager')?.people).toEqual(['ada', 'bob', 'cyd'])
    expect(approvals.map(({ needs }) => needs?.[0]?.roles)).toEqual([
      ['qa-lead'],
      ['release-manager'],
      ['release-manager'],
    ])
  })

  const people = 'people:\n  ada: { users: [ada] }\nroles:\n  qa: [ada]\n'
  it.each([
    [
      'people:\n  ada: { name: Ada }\n',
      'holdpoint.yaml:2: found a mapping, expected `email`, `users` or `keys` of ada',
    ],
    [
      'people:\n  ada: { users: [ada] }\nroles:\n  qa: [adda]\n',
      'holdpoint.yaml:4: found `adda`, expected a person named',
    ],
    [`${people}approvals:\n  - who: QA\n`, 'holdpoint.yaml:6: found `QA`, expected a role named under `roles`'],
    [
      `${people}approvals:\n  - who: { qa: 2 }\n`,
      'holdpoint.yaml:6: found `2`, expected at most 1: so many people hold qa',
    ],
    [
      `${people}approvals:\n  - { who: qa, deadline: soon }\n`,
      'holdpoint.yaml:6: found `soon`, expected a time such as',
    ],
    [`${people}approvals:\n  - { who: qa, of: signof }\n`, 'Did you mean `signoff`?'],
    [`${people}approvals:\n  - { who: qa, of: item }\n`, 'expected `match` beside `of: item`'],
    [
      `${people}approvals:\n  - { of: way-back }\n`,
      'expected `who`, `separated: true`, `deadline` or `remind` beside `of: way-back`',
    ],
  ])('%j is refused by line', (text, sentence) => {
    let said = ''
    try {
      project(text)
    } catch (error) {
      const { message, next } = error as Error & { next: string }
      said = `${message} ${next}`
    }
    expect(said).toContain(sentence)
  })
})
