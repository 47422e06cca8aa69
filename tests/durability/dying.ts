/**
 * dying.ts POINT TURN (run DOCUMENT | resume) --store S --answers A [--cwd C] [--release R] --json: what the CLI does
 * with these words, but it ends itself with SIGKILL when it comes to POINT for the TURN-th time. Points are those that
 * the engine and the shell runner name; a point that does not come leaves it alive. `list` as POINT prints each that it passes, on
 * standard error.
 */
import { parseArgs } from 'node:util'
import { answerFromFile, firstInputs, openHoldpoint, operator, readAnswers, readDocument } from '../../src/compose.ts'
import { read } from '../../src/read/index.ts'

const [point = '', turn = '1', ...rest] = process.argv.slice(2)
const text = { type: 'string' } as const
const { values, positionals } = parseArgs({
  args: rest,
  allowPositionals: true,
  options: { store: text, answers: text, cwd: text, release: text, json: { type: 'boolean' } },
})
const cwd = values.cwd ?? process.cwd()
let left = Number(turn)
const fault = (here: string) => {
  if (point === 'list') process.stderr.write(`${here}\n`)
  if (here === point && --left === 0) process.kill(process.pid, 'SIGKILL')
}

const holdpoint = openHoldpoint({ cwd, store: values.store ?? '' }, process.env, { fault })
const answers = readAnswers(values.answers ?? '')
const by = operator(cwd, null)
const version = '0.0.0'
const document = positionals[1]

const runId = document === undefined ? (await holdpoint.engine.runs())[0]?.run : await create(document)
if (runId === undefined) throw new Error('there is nothing to resume')
const stop = await holdpoint.engine.drive(runId, {
  by,
  holder: holdpoint.holder,
  version,
  terminal: false,
  answer: answerFromFile(answers),
  secrets: {},
  listener: (live) => {
    if (live.is === 'recorded') process.stdout.write(`${JSON.stringify(live.recorded)}\n`)
  },
  follow: false,
  signal: new AbortController().signal,
})
await holdpoint.close()
process.exitCode = stop.state.outcome === 'done' ? 0 : 1

async function create(path: string): Promise<string> {
  const source = readDocument(path)
  const { plan } = read(source)
  const inputs = firstInputs(plan, { said: {}, answers: answers.inputs, project: {}, process: process.env })
  const options = { assumeConfirmed: false, only: [], from: null }
  const release = values.release ?? null
  const what = { plan, source, environment: null, release, cwd, options, rehearsal: false, continues: null }
  return (await holdpoint.engine.create({ ...what, version, inputs }, by)).id
}
