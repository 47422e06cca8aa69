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
  it('is empty when the file is', () => expect(projectInputs(project(''), null)).toEqual({}))
  it('refuses an environment that it does not name', () => {
    expect(() => projectInputs(project(example), 'prod')).toThrow('There is no environment prod in holdpoint.yaml.')
    expect(() => projectInputs(project(example), 'constructor')).toThrow('There is no environment constructor')
    expect(() => projectInputs(project('inputs: {}\n'), 'prod')).toThrow('There is no environment prod')
  })
  it('says how bad what a rule finds is here, and why one is not asked', () => {
    const yaml = 'rules:\n  curl-cannot-fail: error\n  left-out:\n    severity: off\n    reason: We know the rest.\n'
    expect(project(yaml).rules).toEqual({
      'curl-cannot-fail': { severity: 'error', reason: null },
      'left-out': { severity: 'off', reason: 'We know the rest.' },
    })
  })
  it('names rules that there are, where they are known', () => {
    const named = (yaml: string) => () =>
      projectOf('holdpoint.yaml', parseYaml('holdpoint.yaml', yaml), ['curl-cannot-fail', 'left-out'])
    expect(named('rules:\n  shellcheck/SC2086: off-topic\n')).toThrow('found `off-topic`')
    expect(named('rules:\n  curl-cannot-fial: error\n')).toThrow(
      'holdpoint.yaml:2: found the key `curl-cannot-fial`, expected the name of a rule',
    )
  })
  it.each([
    ['rules: [left-out]', 'holdpoint.yaml:1: found a list, expected a mapping from rules to severities.'],
    [
      'rules:\n  left-out: off\n',
      'holdpoint.yaml:2: found `off`, expected `info`, `warning`, `error`, or a mapping with `severity: off` and a `reason`.',
    ],
    [
      'rules:\n  left-out:\n    severity: off\n',
      'holdpoint.yaml:2: found a mapping, expected a `reason` beside `severity: off`.',
    ],
    [
      'rules:\n  left-out:\n    reason: x\n',
      'holdpoint.yaml:2: found a mapping, expected `severity` in it: `off`, `info`, `warning` or `error`.',
    ],
    ['rules:\n  left-out:\n    reasn: x\n', 'holdpoint.yaml:3: found the key `reasn`, expected `severity`, `reason`.'],
    ['targts: {}', 'holdpoint.yaml:1: found the key `targts`, expected `environments`, '],
    ['environments:\n  staging:\n    input: {}\n', 'holdpoint.yaml:3: found the key `input`, expected `inputs`, '],
    ['environments: [staging]', 'holdpoint.yaml:1: found a list, expected a mapping from names of environments.'],
    [
      'inputs:\n  MY-APP: x\n',
      "holdpoint.yaml:2: found `x`, expected an input's name (letters, digits, _) for `MY-APP`.",
    ],
    ...[
      ['windows: []', 'found an empty list, expected a list of 1 to 100 windows, or no `windows`'],
      ['windows:', 'found nothing, expected a list of 1 to 100 windows'],
      [`windows: [${'{},'.repeat(101)}]`, 'found a list, expected a list of 1 to 100 windows'],
      [`freezes: [${'{},'.repeat(101)}]`, 'found a list, expected a list of at most 100 freezes'],
      ['windows: [{ days: [] }]', 'found an empty list, expected days of the week'],
      ['windows: [{ dates: [] }]', 'found an empty list, expected a date, or a list of them'],
      ['windows: [{ dates: }]', 'found nothing, expected a date, or a list of them'],
      ['windows: [{ from: "24:00", to: "00:00" }]', 'found `24:00`, expected a time from `00:00` to `23:59`'],
    ].map(([terms = '', sentence = '']) => [
      `environments:\n  production:\n    zone: UTC\n    ${terms}\n`,
      `holdpoint.yaml:4: ${sentence}`,
    ]),
    ['inputs:\n  A: *b\n', 'holdpoint.yaml:2: found an alias, expected a value (quote it when it is empty).'],
  ])('%j is refused by line', (yaml, sentence) => expect(() => project(yaml)).toThrow(sentence))
})
