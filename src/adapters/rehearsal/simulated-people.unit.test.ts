import { expect, it } from 'vitest'
import { aPlan } from '../../testing/plans.ts'
import { aRun } from '../../testing/scenario.ts'
import { degradedIn } from './degraded.ts'
import { simulatedPeople } from './simulated-people.ts'

const authority = {
  people: ['ada', 'bob', 'cyd'].map((id) => ({ id, name: id, email: null, users: [id], keys: [], channels: [] })),
  roles: [
    { name: 'qa-lead', called: [], people: ['ada', 'bob'] },
    { name: 'release-manager', called: [], people: ['ada'] },
  ],
  approvals: [
    {
      of: 'signoff',
      match: null,
      // Ada alone can be the release manager: whoever signs first for quality, it adds up.
      needs: [
        { roles: ['qa-lead'], count: 1 },
        { roles: ['release-manager'], count: 1 },
      ],
      separated: false,
      deadline: null,
      remind: null,
    },
  ],
} as const

/** Who signs in a rehearsal, one after the other, until nobody does. */
async function signers(absent: readonly string[]) {
  const plan = aPlan({ sections: [{ title: 'Release', steps: [{ title: 'Go', kind: 'signoff' }] }] })
  const run = aRun(plan, {}, null, { authority, rehearsal: true })
  const answer = simulatedPeople(new Set(), false, absent, degradedIn(plan, []))
  const said: string[] = []
  run.advance()
  while (run.state.open.length > 0) {
    const given = await answer(run.state.open, run.state, new AbortController().signal, null)
    if (given === null) break
    said.push(given.by?.id ?? '')
    run.act({ type: 'Answer', decision: given.decision, answer: given.answer }, given.by)
  }
  return { said, outcome: run.state.steps.get('Go').outcome }
}

it('what takes roles is signed by people who hold them, each once', async () => {
  expect(await signers([])).toEqual({ said: ['ada', 'bob'], outcome: 'passed' })
})

it('what takes somebody who is not there waits', async () => {
  expect(await signers(['release-manager'])).toEqual({ said: ['bob'], outcome: null })
})
