import { describe, expect, it } from 'vitest'
import { projectInputs, projectOf } from './project.ts'
import { parseYaml } from './strict.ts'

const project = (yaml: string) => projectOf('holdpoint.yaml', parseYaml('holdpoint.yaml', yaml))
const example =
  'inputs:\n  APP: shop\n  PORT: 080\nenvironments:\n  staging:\n    inputs:\n      APP: shop-staging\n  production: {}\n'

describe('the project file', () => {
  it('gives inputs as they are written, those of the environment over those for all', () => {
    expect(projectInputs(project(example), null)).toEqual({ APP: 'shop', PORT: '080' })
    expect(projectInputs(project(example), 'staging')).toEqual({ APP: 'shop-staging', PORT: '080' })
    expect(projectInputs(project(example), 'production')).toEqual({ APP: 'shop', PORT: '080' })
  })
  it('is empty when the file is', () => expect(projectInputs(project(''), 'anything')).toEqual({}))
  it('refuses an environment that it does not name', () => {
    expect(() => projectInputs(project(example), 'prod')).toThrow('There is no environment prod in holdpoint.yaml.')
    expect(() => projectInputs(project(example), 'constructor')).toThrow('There is no environment constructor')
  })
  it.each([
    ['targets: {}', 'holdpoint.yaml:1: found the key `targets`, expected `environments`, `inputs`.'],
    ['environments:\n  staging:\n    input: {}\n', 'holdpoint.yaml:3: found the key `input`, expected `inputs`.'],
    ['environments: [staging]', 'holdpoint.yaml:1: found a list, expected a mapping from names of environments.'],
    [
      'inputs:\n  MY-APP: x\n',
      "holdpoint.yaml:2: found `x`, expected an input's name (letters, digits, _) for `MY-APP`.",
    ],
    ['inputs:\n  A: *b\n', 'holdpoint.yaml:2: found an alias, expected a value (quote it when it is empty).'],
  ])('%j is refused by line', (yaml, sentence) => expect(() => project(yaml)).toThrow(sentence))
})
