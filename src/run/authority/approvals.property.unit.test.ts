import { describe, expect, it } from 'vitest'
import { HoldpointError } from '../../errors.ts'
import { aPlan, rollback, type StepDraft } from '../../testing/plans.ts'
import fc from '../../testing/properties.ts'
import { aRun, ran, type Scenario } from '../../testing/scenario.ts'
import type { Actor, Authority, OptionId, RunState } from '../index.ts'
import { evolve, personOf } from '../index.ts'

const person = (id: string): Actor => ({ kind: 'person', id, name: null, key: null })
/** Ada begins the run; Dee holds no role, Eve is nobody whom the project names. */
const actors: readonly Actor[] = [
  ...['ada', 'bob', 'cyd', 'dee', 'eve'].map(person),
  { kind: 'answers', id: 'answers.yaml', name: null, key: null },
]
const known = (id: string) => ({ id, name: id, email: null, users: [id], keys: [], channels: [] })
const authority: Authority = {
  people: ['ada', 'bob', 'cyd', 'dee'].map(known),
  roles: [
    { name: 'release-manager', called: [], people: ['ada', 'bob', 'cyd'] },
    { name: 'qa-lead', called: [], people: ['bob', 'cyd'] },
  ],
  approvals: [
    {
      of: 'signoff',
      match: 'Release Manager',
      needs: [{ roles: ['release-manager'], count: 2 }],
      separated: true,
      deadline: null,
      remind: null,
    },
    {
      of: 'way-back',
      match: null,
      needs: [{ roles: ['release-manager'], count: 1 }],
      separated: false,
      deadline: null,
      remind: null,
    },
    {
      of: 'destructive',
      match: null,
      needs: [{ roles: ['qa-lead'], count: 1 }],
      separated: false,
      deadline: null,
      remind: null,
    },
  ],
}

const release: readonly StepDraft[] = [
  { title: 'Release Manager: ____', kind: 'signoff', blanks: ['Release Manager'] },
  { title: 'deploy', run: [{ script: 'deploy "$APP"', needs: ['APP'] }] },
  { title: 'clean', run: [{ script: 'rm -r "$OLD"', needs: ['OLD'], flags: ['destructive'] }] },
  { title: 'The banner is right', kind: 'check' },
  { title: 'QA Lead: ____', kind: 'signoff', blanks: ['QA Lead'] },
  { title: 'announce', run: [{ script: 'announce "$APP"', needs: ['APP'] }] },
  { title: 'Release Manager: done', kind: 'signoff' },
]
const planOf = (steps: readonly StepDraft[]) =>
  aPlan({ sections: [{ title: 'Release', steps }, rollback], inputs: [{ name: 'APP' }, { name: 'OLD' }] })
/** The whole, or from its second hold on. */
const plans = fc.constantFrom(planOf(release), planOf(release.slice(3)))

/** The hold that lets each command pass, and how many of its role that takes. */
const holds: Readonly<Record<string, readonly [hold: string, role: string, count: number, separated: boolean]>> = {
  deploy: ['Release Manager: ____', 'release-manager', 2, true],
  clean: ['Release Manager: ____', 'release-manager', 2, true],
  announce: ['QA Lead: ____', 'qa-lead', 1, false],
}

const stories = fc.array(fc.tuple(fc.nat(16), fc.nat(1000), fc.nat(1000), fc.nat(actors.length - 1)), {
  minLength: 60,
  maxLength: 120,
  size: 'max',
})

/** A check is taken back, and then does not hold. */
const lookAgain = (run: Scenario, by: Actor): void => {
  const steps = ['The banner is right']
  const isSettled = run.state.steps.get(steps[0] ?? '').phase === 'settled'
  run.act({ type: 'Tick', steps, as: isSettled ? 'open' : 'skipped', reason: 'r', values: [] }, by)
}

