import { describe, expect, it } from 'vitest'
import { aPlan, type PlanDraft, rollback, type StepDraft } from '../../testing/plans.ts'
import { aRun, type Scenario } from '../../testing/scenario.ts'
import type { Actor, Approval, Authority, OptionId } from '../index.ts'
import { outstanding, personOf, signersOf } from '../index.ts'

const person = (id: string, more: Partial<Actor> = {}): Actor => ({
  kind: 'person',
  id,
  name: null,
  key: null,
  ...more,
})
const [ada, bob, cyd, eve] = ['ada', 'bob', 'cyd', 'eve'].map((id) => person(id)) as [Actor, Actor, Actor, Actor]
const rule = (more: Partial<Approval>): Approval => ({
  of: 'signoff',
  match: null,
  needs: null,
  separated: false,
  deadline: null,
  remind: null,
  ...more,
})
const authorityOf = (...approvals: readonly Approval[]): Authority => ({
  people: ['ada', 'bob', 'cyd'].map((id) => ({
    id,
    name: id,
    email: `${id}@example.org`,
    users: [id],
    keys: [],
    channels: [`#${id}`],
  })),
  roles: [
    { name: 'release-manager', called: [], people: ['ada', 'bob'] },
    { name: 'qa-lead', called: ['Tester'], people: ['bob', 'cyd'] },
    { name: 'player', called: [], people: ['ada', 'bob', 'cyd'] },
  ],
  approvals,
})

const signoff = (title: string): StepDraft => ({ title, kind: 'signoff' })
const deploy: StepDraft = { title: 'deploy', run: [{ script: 'deploy "$APP"', needs: ['APP'] }] }
const released = (
  steps: readonly (string | StepDraft)[],
  approvals: readonly Approval[] = [],
  more: Partial<PlanDraft> = {},
): Scenario => {
  const plan = aPlan({ sections: [{ title: 'Release', steps }, rollback], inputs: [{ name: 'APP' }], ...more })
  const run = aRun(plan, {}, null, { authority: authorityOf(...approvals), release: '2.0' })
  run.act({ type: 'GiveInputs', values: { APP: 'shop' }, from: 'person' }, eve)
  run.advance()
  return run
}
const say = (run: Scenario, option: OptionId, by: Actor, kind: Parameters<Scenario['asked']>[0] = 'signoff') =>
  run.act(
    { type: 'Answer', decision: run.asked(kind).id, answer: { option, steps: [], reason: 'because', fields: {} } },
    by,
  )
const outcome = (run: Scenario, step: string) => run.state.steps.get(step).outcome

describe('Who somebody is', () => {
  const { people, ...rest } = authorityOf()
  const [first, second] = people
  const named = (name: string | null, more: Partial<Actor> = {}) => person('root', { name, ...more })

  it('is known by key, else by user, else by the address that git has', () => {
    const all = {
      ...rest,
      people: [
        { ...first, keys: ['SHA256:a'] },
        { ...second, users: [] },
      ] as typeof people,
    }
    expect(personOf(all, named(null, { key: 'SHA256:a' }))?.id).toBe('ada')
    expect(personOf(all, named('Bob <BOB@example.org>'))?.id).toBe('bob')
  })
  it('is not proven by less than the file names', () => {
    const all = { ...rest, people: [{ ...first, keys: ['SHA256:a'] }, second] as typeof people }
    expect(personOf(all, ada)).toBeNull()
    expect(personOf(all, named('Bob <bob@example.org>'))).toBeNull()
  })
  it('is told apart by address where several share a user, and nobody otherwise', () => {
    const all = { ...rest, people: people.map((one) => ({ ...one, users: ['root'] })) }
    expect(personOf(all, named('Cyd <cyd@example.org>'))?.id).toBe('cyd')
    expect(personOf(all, named(null))).toBeNull()
  })
  it('is nobody for a file of answers', () => {
    expect(personOf(authorityOf(), { kind: 'answers', id: 'ada', name: null, key: null })).toBeNull()
  })
})

