import { createEngine, type DriveOptions, type Engine, type EnginePorts, type NewRun } from '../engine/index.ts'
import type { Plan } from '../plan/index.ts'
import type { FakeRunner } from './fake-runner.ts'
import { memoryStore } from './memory-store.ts'
import { ada } from './run-events.ts'

/** An engine around a fake runner: a store in memory, a clock that stands, nothing to capture, ids that count. */
export function engineOfFakes(runner: FakeRunner, more: Partial<EnginePorts> = {}): Engine {
  let id = 0
  return createEngine({
    store: memoryStore(),
    files: runner.files,
    runner,
    clock: { now: () => 0, until: async () => {} },
    capture: {
      newestFile: async () => null,
      gitCommit: async () => null,
      gitTag: async () => null,
      gitChanges: async () => null,
    },
    newId: () => `${++id}`,
    ...more,
  })
}

export const newRun = (plan: Plan, more: Partial<NewRun> = {}): NewRun => ({
  plan,
  source: { path: 'GO.md', text: '# Go\n', encoding: 'utf8' },
  environment: null,
  release: null,
  cwd: '/srv',
  options: { assumeConfirmed: false, only: [], from: null },
  rehearsal: false,
  continues: null,
  version: '0.1.0',
  inputs: [],
  ...more,
})

/** Ada drives; nobody answers. */
export const driveOptions = (more: Partial<DriveOptions> = {}): DriveOptions => ({
  by: ada,
  holder: { id: 'one', pid: 1, startTime: '1', boot: 'b', host: 'h' },
  version: '0.1.0',
  terminal: false,
  secrets: {},
  listener: () => {},
  follow: false,
  signal: new AbortController().signal,
  ...more,
})
