import { describe, expect, it } from 'vitest'
import { read, sourceOf } from '../index.ts'

const german = 'Diese Anleitung beschreibt, wie der Dienst für unsere Kunden neu gestartet wird und wer dabei ist.'

/** The second of two commands, with a sentence before it. */
function second(lead: string) {
  const fence = (text: string) => ['```bash', text, '```', '']
  const text = ['# Release', '', german, '', '## Deploy', '', ...fence('stop shop'), lead, '', ...fence('kill shop')]
  const { plan } = read(sourceOf('D.md', new TextEncoder().encode(text.join('\n')), '0'.repeat(64)))
  const step = plan.steps.find(({ command }) => command?.text === 'kill shop')
  return { choices: plan.choices.length, condition: step?.condition?.text ?? null }
}

describe('a sentence that puts the command below it under a condition', () => {
  it.each([
    ['If that fails:', 'If that fails'],
    ['Or, if that fails:', 'Or, if that fails'],
    ["Stop it. If it doesn't work:", "If it doesn't work"],
    ['When the restart hangs:', 'When the restart hangs'],
    ['If tests pass:', 'If tests pass'],
    ['If the disk is full, clean up:', 'If the disk is full'],
    ['Falls das fehlschlägt:', 'Falls das fehlschlägt'],
    ['Wenn der Dienst nicht startet:', 'Wenn der Dienst nicht startet'],
  ])('%s', (lead, condition) => {
    expect(second(lead)).toEqual({ choices: 0, condition })
  })

  it.each([
    ['1. If that fails: `kill shop`', 'If that fails'],
    ['- [ ] If it does not start, `kill shop`', 'If it does not start'],
    ['- [ ] Kill it: `kill shop`', null],
  ])('as an item: %s', (item, condition) => {
    const text = ['# Release', '', '## Deploy', '', item, '']
    const { plan } = read(sourceOf('D.md', new TextEncoder().encode(text.join('\n')), '0'.repeat(64)))
    expect(plan.steps.map((step) => [step.command?.text, step.condition?.text ?? null])).toEqual([
      ['kill shop', condition],
    ])
  })

  it('is none where it only goes on, or tells something', () => {
    for (const lead of ['Then:', 'Kill the service:', 'This shows whether it failed:', 'If that fails, call Ada.'])
      expect(second(lead)).toEqual({ choices: 0, condition: null })
  })

  it('is a choice where nothing has to fail first', () => {
    expect(second('Or by force:')).toEqual({ choices: 1, condition: null })
  })
})

it('another way that is told behind a command, on its line, leaves nothing to choose', () => {
  const text = '# Deploy\n\n```bash\nmake up  # or: ./up.sh\nmake paint\n```\n'
  const { plan } = read(sourceOf('D.md', new TextEncoder().encode(text), '0'.repeat(64)))
  expect(plan.choices).toEqual([])
  expect(plan.steps.map(({ command }) => command?.statements.length)).toEqual([2])
})