describe('Who acts by a personal link', () => {
  const linked = (id: string, more: Partial<NonNullable<Actor['link']>> = {}): Actor =>
    person(id, { link: { id: `link-${id}`, person: null, roles: [], madeBy: 'root', ...more } })

  it('is whom of the file it was made for, whatever they are called', () => {
    expect(personOf(authorityOf(), linked('anything', { person: 'bob' }))?.id).toBe('bob')
    expect(personOf(authorityOf(), linked('bob'))).toBeNull()
  })
  it('is not somebody whom the file knows by their key', () => {
    const { people, ...rest } = authorityOf()
    const all = { ...rest, people: people.map((one) => ({ ...one, keys: ['SHA256:a'] })) }
    expect(personOf(all, linked('bob', { person: 'bob' }))).toBeNull()
  })
  it('holds the roles of the file, and those that the link gives', () => {
    const run = released([signoff('QA Lead: ____'), deploy])
    expect(() => say(run, 'sign', linked('cyd'))).toThrow('cyd may not give this answer')
    expect(() => say(run, 'sign', linked('zoe', { roles: ['release-manager'] }))).toThrow('given release-manager')
    say(run, 'sign', linked('zoe', { roles: ['qa-lead'] }))
    expect(outcome(run, 'QA Lead: ____')).toBe('passed')
    const other = released([signoff('QA Lead: ____'), deploy])
    say(other, 'sign', linked('cyd', { person: 'cyd' }))
    expect(outcome(other, 'QA Lead: ____')).toBe('passed')
  })
  it('counts once, by however many links', () => {
    const run = released([signoff('Go')], [rule({ needs: [{ roles: ['release-manager'], count: 2 }] })])
    say(run, 'sign', ada)
    expect(() => say(run, 'sign', linked('x', { person: 'ada' }))).toThrow('has given this answer')
    const given = { roles: ['release-manager'] }
    const two = released([signoff('Go')], [rule({ needs: [{ roles: ['release-manager'], count: 2 }] })])
    say(two, 'sign', linked('zoe', given))
    expect(() => say(two, 'sign', linked('zoe', { ...given, id: 'another' }))).toThrow('has given this answer')
    say(two, 'sign', linked('yan', given))
    expect(outcome(two, 'Go')).toBe('passed')
  })
  it('lets not pass what they did themselves in a terminal, or by another link', () => {
    const run = released([signoff('QA Lead: ____'), deploy], [rule({ separated: true })])
    run.act({ type: 'GiveInputs', values: { APP: 'store' }, from: 'person' }, bob)
    run.advance()
    expect(() => say(run, 'sign', linked('x', { person: 'bob' }))).toThrow('bob gave APP')
    run.act({ type: 'GiveInputs', values: { APP: 'depot' }, from: 'person' }, linked('zoe'))
    run.advance()
    expect(() => say(run, 'sign', linked('zoe', { id: 'another', roles: ['qa-lead'] }))).toThrow('gave APP')
  })
  it('holds a role of somebody with a key only where the link gives it', () => {
    const { people, ...rest } = authorityOf(rule({ separated: true }))
    const all = { ...rest, people: people.map((one) => (one.id === 'bob' ? { ...one, keys: ['SHA256:b'] } : one)) }
    const plan = aPlan({ sections: [{ title: 'Release', steps: [signoff('QA Lead: ____'), deploy] }], inputs: [] })
    const run = aRun(plan, {}, null, { authority: all })
    run.advance()
    expect(() => say(run, 'sign', linked('bob', { person: 'bob' }))).toThrow('may not give')
    say(run, 'sign', linked('bob', { person: 'bob', roles: ['qa-lead'] }))
    expect(outcome(run, 'QA Lead: ____')).toBe('passed')
  })
})