/** One act of somebody. Refusals by the catalogue are part of the story. */
const turn = (run: Scenario, [what, a, b, who]: readonly [number, number, number, number]): void => {
  const by = actors[who] as Actor
  const decision = run.state.open[a % Math.max(1, run.state.open.length)]
  const answer = (option: OptionId) => {
    if (!decision) return
    const fields = Object.fromEntries(
      decision.fields.filter((one) => one.option === option).map((one) => [one.name, b % 3 === 0 ? 'other' : 'v']),
    )
    run.act({ type: 'Answer', decision: decision.id, answer: { option, steps: [], reason: 'because', fields } }, by)
  }
  const { steps } = run.state.plan
  const step = steps[a % steps.length]?.id ?? ''
  try {
    if (what <= 3) run.act({ type: 'Advance', terminal: false }, by)
    else if (what <= 9 && decision) {
      const useful = decision.options.filter(({ id }) => !['pause', 'abort', 'back', 'no'].includes(id))
      const among = b % 11 === 0 ? decision.options : useful
      const at = what === 9 || decision.kind === 'failure' ? b % among.length : 0
      answer(among[at]?.id ?? 'yes')
    } else if (what === 10 || what === 11)
      run.state.running[0] && run.end(b % 2 === 0 ? { status: 1, statements: [ran(0, 1)] } : {})
    else if (what === 12)
      run.act({ type: 'GiveInputs', values: { [b % 2 ? 'APP' : 'OLD']: b % 3 ? 'v' : 'other' }, from: 'person' }, by)
    else if (what === 13)
      run.act(
        {
          type: 'Tick',
          steps: [step],
          as: (['done', 'skipped', 'open'] as const)[b % 3] ?? 'done',
          reason: 'r',
          values: [],
        },
        by,
      )
    else if (what === 16) lookAgain(run, by)
    else if (what === 14 && decision) run.act({ type: b % 2 ? 'Claim' : 'Release', decision: decision.id }, by)
    else run.act({ type: 'Resume' }, by)
  } catch (error) {
    if (!(error instanceof HoldpointError)) throw error
  }
}

const textOf = (state: RunState, id: string): string =>
  JSON.stringify([
    state.plan.steps.find((one) => one.id === id)?.command?.statements.map(({ script }) => script),
    state.steps.get(id).edits,
    state.plan.steps
      .find((one) => one.id === id)
      ?.command?.statements.flatMap(({ needs }) => needs.map((name) => state.inputs[name]?.value ?? null)),
  ])

