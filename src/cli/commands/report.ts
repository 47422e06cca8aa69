import { writeFileSync } from 'node:fs'
import { HoldpointError } from '../../errors.ts'
import { htmlPage, json, junit, markdown, type OutputTail } from '../../record/index.ts'
import type { RunState } from '../../run/index.ts'
import type { Context } from '../context.ts'
import { exits } from '../exit.ts'
import type { Given } from '../given.ts'
import { openRun, type Workplace } from '../workplace.ts'

/** How much of each output stands in a record, in bytes from its end. */
const shown = 65_536

export async function execute(given: Given, context: Context): Promise<number> {
  const { work, state } = await openRun(given, context, given.text('run'))
  try {
    const bytes = await record(given.text('format') ?? (given.json ? 'json' : 'md'), state, work)
    const file = given.text('output')
    if (file === null) context.stdout.write(bytes)
    else write(file, bytes)
    if (file !== null) context.stderr.write(`The record is in ${file}.\n`)
    return exits.done
  } finally {
    await work.close()
  }
}

async function record(format: string, state: RunState, work: Workplace): Promise<Buffer> {
  const history = await work.engine.history(state.id)
  if (format === 'md') return Buffer.from(markdown(state, history), state.source.encoding)
  if (format === 'json') return Buffer.from(`${JSON.stringify(json(state, history), null, 2)}\n`)
  const outputs = await tails(state, work)
  const find = (step: string, attempt: number) => outputs.get(`${attempt} ${step}`) ?? null
  return Buffer.from(format === 'html' ? htmlPage(state, history, find) : junit(state, history, find))
}

async function tails(state: RunState, { files }: Workplace): Promise<ReadonlyMap<string, OutputTail>> {
  const found = new Map<string, OutputTail>()
  for (const { id } of state.plan.steps) {
    for (const { started, end } of state.steps.get(id).attempts) {
      if (!end || end.output.bytes === 0) continue
      const from = Math.max(0, end.output.bytes - shown)
      const bytes = await files.output(state.id, id, started.attempt, from, end.output.bytes)
      found.set(`${started.attempt} ${id}`, { bytes, from })
    }
  }
  return found
}

function write(file: string, bytes: Buffer): void {
  try {
    writeFileSync(file, bytes)
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new HoldpointError('record-unwritable', { file, reason }, { cause })
  }
}