describe('Who may sign', () => {
  it('is who holds the role that the line names, in its most words', () => {
    const run = released([signoff('QA Lead: ____'), deploy])
    expect(run.asked('signoff').who).toEqual({
      needs: [{ roles: ['qa-lead'], people: ['bob', 'cyd'], count: 1 }],
      separated: false,
    })
    expect(() => say(run, 'sign', ada)).toThrow('ada may not give this answer')
    expect(() => say(run, 'sign', eve)).toThrow('qa-lead (bob, cyd)')
    say(run, 'sign', cyd)
    expect(outcome(run, 'QA Lead: ____')).toBe('passed')
  })
  it('is who holds it by another of its words', () => {
    const run = released([signoff('QA/Tester: ____')])
    expect(run.asked('signoff').who?.needs[0]?.roles).toEqual(['qa-lead'])
  })
  it('is anybody where the file knows no such role', () => {
    const run = released([signoff('Product Owner: ____')])
    expect(run.asked('signoff').who).toBeNull()
    say(run, 'sign', eve)
    expect(outcome(run, 'Product Owner: ____')).toBe('passed')
  })
  it('may be several of several roles, as the document counts them; nobody counts for two', () => {
    const run = released(['Tested by 1+ testers and 2 or more players'])
    expect(run.asked('confirm').who?.needs).toMatchObject([
      { roles: ['qa-lead'], count: 1 },
      { roles: ['player'], count: 2 },
    ])
    say(run, 'done', bob, 'confirm')
    say(run, 'done', ada, 'confirm')
    expect(run.state.steps.get('Tested by 1+ testers and 2 or more players').outcome).toBeNull()
    const left = run.asked('confirm')
    expect(outstanding(run.state, left, signersOf(run.state, left))).toMatchObject([{ missing: 1 }])
    say(run, 'done', cyd, 'confirm')
    expect(outcome(run, 'Tested by 1+ testers and 2 or more players')).toBe('passed')
  })
  it('once each', () => {
    const run = released([signoff('Go')], [rule({ needs: [{ roles: ['release-manager'], count: 2 }] })])
    say(run, 'sign', ada)
    expect(() => say(run, 'sign', ada)).toThrow('has given this answer')
    expect(() => say(run, 'sign', person('root', { name: 'Ada <ada@example.org>' }))).toThrow('may not give')
  })
  it('is not left to a file of answers', () => {
    const run = released([signoff('Go')], [rule({ separated: true })])
    const file: Actor = { kind: 'answers', id: 'answers.yaml', name: null, key: null }
    expect(() => say(run, 'sign', file)).toThrow('is no person')
  })
  it('is nobody by a tick: what needs a role is neither ticked, skipped, assumed nor left out with a part', () => {
    const run = released([signoff('QA Lead: ____'), 'Tell 2+ players', deploy])
    for (const step of ['QA Lead: ____', 'Tell 2+ players'])
      for (const as of ['done', 'skipped'] as const)
        expect(() => run.act({ type: 'Tick', steps: [step], as, reason: 'r', values: [] }, bob)).toThrow()
    const part = aRun(run.state.plan, { assumeConfirmed: true, from: 4 }, null, { authority: authorityOf() })
    part.act({ type: 'GiveInputs', values: { APP: 'shop' }, from: 'person' })
    part.advance()
    expect(part.asked('signoff').question).toBe('QA Lead: ____')
  })
})

describe('A condition', () => {
  it('that leaves a hold out takes those who could let it pass', () => {
    const run = released([{ ...signoff('QA Lead: ____'), condition: 'if it is a Friday' }, deploy])
    expect(() => say(run, 'no', ada, 'condition')).toThrow('qa-lead')
    say(run, 'no', bob, 'condition')
    run.advance()
    expect(run.state.running).toMatchObject([{ step: 'deploy' }])
    const other = released([{ ...signoff('QA Lead: ____'), condition: 'if it is a Friday' }, deploy])
    say(other, 'yes', eve, 'condition')
    other.advance()
    expect(other.asked('signoff').who).not.toBeNull()
  })
})

