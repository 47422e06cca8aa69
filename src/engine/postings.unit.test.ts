import { expect, it } from 'vitest'
import { createVirtualClock } from '../adapters/rehearsal/virtual-clock.ts'
import { read } from '../read/index.ts'
import { driveOptions, engineOfFakes, newRun } from '../testing/engine-of-fakes.ts'
import { FakeRunner } from '../testing/fake-runner.ts'
import { ada } from '../testing/run-events.ts'
import type { Answerer, Notify, Outgoing } from './ports.ts'

const text = [
  '# Go',
  '',
  '## Communication',
  '',
  '### Before the release',
  '',
  '```',
  'Subject: We begin',
  '',
  'Now.',
  '```',
  '',
  '## Deploy',
  '',
  '- [ ] Look at it',
  '',
].join('\n')

/** Somebody sits in front of it and says nothing. */
const thinking: Answerer = (_open, _state, signal) =>
  new Promise((resolve) => signal.addEventListener('abort', () => resolve(null)))

/** A run that is driven while nobody ticks its item; its first message goes to two notifiers. */
async function driven(answer: (to: string, tries: number) => string) {
  const told: (readonly [to: string, at: number, message: Outgoing])[] = []
  const clock = createVirtualClock(0)
  const notify: Notify = async (to, message) => {
    told.push([to, clock.now() / 1000, message])
    const said = answer(to, told.filter(([one]) => one === to).length)
    if (said.startsWith('no')) throw new Error(said)
    return said
  }
  const engine = engineOfFakes(new FakeRunner(), { clock, notify })
  const { plan } = read({ path: 'GO.md', text, encoding: 'utf8', digest: 'd' })
  const both = ['team', 'chat']
  const sending = { before: both, during: both, after: both, rollback: both }
  const run = await engine.create(newRun(plan, { source: { path: 'GO.md', text, encoding: 'utf8' }, sending }), ada)
  await engine.drive(run.id, driveOptions())
  const [question] = (await engine.load(run.id)).open
  const sent = { option: 'send', steps: [], reason: null, fields: {} } as const
  await engine.act(run.id, { type: 'Answer', decision: question?.id ?? '', answer: sent }, ada)
  const until = new AbortController()
  const driving = engine.drive(run.id, driveOptions({ signal: until.signal, answer: thinking }))
  for (let turn = 0; turn < 200; turn++) await new Promise((resolve) => setImmediate(resolve))
  until.abort()
  await driving
  return { told, state: await engine.load(run.id) }
}

it('a message goes to every notifier of its occasion, once, with an id of its own', async () => {
  const { told, state } = await driven(() => '250 ok')
  expect(told.map(([to, , { id, subject, text: words }]) => [to, id, subject, words])).toEqual(
    ['team', 'chat'].map((to) => [to, `${state.id}.${state.plan.messages[0]?.id}`, 'We begin', 'Now.']),
  )
  expect(state.outbox.map(({ notifier, said, next }) => [notifier, said, next])).toEqual([
    ['team', '250 ok', null],
    ['chat', '250 ok', null],
  ])
})

it('one that does not go out is tried again after longer and longer times, with the same id, while the run goes on', async () => {
  const { told, state } = await driven((to, tries) => (to === 'team' && tries < 4 ? 'no answer' : '250 ok'))
  expect(told.filter(([to]) => to === 'team').map(([, at]) => at)).toEqual([0, 5, 35, 155])
  expect(new Set(told.map(([, , { id }]) => id)).size).toBe(1)
  expect(state.outbox.map(({ said }) => said)).toEqual(['250 ok', '250 ok'])
  expect(state.open.map(({ kind }) => kind)).toEqual(['confirm'])
})

it('it is given up after the seventh try; the record keeps why', async () => {
  const { told, state } = await driven((to) => (to === 'team' ? 'no such mailbox' : '250 ok'))
  expect(told.filter(([to]) => to === 'team')).toHaveLength(7)
  expect(state.outbox[0]).toMatchObject({ next: null, arrived: null, said: 'no such mailbox', tries: 7 })
})
