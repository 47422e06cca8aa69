import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { executingRunnerContract, runnerContract } from '../../testing/runner-contract.ts'
import { shellRunner } from './shell-runner.ts'

const make = async () => {
  const root = mkdtempSync(join(tmpdir(), 'shell-runner-'))
  const runner = shellRunner({ environment: process.env, store: root })
  return {
    runner,
    root,
    dispose: async () => {
      await runner.close()
      rmSync(root, { recursive: true, force: true })
    },
  }
}

runnerContract('shell', make)
executingRunnerContract('shell', make)
