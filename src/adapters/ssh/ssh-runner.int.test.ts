import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe } from 'vitest'
import { executingRunnerContract, runnerContract } from '../../testing/runner-contract.ts'
import { hasSshd, startSshd } from '../../testing/ssh-daemon.ts'
import { attemptFormat } from '../shell/attempt-format.ts'
import { sshRunner } from './ssh-runner.ts'

/** The same contract, with every attempt on a host behind a real sshd, which happens to have the same disk. */
const make = async () => {
  const root = mkdtempSync(join(tmpdir(), 'ssh-runner-'))
  const host = await startSshd()
  const runner = sshRunner({
    environment: host.environment,
    store: root,
    format: attemptFormat,
    identity: 'a test',
    isOver: async () => false,
  })
  const target = { name: 'web', ssh: 'there', options: [], cwd: root }
  return {
    runner: {
      ...runner,
      start: (spec: Parameters<typeof runner.start>[0]) => runner.start({ ...spec, target }),
      attach: (spec: Parameters<typeof runner.attach>[0]) => runner.attach({ ...spec, target }),
    },
    root,
    dispose: async () => {
      await runner.close()
      await host.dispose()
      rmSync(root, { recursive: true, force: true })
    },
  }
}

describe.skipIf(!hasSshd)('over ssh', () => {
  runnerContract('ssh', make)
  executingRunnerContract('ssh', make)
})
