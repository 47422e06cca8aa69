import { describe, expect, it } from 'vitest'
import { HoldpointError } from '../errors.ts'
import type { Plan, Section, Soak } from '../plan/index.ts'
import { brokenLinks } from '../record/index.ts'
import { aPlan, type PlanDraft, type SectionDraft, type StepDraft } from '../testing/plans.ts'
import fc from '../testing/properties.ts'
import { ada, aRun, ran, type Scenario } from '../testing/scenario.ts'
import { assess } from './assess.ts'
import { digestOf } from './chain.ts'
import { decide } from './decide.ts'
import { fold } from './fold.ts'
import type { AttemptEnd, Decision, Option, Recorded, RunState } from './index.ts'
import { attemptSpec, evolve, replay, wayBack } from './index.ts'

/** Two seconds in which a section is watched, everything in it that is no hold: every event of a story takes one. */
const soakOf = ({ steps, sections }: Plan, section: string): Soak => {
  const own = steps.filter((step) => step.section === section)
  const { heading } = sections.find(({ id }) => id === section) as Section
  const again = own.filter(({ command }) => command?.flags.length === 0).map(({ id }) => id)
  const of = { owner: null, tasks: [], from: 0, to: 2, every: 1 }
  return { id: 'soak', section, title: section, span: heading, steps: own.map(({ id }) => id), again, ...of }
}

/** A plan of three sections and two ways back, out of everything that a step can be. */
const plans = fc
  .array(
    fc.record({
      order: fc.constantFrom('any' as const, 'ordered' as const),
      condition: fc.boolean(),
      alternative: fc.option(fc.constantFrom('A', 'B')),
      steps: fc.array(
        fc.record({
          kind: fc.constantFrom('confirm', 'confirm', 'command', 'command', 'command', 'record', 'signoff'),
          run: fc.array(
            fc.constantFrom(
              { script: 'make' },
              { script: 'rm -r old', flags: ['destructive' as const] },
              { script: 'vi', flags: ['interactive' as const] },
              { script: 'deploy "$APP"', needs: ['APP'] },
              { script: 'restore "$BACKUP"', needs: ['BACKUP'] },
              { script: 'grep x', answers: [1] },
              { script: '# make extra', offered: 'a comment' },
            ),
            { minLength: 1, maxLength: 3 },
          ),
          command: fc.constantFrom(
            {},
            {},
            { session: 's' },
            { incomplete: 'it has dots' },
            { idempotent: true },
            { language: 'sql' as const },
          ),
          condition: fc.boolean(),
          ticked: fc.boolean(),
          expect: fc.boolean(),
          children: fc.integer({ min: 0, max: 2 }),
        }),
        { maxLength: 4 },
      ),
    }),
    { minLength: 5, maxLength: 5 },
  )
  .map((sections) => {
    let count = 0
    const name = (word: string) => {
      count += 1
      return `${word} ${count}`
    }
    const draft: PlanDraft = {
      sections: sections.map(
        ({ order, condition, alternative, steps }, at): SectionDraft => ({
          title: `Section ${at}`,
          order,
          ...(at > 2 ? { level: at - 2, triggers: [`Errors above ${at} %`] } : {}),
          ...(at === 4 && condition ? { aftermath: true } : {}),
          ...(condition ? { condition: 'if needed' } : {}),
          ...(alternative ? { alternative: ['way', alternative] as const } : {}),
          steps: [
            ...steps.map(
              ({ kind, run, command, condition, ticked, expect, children }): StepDraft => ({
                title: name(kind),
                ...(kind === 'command' ? { run, command } : { kind: kind as 'confirm' }),
                ...(condition ? { condition: 'optional' } : {}),
                ...(expect && kind === 'command' ? { expect: [{ text: 'it works', on: 0 }] } : {}),
                ticked,
                children: Array.from({ length: children }, () => name('child')),
              }),
            ),
            ...(at > 2 ? [name('last')] : []),
          ],
        }),
      ),
      inputs: [
        { name: 'APP' },
        { name: 'BACKUP', born: { from: 'backup-file', step: 'x', when: 'after', find: { is: 'git-tag' } } },
      ],
      choices: [{ group: 'way', options: ['A', 'B'] }],
      sessions: [{ id: 's', opener: 'ssh host', to: 'host', options: [] }],
    }
    const plan = aPlan(draft)
    return sections[1]?.order === 'any' ? { ...plan, soaks: [soakOf(plan, 'Section 1')] } : plan
  })