describe('A refusal', () => {
  it('by one of them holds the run, and going on without takes as many as signing does', () => {
    const run = released([signoff('QA Lead: ____'), deploy])
    expect(() => say(run, 'refuse', ada)).toThrow('may not')
    say(run, 'refuse', bob)
    run.advance()
    expect(() => say(run, 'accept', ada, 'failure')).toThrow('may not')
    say(run, 'accept', cyd, 'failure')
    run.advance()
    expect(run.state.running).toMatchObject([{ step: 'deploy' }])
  })
})

describe('What is separated', () => {
  const separated = rule({ separated: true })
  it('is never let pass by who began the run, gave a value it uses, or ran it', () => {
    const run = released([signoff('QA Lead: ____'), deploy], [separated])
    run.act({ type: 'GiveInputs', values: { APP: 'store' }, from: 'person' }, bob)
    run.advance()
    expect(() => say(run, 'sign', bob)).toThrow('bob gave APP')
    const mine = released([signoff('Release Manager: ____'), deploy], [separated])
    expect(() => say(mine, 'sign', ada)).toThrow('ada started this run')
    const done = released([deploy, signoff('QA Lead: ____')], [separated])
    done.end()
    done.act({ type: 'Advance', terminal: false }, ada)
    say(done, 'sign', cyd)
    expect(outcome(done, 'QA Lead: ____')).toBe('passed')
  })
  it('lapses when who signed it begins to run it', () => {
    const run = released([signoff('QA Lead: ____'), deploy], [separated])
    say(run, 'sign', cyd)
    const [lapsed] = run.act({ type: 'Advance', terminal: false }, cyd)
    expect(lapsed).toMatchObject({ type: 'ApprovalLapsed', why: [{ what: 'person', name: 'cyd' }] })
    expect(run.state.running).toEqual([])
    expect(run.asked('signoff').question).toBe('QA Lead: ____')
  })
})

describe('An approval lapses', () => {
  const signed = () => {
    const run = released([signoff('QA Lead: ____'), deploy, signoff('Release Manager: done'), 'rest'])
    say(run, 'sign', bob)
    return run
  }
  it('when an input changes that what it lets pass uses', () => {
    const run = signed()
    const events = run.act({ type: 'GiveInputs', values: { APP: 'store' }, from: 'person' })
    expect(events.at(-1)).toMatchObject({
      type: 'ApprovalLapsed',
      why: [{ what: 'input', name: 'APP', before: 'shop', after: 'store' }],
    })
    run.advance()
    expect(run.asked('signoff').question).toBe('QA Lead: ____')
  })
  it('not when the same value is given again', () => {
    const run = signed()
    run.act({ type: 'GiveInputs', values: { APP: 'shop' }, from: 'person' })
    run.advance()
    expect(run.state.running).toMatchObject([{ step: 'deploy' }])
  })
  it('when a command that it covers is edited, and the edited one waits for it', () => {
    const run = signed()
    run.advance()
    run.end({ status: 1, statements: [] })
    const edited = run.answer('failure', 'edit', { fields: { text: 'deploy --force' } })
    expect(edited.at(-1)).toMatchObject({
      type: 'ApprovalLapsed',
      why: [{ what: 'step', line: expect.any(Number), before: 'deploy "$APP"', after: 'deploy --force' }],
    })
    run.advance()
    expect(run.state.running).toEqual([])
    say(run, 'sign', cyd)
    run.advance()
    expect(run.state.running).toMatchObject([{ step: 'deploy', attempt: 2 }])
  })
  it('no more when what it covered is done', () => {
    const run = signed()
    run.advance()
    run.end()
    run.act({ type: 'GiveInputs', values: { APP: 'store' }, from: 'person' })
    expect(outcome(run, 'QA Lead: ____')).toBe('passed')
  })
  it('with the signatures that a question has so far', () => {
    const run = released([signoff('Go'), deploy], [rule({ needs: [{ roles: ['release-manager'], count: 2 }] })])
    say(run, 'sign', ada)
    const first = run.asked('signoff')
    run.act({ type: 'GiveInputs', values: { APP: 'store' }, from: 'person' })
    expect(run.state.open).toEqual([])
    run.advance()
    expect(() =>
      run.act(
        { type: 'Answer', decision: first.id, answer: { option: 'sign', steps: [], reason: null, fields: {} } },
        bob,
      ),
    ).toThrow('is not asked any more')
    say(run, 'sign', bob)
    expect(outcome(run, 'Go')).toBeNull()
    say(run, 'sign', ada)
    expect(outcome(run, 'Go')).toBe('passed')
  })
})

