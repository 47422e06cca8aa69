import { describe, expect, it } from 'vitest'
import { projectOf } from './project.ts'
import { parseYaml } from './strict.ts'

const read = (yaml: string) => projectOf('holdpoint.yaml', parseYaml('holdpoint.yaml', yaml))
const chat = '  chat: { webhook: "https://chat.test/" }\n'
const oncall = '  oncall: { pagerduty: "${PD_KEY}" }\n'

describe('notifiers', () => {
  it('of PagerDuty have a key that lies in the environment, and may silence its services for a time', () => {
    const silence = 'silence: { services: [P1, P2], token: "${PD_TOKEN}", from: ada@example.org, longest: 90m }'
    const { notifiers, sending } = read(`notifiers:\n  oncall: { pagerduty: "\${PD_KEY}", ${silence} }\n`)
    expect(notifiers).toEqual([
      {
        kind: 'pagerduty',
        name: 'oncall',
        key: '${PD_KEY}',
        at: 'https://events.pagerduty.com',
        silence: {
          services: ['P1', 'P2'],
          token: '${PD_TOKEN}',
          from: 'ada@example.org',
          longest: 5_400_000,
          at: 'https://api.pagerduty.com',
        },
      },
    ])
    expect(sending).toMatchObject({ alarms: ['oncall'], silencing: ['oncall'] })
  })

  it.each([
    ['', { waiting: ['chat'], overdue: ['oncall'], after: ['chat', 'oncall'] }],
    ['messages: [chat]\n', { waiting: ['chat'], after: ['chat'] }],
    ['messages: { waiting: [chat], overdue: [oncall] }\n', { waiting: ['chat'], overdue: ['oncall'], after: [] }],
    ['messages: { waiting: [oncall] }\n', { waiting: ['oncall'] }],
  ])('call who is on call when a question is overdue, unless the file says otherwise: %j', (messages, sending) => {
    const known = read(`notifiers:\n${chat}${oncall}${messages}`).sending
    expect(known).toMatchObject(sending)
    if (!('overdue' in sending)) expect(known).not.toHaveProperty('overdue')
  })

  it.each([
    ['{ pagerduty: abc123 }', 'expected `${NAME}`: a key that calls people stays in the environment'],
    ['{ pagerduty: "${K}", webhook: "https://x.test" }', 'one of `mail`, `webhook` and `pagerduty`'],
    ['{ webhook: "https://x.test", silence: {} }', 'no `silence` beside `webhook`'],
    ['{ pagerduty: "${K}", silence: { services: [P1] } }', 'a mapping with `services`, `token` and `from`'],
    ['{ pagerduty: "${K}", silence: { services: [P1], token: t, from: a@b.c } }', 'a token stays in the environment'],
    ['{ pagerduty: "${K}", at: ftp://x }', 'an address such as `https://events.eu.pagerduty.com`'],
  ])('%s is refused by line', (one, sentence) => {
    expect(() => read(`notifiers:\n  one: ${one}\n`)).toThrow(sentence)
  })
})