/** Numbers from which each act picks what it does, so that any list of numbers is a story. */
const stories = fc.array(fc.tuple(fc.nat(11), fc.nat(1000), fc.nat(1000)), { maxLength: 60 })

const hows = ['exit', 'exit', 'exit', 'exit', 'timeout', 'cancelled', 'unknown', 'lost-terminal'] as const

const fieldsOf = (decision: Decision, pick: number) =>
  Object.fromEntries(
    decision.fields.map((one) => [
      one.name,
      one.choices[pick % Math.max(1, one.choices.length)] ?? one.suggestion ?? 'v1',
    ]),
  )

const answerWith = (run: Scenario, decision: Decision, option: Option, pick: number) =>
  run.act({
    type: 'Answer',
    decision: decision.id,
    answer: {
      option: option.id,
      steps:
        pick % 3 === 0 ? decision.steps.filter((step) => run.state.steps.get(step).phase === 'open').slice(0, 1) : [],
      reason: 'because',
      fields: fieldsOf(decision, pick),
    },
  })

const endWith = (run: Scenario, a: number): unknown => {
  const [running] = run.state.running
  if (!running) return []
  const spec = attemptSpec(run.state, running.step)
  const how = hows[a % hows.length] ?? 'exit'
  const failing = a % 5
  const statements: AttemptEnd['statements'][number][] = []
  for (const [at, { index }] of spec.statements.entries()) {
    const status = how === 'exit' ? (at === failing ? 1 : 0) : null
    statements.push(ran(index, status))
    if (status !== 0) break
  }
  const notReached = spec.statements.slice(statements.length).map((one) => one.index)
  const status = how === 'exit' ? (statements.at(-1)?.status ?? 0) : null
  if (a % 3 === 0) run.act({ type: 'Mask', ...running, masked: { bytes: a, digest: String(a) } })
  return run.end({ how, status, statements, notReached })
}

/** One act of a story. Refusals by the catalogue are part of it; anything else fails the test. */
const turn = (run: Scenario, [what, a, b]: readonly [number, number, number]): void => {
  const { plan, open } = run.state
  const step = plan.steps[a % Math.max(1, plan.steps.length)]?.id ?? ''
  const decision = open[a % Math.max(1, open.length)]
  const option = decision?.options[b % decision.options.length]
  try {
    if (what <= 2) run.advance(b % 2 === 0)
    else if (what <= 6 && decision && option && (option.id !== 'abort' || b % 7 === 0))
      answerWith(run, decision, option, b)
    else if (what === 7) endWith(run, a)
    else if (what === 8)
      run.act({
        type: 'Tick',
        steps: [step],
        as: (['done', 'skipped', 'open'] as const)[b % 3] ?? 'done',
        reason: 'r',
        values: ['v'],
      })
    else if (what === 9) run.act({ type: 'GiveInputs', values: { APP: 'shop' }, from: 'answers' })
    else if (what === 10) run.act(b % 4 === 0 ? { type: 'Pause', reason: null } : { type: 'Resume' })
    else if (b % 5 === 0)
      run.act({ type: 'Back', procedure: null, reason: null, confirmed: a % 2 === 0, wait: a % 3 === 0 })
    else if (b % 7 === 0) run.act({ type: 'SeeTrigger', text: `Errors above ${3 + (a % 2)} %`, why: 'seen' })
    else if (b % 11 === 0) run.act({ type: 'KeepDiagnostics', procedure: `Section ${3 + (a % 2)}`, kept: [] })
    else {
      const [running] = run.state.running
      if (running) run.act({ ...running, type: b % 2 ? 'NeverStarted' : 'Cancel', reason: null })
    }
  } catch (error) {
    if (!(error instanceof HoldpointError)) throw error
  }
}

const told = (check: (run: Scenario, before: RunState) => void) =>
  fc.assert(
    fc.property(plans, stories, (plan, story) => {
      const run = aRun(plan)
      for (const act of story) {
        const before = run.state
        turn(run, act)
        check(run, before)
      }
    }),
    { numRuns: 150 },
  )