describe('The way back', () => {
  const rules = [rule({ of: 'way-back', needs: [{ roles: ['release-manager'], count: 1 }] })]
  it('is asked for by anybody and started by who may', () => {
    const run = released(['one', deploy], rules)
    run.act({ type: 'Back', procedure: null, reason: 'errors', confirmed: true }, eve)
    expect(run.state.line).toBe('main')
    expect(() => say(run, 'start', cyd, 'procedure')).toThrow('release-manager (ada, bob)')
    say(run, 'start', bob, 'procedure')
    expect(run.state.line).toEqual({ procedure: 'Rollback' })
  })
  it('is started in one act by who may', () => {
    const run = released(['one', deploy], rules)
    run.act({ type: 'Back', procedure: null, reason: 'errors', confirmed: true }, bob)
    expect(run.state.line).toEqual({ procedure: 'Rollback' })
  })
})

describe('A claim', () => {
  it('says who is on it, once, and keeps nobody from answering', () => {
    const run = released([signoff('Go'), deploy])
    const { id } = run.asked('signoff')
    expect(run.act({ type: 'Claim', decision: id }, bob)).toEqual([{ type: 'DecisionClaimed', decision: id }])
    expect(() => run.act({ type: 'Claim', decision: id }, cyd)).toThrow('bob is on decision')
    run.act({ type: 'Release', decision: id }, bob)
    run.act({ type: 'Claim', decision: id }, cyd)
    say(run, 'sign', eve)
    expect(() => say(run, 'sign', cyd)).toThrow('no signoff is open')
    expect(() => run.act({ type: 'Claim', decision: id }, bob)).toThrow('was answered already')
  })
})

describe('A line that is critical, or go or no-go', () => {
  const lists = () =>
    aRun(
      aPlan({
        sections: [
          {
            title: 'Before',
            order: 'any',
            steps: ['CRITICAL: Back up', 'The team knows', { title: 'CRITICAL: Tested', ticked: true }],
          },
          { title: 'Go/No-Go', order: 'any', steps: ['Engineering', 'QA Lead', 'Errors below 1 %'] },
          { title: 'Deploy', steps: [deploy] },
        ],
        inputs: [{ name: 'APP' }],
      }),
      { assumeConfirmed: true },
      null,
      { authority: authorityOf() },
    )
  const asked = (run: Scenario) => run.state.open.map(({ kind, question }) => [kind, question])

  it('is a question of its own, and not assumed', () => {
    const run = lists()
    run.act({ type: 'GiveInputs', values: { APP: 'shop' }, from: 'person' })
    run.advance()
    expect(asked(run)).toEqual([
      ['confirm', 'CRITICAL: Back up'],
      ['confirm', 'CRITICAL: Tested'],
    ])
    run.answer('confirm', 'done')
    run.answer('confirm', 'done')
    run.advance()
    // One after the other, and each by whose role it names.
    expect(asked(run)).toEqual([['signoff', 'Engineering']])
    say(run, 'sign', eve)
    run.advance()
    expect(asked(run)).toEqual([['signoff', 'QA Lead']])
    expect(() => say(run, 'sign', ada)).toThrow('qa-lead')
    say(run, 'refuse', bob)
    run.advance()
    expect(run.asked('failure').question).toContain('was refused')
    say(run, 'retry', bob, 'failure')
    run.advance()
    say(run, 'sign', bob)
    run.advance()
    say(run, 'sign', eve)
    run.advance()
    expect(run.state.running).toMatchObject([{ step: 'deploy' }])
  })
})
