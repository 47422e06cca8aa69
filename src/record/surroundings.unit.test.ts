import { describe, expect, it } from 'vitest'
import type { RunCreated } from '../run/index.ts'
import { aPlan, deploy } from '../testing/plans.ts'
import { aRun } from '../testing/scenario.ts'
import { facts } from './facts.ts'
import { summary } from './tables.ts'

const identity = {
  digest: 'abc',
  commit: 'c0ffee',
  changes: 'd1ff',
  document: 'd',
  files: [{ path: 'shop.tar', digest: 'f1' }],
}
const promotes = {
  run: 'r0',
  environment: 'staging',
  release: '2.0.0',
  digest: 'abc',
  endedAt: Date.parse('2026-03-20T10:00Z'),
  head: 'h3ad',
  verdicts: { met: 12, unmet: 0, unclear: 1 },
  deviations: 2,
  soaks: [
    {
      title: 'Watch for a day',
      startedAt: Date.parse('2026-03-20T08:00Z'),
      endedAt: Date.parse('2026-03-21T08:00Z'),
      outcome: 'met',
      green: 95,
      samples: 96,
    },
  ],
} as const
const terms: RunCreated['terms'] = {
  windows: [{ days: [1, 2, 3, 5], dates: ['2026-12-28'], from: 540, to: 960, zone: 'Europe/Berlin' }],
  freezes: [
    {
      from: { every: 'week', day: '5', minutes: 900 },
      to: { every: 'week', day: '1', minutes: 480 },
      zone: 'UTC',
      reason: 'Nobody is there',
    },
  ],
  after: 'staging',
  destructive: 'run',
  assumeConfirmed: true,
}

const told = (created: Parameters<typeof aRun>[3]) => {
  const { state, journal } = aRun(aPlan({ sections: [deploy('Look')] }), {}, null, {
    environment: 'production',
    ...created,
  })
  const names = ['Released', 'Done before', 'Changes are made', 'Destructive commands', 'Begun beside']
  return Object.fromEntries(summary(facts(state, journal)).filter(([name]) => names.includes(name)))
}

describe('what a record says of where a run was made', () => {
  it('is what was released, what held, and what was done before', () => {
    expect(told({ identity, promotes, terms, beside: { run: 'r9', who: 'Bob', since: 1, reason: 'hotfix' } })).toEqual({
      Released: 'SHA-256 abc: commit c0ffee with changes that are not committed; the document; shop.tar, SHA-256 f1',
      'Done before':
        'in staging by run r0 as 2.0.0, ended 2026-03-20 10:00:00Z; expectations: 12 met, 0 unmet, 1 unclear; deviations: 2; Watch for a day: met, 95 of 96 samples green, 2026-03-20 08:00:00Z to 2026-03-21 08:00:00Z; journal, SHA-256 of the last event h3ad',
      'Changes are made':
        'Mon-Wed, Fri, 2026-12-28 09:00-16:00 (Europe/Berlin); not during Nobody is there, Fri 15:00 to Mon 08:00 (UTC)',
      'Destructive commands': 'start without a question here (policy)',
      'Begun beside': 'run r9 of Bob, which was unfinished',
    })
  })
  it('is that nothing was found where something had to be, and nothing where nothing is known', () => {
    expect(told({ terms: { ...terms, windows: [], freezes: [], destructive: 'ask' } })).toEqual({
      'Done before': 'no finished run in staging was found',
    })
    expect(told({})).toEqual({})
  })
})
