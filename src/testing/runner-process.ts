import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { childrenOf } from '../adapters/shell/process-table.ts'
import { shellRunner } from '../adapters/shell/shell-runner.ts'
import type { AttemptSpec } from '../engine/ports.ts'

/**
 * A Holdpoint that dies: `node runner-process.ts SPEC POINT STORE` starts the attempt of SPEC (JSON) and kills itself at
 * the fault point, a moment after the start with two more made ready (`running`; the pids of
 * its children and theirs go to STORE/made), or with a wrapper that waits (`warm`; its pid goes to
 * STORE/warmed).
 */
const [file = '', point = '', store = ''] = process.argv.slice(2)
const spec = JSON.parse(readFileSync(file, 'utf8')) as AttemptSpec
const die = () => process.kill(process.pid, 'SIGKILL')
const runner = shellRunner({
  environment: { PATH: process.env.PATH },
  store,
  fault: (reached) => {
    if (reached === point) die()
  },
})
runner.warm(spec)
if (point === 'running')
  for (const next of [1, 2])
    runner.warm({ ...spec, attempt: spec.attempt + next, folder: `${spec.folder}-next-${next}` })
if (point === 'warm') {
  await new Promise((resolve) => setTimeout(resolve, 100))
  writeFileSync(join(store, 'warmed'), String(childrenOf(process.pid)[0]))
  die()
}
const running = await runner.start(spec)
if (point === 'running')
  setTimeout(() => {
    const made = childrenOf(process.pid)
    writeFileSync(join(store, 'made'), [...made, ...made.flatMap(childrenOf)].join(' '))
    die()
  }, 100)
await running.end
