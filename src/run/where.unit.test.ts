import { describe, expect, it } from 'vitest'
import { aPlan, type PlanDraft } from '../testing/plans.ts'
import { aRun } from '../testing/scenario.ts'
import { attemptSpec } from './attempt-spec.ts'
import { targetsUsed } from './where.ts'

const web = { name: 'web', ssh: 'deploy@web1', options: [], cwd: '/srv/app' }
const db = { name: 'db', ssh: 'db1', options: [], cwd: null }

const section = (title: string, run: readonly string[], command: object) => ({
  title,
  steps: [{ title: `${title} it`, run, command }],
})

/** Steps one after the other, with an item between them so that each is waited for. */
const planOf = (...sections: PlanDraft['sections']) => aPlan({ sections })

describe('a command with a target of its own', () => {
  it('runs there, with its target in the journal, and without a terminal', () => {
    const run = aRun(planOf(section('Pull', ['git pull'], { target: 'web' })), {}, null, { targets: { web } })
    expect(run.advance(true)).toContainEqual(
      expect.objectContaining({ type: 'StepStarted', target: web, terminal: false }),
    )
    expect(attemptSpec(run.state, 'Pull it').target).toEqual(web)
    expect(targetsUsed(run.state)).toEqual([web])
  })

  it('is refused before anything starts when nobody has said where that is', () => {
    const plan = planOf(section('Look', ['uptime'], {}), section('Pull', ['git pull'], { target: 'wbe' }))
    expect(() => aRun(plan, {}, null, { targets: { web } })).toThrow(
      '`wbe`, and `holdpoint.yaml` names no such target; it has web',
    )
  })

  it('goes on with what the one before it left on the same target, whatever ran elsewhere between them', () => {
    const plan = planOf(
      section('A', ['cd app'], { target: 'web' }),
      section('B', ['uptime'], { target: 'db' }),
      section('C', ['ls'], {}),
      section('D', ['git pull'], { target: 'web' }),
    )
    const run = aRun(plan, {}, null, { targets: { web, db } })
    for (let turn = 0; turn < 4; turn++) {
      run.advance()
      if (turn < 3) run.end()
    }
    expect(attemptSpec(run.state, 'B it').continues).toBeNull()
    expect(attemptSpec(run.state, 'C it').continues).toBeNull()
    expect(attemptSpec(run.state, 'D it').continues).toMatchObject({ step: 'A it' })
  })

  it('that wants a terminal is done by hand, also where one is here', () => {
    const interactive = { script: 'vim app.conf', flags: ['interactive'] as const }
    const plan = planOf({
      title: 'Edit',
      steps: [{ title: 'Edit it', run: [interactive], command: { target: 'web' } }],
    })
    const run = aRun(plan, {}, null, { targets: { web } })
    run.advance(true)
    expect(JSON.stringify(run.asked('byhand'))).toContain('what runs on web has none')
  })

  it('can have another digest than the same command here: who approved the one did not approve the other', () => {
    const digest = (command: object) => {
      const run = aRun(planOf(section('Pull', ['git pull'], command)), {}, null, { targets: { web } })
      return run.advance().flatMap((event) => (event.type === 'StepStarted' ? event.digest : []))[0]
    }
    expect(digest({ target: 'web' })).not.toBe(digest({}))
    expect(digest({})).toBe(digest({}))
  })
})

describe('a session that runs there', () => {
  const session = (more: object) =>
    aPlan({
      sections: [section('Remote', ['ssh deploy@web1', 'uptime', 'df -h'], { session: 's' })],
      sessions: [{ id: 's', opener: 'ssh deploy@web1', to: 'deploy@web1', options: [], ...more }],
    })

  it('leaves out the opener, which Holdpoint is itself', () => {
    const run = aRun(session({ options: ['-p', '2222'] }))
    run.advance()
    run.answer('target', 'there')
    const target = { name: 'deploy@web1', ssh: 'deploy@web1', options: ['-p', '2222'], cwd: null }
    expect(run.advance()).toMatchObject([{ type: 'StepStarted', target, without: [0] }])
    expect(run.state.deviations).toEqual([])
  })

  it('goes to the target of that host or name, when the project has one', () => {
    const run = aRun(session({}), {}, null, { targets: { web } })
    run.advance()
    run.answer('target', 'there')
    expect(run.advance()).toMatchObject([{ type: 'StepStarted', target: web }])
  })

  it('goes where the inputs say', () => {
    const plan = aPlan({
      sections: [section('Remote', ['ssh $WHO@$HOST', 'uptime'], { session: 's' })],
      sessions: [{ id: 's', opener: 'ssh $WHO@$HOST', to: '$WHO@$HOST', options: [] }],
      inputs: [{ name: 'WHO' }, { name: 'HOST' }],
    })
    const run = aRun(plan)
    run.act({ type: 'GiveInputs', from: 'person', values: { WHO: 'ada', HOST: 'web7' } })
    run.advance()
    run.answer('target', 'there')
    expect(run.advance()).toMatchObject([{ type: 'StepStarted', target: { ssh: 'ada@web7' } }])
  })

  it.each([['$HOST'], ['-oProxyCommand=x'], ['web; reboot'], ['<server>']])('asks again where %s is no host', (to) => {
    const run = aRun(session({ to }))
    run.advance()
    expect(() => run.answer('target', 'there')).toThrow('It cannot be told which host')
  })

  it('is not offered where no ssh leads to it', () => {
    const run = aRun(
      aPlan({
        sections: [section('Db', ['docker exec -it db bash', 'ls'], { session: 's' })],
        sessions: [{ id: 's', opener: 'docker exec -it db bash', kind: 'container' }],
      }),
    )
    run.advance()
    expect(run.asked('target').options.map(({ id }) => id)).not.toContain('there')
  })

  it('of which only the opener stands in a block has nothing to run there', () => {
    const run = aRun(
      aPlan({
        sections: [section('Remote', ['ssh deploy@web1'], { session: 's' }), section('Then', ['uptime'], {})],
        sessions: [{ id: 's', opener: 'ssh deploy@web1', to: 'deploy@web1', options: [] }],
      }),
    )
    run.advance()
    run.answer('target', 'there')
    expect(run.advance()).toContainEqual(expect.objectContaining({ type: 'StepStarted', step: 'Then it' }))
  })
})