/** The mildest way back that applies; nothing where none does. */
const startWayBack = (run: Scenario): void => {
  if (run.state.status === 'ended' || wayBack(run.state).length === 0) return
  run.act({ type: 'Back', procedure: null, reason: null })
  run.answer('procedure', 'start', { fields: { APP: 'shop', BACKUP: 'b.sql' } })
}

const freeze = <T>(value: T): T => {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value
  Object.freeze(value)
  for (const member of Object.values(value)) freeze(member)
  return value
}

describe('Whatever people and machines do in whatever order', () => {
  it('no step ends that did not start, attempts count up by one, one step runs at a time', () => {
    told((run) => {
      const attempts = new Map<string, number>()
      let running: string | null = null
      for (const { event } of run.journal) {
        if (event.type === 'StepStarted') {
          expect(running).toBeNull()
          expect(event.attempt).toBe((attempts.get(event.step) ?? 0) + 1)
          attempts.set(event.step, event.attempt)
          running = event.step
        }
        if (event.type === 'StepNeverStarted') attempts.set(event.step, event.attempt - 1)
        if (event.type === 'StepEnded' || event.type === 'StepNeverStarted') {
          expect(event.step).toBe(running)
          running = null
        }
      }
    })
  })

  it('a run that has ended changes no more', () => {
    told((run, before) => {
      if (before.status === 'ended') expect(run.state).toBe(before)
    })
  })

  it('folding any first part of its journal gives the state it was in, and changes no earlier one', () => {
    fc.assert(
      fc.property(plans, stories, (plan, story) => {
        const run = aRun(plan)
        for (const act of story) turn(run, act)
        let state: RunState | null = null
        for (const recorded of run.journal as readonly Recorded[]) state = freeze(evolve(state, freeze(recorded)))
        expect(state?.seq).toBe(run.journal.length)
        expect(JSON.stringify(replay(run.journal))).toBe(JSON.stringify(run.state))
        expect(brokenLinks(run.journal)).toEqual([])
      }),
      { numRuns: 100 },
    )
  })

  it('an answer by itself only answers its question; what it brings about is told by other events', () => {
    const questions = ({ open, answered, course, seq, updatedAt, ...rest }: RunState) => {
      const { left, ...place } = course
      return [
        { open, answered, left, seq, updatedAt },
        { ...rest, ...place },
      ] as const
    }
    fc.assert(
      fc.property(plans, stories, (plan, story) => {
        const run = aRun(plan)
        for (const act of story) turn(run, act)
        run.journal.reduce<RunState | null>((state, recorded) => {
          const after = evolve(state, recorded)
          if (state && recorded.event.type === 'DecisionAnswered')
            expect(questions(after)[1]).toEqual(questions(state)[1])
          return after
        }, null)
      }),
      { numRuns: 100 },
    )
  })

  it('no run that has ended leaves a step open that failed', () => {
    told((run) => {
      if (run.state.status !== 'ended') return
      for (const step of run.state.plan.steps) {
        const of = run.state.steps.get(step.id)
        if (of.phase === 'ended') expect(assess(step, of).is).toBe('passed')
      }
    })
  })

  it('a way back can be started from every unfinished state; inside the last one, its questions say so', () => {
    const seen = { main: 0, procedure: 0, last: 0 }
    const check = (run: Scenario) => {
      const { line, plan, status, course } = run.state
      if (status === 'ended' || course.aborting) return
      const applies = wayBack(run.state)
      const back = branch(run.state)
      if (applies.length === 0) {
        seen.last += 1
        expect(line).not.toBe('main')
        expect(() => back({ type: 'Back', procedure: null, reason: null })).toThrow('no way back')
        for (const { kind, options, detail } of run.state.open) {
          const ids = options.map(({ id }) => id)
          expect(ids).toEqual(expect.arrayContaining(['pause', 'abort']))
          expect(ids).not.toContain('back')
          if (kind !== 'failure' && kind !== 'unknown') continue
          expect(ids).toEqual(expect.arrayContaining(['retry', 'accept']))
          expect(detail).toContainEqual({ is: 'note', text: expect.stringContaining('the last way back') })
        }
        return
      }
      seen[line === 'main' ? 'main' : 'procedure'] += 1
      back({ type: 'Back', procedure: null, reason: null })
      const decision = back.state().open.find((one) => one.kind === 'procedure')
      back({
        type: 'Answer',
        decision: decision?.id ?? '',
        answer: { option: 'start', steps: [], reason: null, fields: { APP: 'shop', BACKUP: 'b.sql' } },
      })
      const before = plan.procedures.find(({ id }) => line !== 'main' && id === line.procedure)
      const after = plan.procedures.find(({ id }) => id === decision?.about)
      expect(back.state()).toMatchObject({ status: 'running', line: { procedure: after?.id } })
      expect(after?.level).toBeGreaterThanOrEqual(before?.level ?? 0)
    }
    fc.assert(
      fc.property(plans, stories, fc.nat(2), (plan, story, levels) => {
        const run = aRun(plan)
        for (const [at, act] of story.entries()) {
          if (at % 4 === 1 && at < 4 * levels) startWayBack(run)
          turn(run, act)
          check(run)
        }
      }),
      { numRuns: 200 },
    )
    // Stories that never come so far prove nothing.
    expect(Math.min(seen.main, seen.procedure, seen.last)).toBeGreaterThan(0)
  })

  it('each option of each open question can be answered, once', () => {
    told((run) => {
      for (const decision of run.state.open) {
        expect(new Set(decision.options.map((one) => one.id)).size).toBe(decision.options.length)
        expect(new Set(decision.options.map((one) => one.key)).size).toBe(decision.options.length)
        for (const option of decision.options) {
          const act = branch(run.state)
          const own = decision.fields.filter((one) => one.option === option.id)
          const fields = fieldsOf({ ...decision, fields: own }, 0)
          const answer = { option: option.id, steps: [], reason: 'because', fields }
          act({ type: 'Answer', decision: decision.id, answer })
          const stays = act.state().open.some((one) => one.id === decision.id)
          if (stays || act.state().status === 'ended') continue
          expect(() => act({ type: 'Answer', decision: decision.id, answer })).toThrow(HoldpointError)
        }
      }
    })
  })
})

