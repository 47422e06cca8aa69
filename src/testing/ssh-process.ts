import { readFileSync } from 'node:fs'
import { attemptFormat } from '../adapters/shell/attempt-format.ts'
import { sshRunner } from '../adapters/ssh/ssh-runner.ts'
import type { AttemptSpec } from '../engine/ports.ts'

/** A Holdpoint that dies: `node ssh-process.ts SPEC STORE` starts the attempt of SPEC (JSON) on its target, and says so. */
const [file = '', store = ''] = process.argv.slice(2)
const spec = JSON.parse(readFileSync(file, 'utf8')) as AttemptSpec
const runner = sshRunner({
  environment: process.env,
  store,
  format: attemptFormat,
  identity: 'a test',
  isOver: async () => false,
})
const running = await runner.start(spec)
process.stdout.write('started\n')
await running.end
