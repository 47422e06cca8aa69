import type { Actor, RunCreated, RunEvent } from '../run/index.ts'
import { emptyPlan } from './plan-parts.ts'

export const ada: Actor = { kind: 'person', id: 'ada', name: 'Ada Lovelace <ada@example.org>', key: null }

export function runCreated(changes: Partial<RunCreated> = {}): RunCreated {
  return {
    type: 'RunCreated',
    format: 1,
    plan: emptyPlan,
    source: { path: 'DEPLOY.md', text: '# Deploy\n', encoding: 'utf8' },
    environment: 'staging',
    release: '2.0.0',
    cwd: '/srv/app',
    rehearsal: false,
    continues: null,
    options: { assumeConfirmed: false, only: [], from: null },
    version: '0.1.0',
    ...changes,
  }
}

export const comment = (text: string): RunEvent => ({ type: 'Commented', step: null, text })
