import { writeFileSync } from 'node:fs'
import { HoldpointError } from '../../errors.ts'
import { bundle, htmlPage, json, junit, markdown } from '../../record/index.ts'
import type { RunState } from '../../run/index.ts'
import type { Context } from '../context.ts'
import { exits } from '../exit.ts'
import type { Given } from '../given.ts'
import { quoted } from '../quoted.ts'
import { anchor } from '../report/anchor.ts'
import { auditRecord } from '../report/audit.ts'
import { flagLookAlikes } from '../report/flag-look-alikes.ts'
import { provenFiles, writeBundle } from '../report/proof.ts'
import { tailKey, tailsOf } from '../report/tails.ts'
import { openRun, type Workplace } from '../workplace.ts'

export async function execute(given: Given, context: Context): Promise<number> {
  const only = ['environment', 'from', 'to'].find((name) => given.text(name) !== null)
  if (only !== undefined && !given.flag('all'))
    throw new HoldpointError('usage', { problem: `--${only} belongs to --all.`, help: 'holdpoint help report' })
  if (given.flag('all')) return await handAudit(given, context)
  const { work, state } = await openRun(given, context, given.text('run'))
  try {
    const place = given.text('anchor')
    if (place !== null) await anchor(place, state, work, context)
    const folder = given.text('bundle')
    if (folder !== null) {
      await writeBundle(state, work, context, folder)
      context.stderr.write(`The record and its proof are in ${folder}.\n`)
      return exits.done
    }
    const bytes = await record(given.text('format') ?? (given.json ? 'json' : 'md'), state, work, context)
    return hand(bytes, given, context)
  } finally {
    await work.close()
  }
}

async function handAudit(given: Given, context: Context): Promise<number> {
  const { bytes, proof } = await auditRecord(given, context)
  for (const [name, text] of proof) write(name, Buffer.from(text))
  const status = hand(bytes, given, context)
  const file = given.text('output')
  if (file !== null)
    context.stderr.write(
      `It is signed with your key; whoever gets it: ${['holdpoint', 'verify', quoted(file)].join(' ')}\n`,
    )
  return status
}

function hand(bytes: Uint8Array, given: Given, { stdout, stderr }: Context): number {
  const file = given.text('output')
  if (file === null) stdout.write(bytes)
  else {
    write(file, bytes)
    stderr.write(`The record is in ${file}.\n`)
  }
  return exits.done
}

async function record(format: string, state: RunState, work: Workplace, context: Context): Promise<Uint8Array> {
  const history = await work.engine.history(state.id)
  if (format === 'attestation')
    return (await provenFiles(state, work, context)).get(bundle.attestation) ?? new Uint8Array()
  const outputs = await tailsOf(state, work)
  await flagLookAlikes(state, history, format === 'md' || format === 'json' ? new Map() : outputs, context)
  if (format === 'md') return Buffer.from(markdown(state, history), state.source.encoding)
  if (format === 'json') return Buffer.from(`${JSON.stringify(json(state, history), null, 2)}\n`)
  const find = (step: string, attempt: number) => outputs.get(tailKey(step, attempt)) ?? null
  return Buffer.from(format === 'html' ? htmlPage(state, history, find) : junit(state, history, find))
}

function write(file: string, bytes: Uint8Array): void {
  try {
    writeFileSync(file, bytes)
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new HoldpointError('record-unwritable', { file, reason }, { cause })
  }
}