describe('A run that is driven on', () => {
  it('comes to its end, whatever is chosen', () => {
    const kinds = new Set<string>()
    fc.assert(
      fc.property(
        plans,
        fc.array(fc.nat(1000), { minLength: 30, maxLength: 30 }),
        fc.boolean(),
        (plan, picks, back) => {
          const run = aRun(plan, { assumeConfirmed: (picks[0] ?? 0) % 3 === 0 })
          for (let at = 0; run.state.status !== 'ended'; at += 1) {
            expect(at).toBeLessThan(1000)
            const pick = picks[at % picks.length] ?? 0
            const decision = run.state.open.at(-1)
            for (const one of run.state.open) kinds.add(one.kind)
            if (run.state.running.length > 0) run.end(at % 4 === 0 && at < 100 ? { how: 'timeout', status: null } : {})
            else if (!decision) expect(run.advance(pick % 2 === 0).length).toBeGreaterThan(0)
            else {
              const leave = back && at > 20 && decision.options.find((one) => one.id === 'back')
              const good = decision.options.filter((one) => !['pause', 'abort', 'back', 'no'].includes(one.id))
              const calm = at > 100 ? decision.options.find((one) => ['skip', 'accept'].includes(one.id)) : undefined
              const option = leave || calm || good[pick % Math.max(1, good.length)] || decision.options[0]
              if (option) answerWith(run, decision, option, pick)
            }
          }
          for (const { id, title } of plan.steps)
            if (
              run.state.line === 'main' &&
              plan.main.some((one) => one.section === plan.steps.find((s) => s.id === id)?.section)
            )
              expect([title, run.state.steps.get(id).phase]).toEqual([title, 'settled'])
        },
      ),
      { numRuns: 150 },
    )
    // The stories above are worth something only when they meet every kind of question.
    expect([...kinds].sort()).toEqual(
      'alternative byhand claims condition confirm destructive failure input judgment procedure record sample signoff soak target triggers'.split(
        ' ',
      ),
    )
  })
})

/** A run that goes on from a state, apart from the one it came from. */
const branch = (from: RunState) => {
  let state = from
  let ids = 0
  const context = { now: 0, run: from.id, by: ada, newId: () => `b${ids++}`, digestOf }
  const act = (command: Parameters<typeof decide>[0]) => {
    for (const event of decide(command, state, context)) state = fold(state, [event], context)
  }
  return Object.assign(act, { state: () => state })
}