describe('Whoever does what in whatever order', () => {
  it('no command starts that those who had to have not let pass, as it starts, and none by their own word', () => {
    const seen = { starts: 0, lapses: 0, accepted: 0, checks: 0, unmet: 0 }
    fc.assert(
      fc.property(plans, stories, (plan, story) => {
        const run = aRun(plan, {}, null, { authority })
        run.act({ type: 'GiveInputs', values: { APP: 'v', OLD: 'v' }, from: 'person' })
        for (const act of story) turn(run, act)
        const states: RunState[] = []
        for (const recorded of run.journal) states.push(evolve(states.at(-1) ?? null, recorded))
        const stateAsked = (decision: string | undefined) =>
          states.find(({ open }) => open.some(({ id }) => id === decision)) as RunState
        for (const [at, { event, actor: starter }] of run.journal.entries()) {
          if (event.type === 'ApprovalLapsed') {
            seen.lapses += 1
            seen.unmet += event.why.filter(({ what }) => what === 'check').length
          }
          if (event.type !== 'StepStarted') continue
          const [hold = '', role = '', count = 0, separated = false] = holds[event.step] ?? []
          if (hold === '') continue
          const before = states[at - 1] as RunState
          const { outcome } = before.steps.get(hold)
          if (outcome === 'accepted') {
            // Gone on without the sign-off: by those who could have given it, as many as it takes.
            seen.accepted += 1
            const override = before.answered.findLast(
              ({ decision }) => decision.kind === 'failure' && decision.steps[0] === hold,
            )
            expect(distinct(override?.answers ?? [], 'accept', role)).toBeGreaterThanOrEqual(count)
            expect(textOf(before, event.step)).toBe(textOf(stateAsked(override?.decision.id), event.step))
            continue
          }
          seen.starts += 1
          expect(outcome).toBe('passed')
          const asked = before.answered.findLast(
            ({ decision }) => decision.kind === 'signoff' && decision.steps[0] === hold,
          )
          expect(distinct(asked?.answers ?? [], 'sign', role)).toBeGreaterThanOrEqual(count)
          expect(textOf(before, event.step)).toBe(textOf(stateAsked(asked?.decision.id), event.step))
          for (const check of asked?.decision.binds?.checks ?? []) {
            seen.checks += 1
            expect(before.steps.get(check).outcome).toBe('passed')
          }
          if (!separated) continue
          const signers = (asked?.answers ?? []).filter(({ answer }) => answer.option === 'sign').map(({ by }) => by.id)
          expect(signers).not.toContain('ada')
          expect(signers).not.toContain(starter.id)
        }
      }),
      { numRuns: 200 },
    )
    // Stories that never come so far prove nothing.
    expect(Math.min(...Object.values(seen)), JSON.stringify(seen)).toBeGreaterThan(0)
  })

  it('the way back is started from every unfinished state by who may, and by nobody else', () => {
    let started = 0
    fc.assert(
      fc.property(plans, stories, (plan, story) => {
        const run = aRun(plan, {}, null, { authority })
        run.act({ type: 'GiveInputs', values: { APP: 'v', OLD: 'v' }, from: 'person' })
        for (const act of story) turn(run, act)
        if (run.state.status === 'ended' || run.state.line !== 'main') return
        const back = { type: 'Back', procedure: null, reason: 'errors', confirmed: true } as const
        for (const nobody of ['dee', 'eve'])
          try {
            run.act(back, person(nobody))
          } catch (error) {
            expect(error).toBeInstanceOf(HoldpointError)
          }
        expect(run.state.line).toBe('main')
        run.act(back, person('cyd'))
        expect(run.state.line).toEqual({ procedure: 'Rollback' })
        started += 1
      }),
      { numRuns: 40 },
    )
    expect(started).toBeGreaterThan(10)
  })

  it('a sign-off counts for one question: what was said to an earlier one is not carried over', () => {
    fc.assert(
      fc.property(plans, stories, (plan, story) => {
        const run = aRun(plan, {}, null, { authority })
        run.act({ type: 'GiveInputs', values: { APP: 'v', OLD: 'v' }, from: 'person' })
        for (const act of story) turn(run, act)
        const answered = new Map<string, number>()
        let state: RunState | null = null
        for (const recorded of run.journal) {
          const { event } = recorded
          if (event.type === 'DecisionAnswered' && event.closed) {
            expect(state?.open.some(({ id }) => id === event.decision)).toBe(true)
            answered.set(event.decision, (answered.get(event.decision) ?? 0) + 1)
          }
          state = evolve(state, recorded)
        }
        expect([...answered.values()].every((times) => times === 1)).toBe(true)
        const approvals = run.journal.flatMap(({ event }) => (event.type === 'ApprovalGiven' ? [event.decision] : []))
        expect(new Set(approvals).size).toBe(approvals.length)
      }),
      { numRuns: 40 },
    )
  })
})

/** Different people of a role who gave an answer. */
const distinct = (
  answers: readonly { readonly by: Actor; readonly answer: { readonly option: string } }[],
  option: OptionId,
  role: string,
): number => {
  const holders = authority.roles.find(({ name }) => name === role)?.people ?? []
  const ids = answers
    .filter(({ answer }) => answer.option === option)
    .flatMap(({ by }) => personOf(authority, by)?.id ?? [])
  return new Set(ids.filter((id) => holders.includes(id))).size
}
