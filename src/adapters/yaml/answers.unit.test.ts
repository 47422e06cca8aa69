import { describe, expect, it } from 'vitest'
import { HoldpointError } from '../../errors.ts'
import type { Decision, RunState } from '../../run/index.ts'
import { answerFromFile } from './answer-from-file.ts'
import { answersOf } from './answers.ts'
import { parseYaml } from './strict.ts'

const span = (line: number) => ({ start: 0, end: 1, line, endLine: line })
const state = {
  plan: { steps: [{ id: 's1', title: 'Announce the window', span: span(7) }] },
} as unknown as RunState

const question = (kind: Decision['kind'], options: readonly string[], more: Partial<Decision> = {}): Decision => ({
  id: 'd1',
  kind,
  question: 'Is it so?',
  detail: [],
  steps: ['s1'],
  span: null,
  options: options.map((id) => ({
    id: id as Decision['options'][number]['id'],
    label: id,
    effect: '',
    key: id,
    reason: false,
    deviation: false,
  })),
  fields: [],
  attempt: null,
  statement: null,
  about: null,
  reason: null,
  who: null,
  binds: null,
  deadline: null,
  ...more,
})

const never = new AbortController().signal
const from = (yaml: string) => answerFromFile(answersOf('a.yaml', parseYaml('a.yaml', yaml)))
const ask = async (yaml: string, decision: Decision) =>
  (await from(yaml)([decision], state, never, null))?.answer ?? null

const refusal = (yaml: string) => {
  try {
    answersOf('a.yaml', parseYaml('a.yaml', yaml))
  } catch (error) {
    if (error instanceof HoldpointError) return `${error.message} ${error.next}`
    throw error
  }
  return null
}

describe('an answers file', () => {
  it('answers by kind and by words of the step, and names itself as the actor', async () => {
    const answerer = from('answers:\n  - kind: confirm\n    match: announce\n    option: done\n    reason: sent\n')
    const given = await answerer([question('confirm', ['done', 'skip'])], state, never, null)
    expect(given?.by).toEqual({ kind: 'answers', id: 'a.yaml', name: null, key: null })
    expect(given?.answer).toEqual({ option: 'done', steps: [], reason: 'sent', fields: {} })
  })
  it('answers by line of the runbook', async () => {
    expect((await ask('answers: [{ line: 7, option: done }]', question('confirm', ['done'])))?.option).toBe('done')
    expect(await ask('answers: [{ line: 8, option: done }]', question('confirm', ['done']))).toBeNull()
  })
  it('leaves open what nothing fits', async () => {
    expect(await ask('default: { confirm: done }', question('destructive', ['yes', 'no']))).toBeNull()
  })
  it('leaves open what takes a role: a file is nobody', async () => {
    const who = { needs: [], separated: true }
    expect(await ask('default: { signoff: sign }', question('signoff', ['sign'], { who }))).toBeNull()
  })
  it('takes the default of a kind, `yes` being a word', async () => {
    expect((await ask('default: { destructive: yes }', question('destructive', ['yes', 'no'])))?.option).toBe('yes')
  })
  it('gives inputs when it has all that are required, as they are written', async () => {
    const field = (name: string, required: boolean) =>
      ({ option: 'give', name, label: name, type: 'text', choices: [], required, suggestion: null }) as const
    const decision = question('input', ['give'], { fields: [field('VERSION', true), field('NOTE', false)] })
    expect((await ask('inputs: { VERSION: 1.10 }', decision))?.fields).toEqual({ VERSION: '1.10' })
    expect(await ask('inputs: { NOTE: x }', decision)).toBeNull()
  })
  it('fills the one field with `value`', async () => {
    const fields = [
      { option: 'choose', name: 'way', label: 'Way', type: 'choice', choices: ['A'], required: true, suggestion: null },
    ] as const
    const decision = question('alternative', ['choose'], { fields })
    expect((await ask('default: { alternative: { option: choose, value: A } }', decision))?.fields).toEqual({
      way: 'A',
    })
  })
  it('fills fields by their names, or by the words that stand at the blank', async () => {
    const fields = [
      { option: 'sign', name: '1', label: 'Name', type: 'text', choices: [], required: false, suggestion: null },
      { option: 'sign', name: '2', label: 'Date', type: 'text', choices: [], required: false, suggestion: null },
    ] as const
    const decision = question('signoff', ['sign'], { fields })
    const file = 'default: { signoff: { option: sign, fields: { name: Ada, 2: today } } }'
    expect((await ask(file, decision))?.fields).toEqual({ 1: 'Ada', 2: 'today' })
  })

  it('retries once only, then leaves the question to people', async () => {
    const answerer = from('default: { failure: retry }')
    expect((await answerer([question('failure', ['retry'])], state, never, null))?.answer.option).toBe('retry')
    expect(await answerer([question('failure', ['retry'])], state, never, null)).toBeNull()
  })
  it('says when a rule names an option that is not offered', async () => {
    await expect(ask('answers:\n  - kind: confirm\n    option: sign\n', question('confirm', ['done']))).rejects.toThrow(
      'a.yaml:2: answers sign to a question that offers done (Is it so?).',
    )
  })
})

describe('a mistake in an answers file names line, found, expected and what to do', () => {
  it.each([
    ['inptus: {}', 'a.yaml:1: found the key `inptus`, expected `inputs`, `answers`, `default`. Did you mean `inputs`?'],
    ['answers:\n  - match: x\n', 'a.yaml:2: found a mapping, expected an answer with `option`. Edit line 2 of a.yaml.'],
    [
      'inputs:\n  A: [1]\n',
      'a.yaml:2: found a list, expected a value (quote it when it is empty). Edit line 2 of a.yaml.',
    ],
    ['answers: 3', 'a.yaml:1: found `3`, expected a list of answers. Edit line 1 of a.yaml.'],
    [
      'answers: [{ line: zero, option: done }]',
      'a.yaml:1: found `zero`, expected a line of the runbook. Edit line 1 of a.yaml.',
    ],
    [
      'inputs: {}\ninputs: {}\n',
      'a.yaml:2: found Map keys must be unique, expected valid YAML. Edit line 2 of a.yaml.',
    ],
  ])('%j', (yaml, sentence) => expect(refusal(yaml)).toBe(sentence))
  it('an option of no question', () => {
    expect(refusal('default:\n  confirm: dome\n')).toMatch(
      /^a\.yaml:2: found `dome`, expected .* Did you mean `done`\?$/,
    )
  })
})
