import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { HoldpointError } from '../../errors.ts'
import type { Context } from '../context.ts'
import { exits } from '../exit.ts'
import type { Given } from '../given.ts'
import { wrap } from '../terminal/cells.ts'
import { stepsNamed } from '../terminal/numbers.ts'
import { oneLine } from '../terminal/words.ts'
import { openRun } from '../workplace.ts'

export async function execute(given: Given, context: Context): Promise<number> {
  const { work, state } = await openRun(given, context, given.required('run'))
  const { look } = context
  try {
    const wanted = given.required('step')
    const [step] = wanted === 'run' ? [] : stepsNamed([wanted], state.plan)
    const added = { step: step?.id ?? null, note: given.text('note'), ...whatIsAdded(given.required('file')) }
    const acted = await work.engine.addEvidence(state.id, added, work.driving.by)
    const one = acted.state.evidence.at(-1)
    if (given.json) context.printJson(one)
    else if (one) {
      const about = step ? `step ${step.number}, “${step.title}”` : 'the run'
      context.print([
        ...wrap(oneLine(`Added ${one.name} (${one.media}, ${one.bytes} bytes) to ${about}.`, look), look.caps.width),
        ...wrap(`SHA-256 ${one.digest}`, look.caps.width),
        ...wrap('It is kept as it is: secrets are not hidden in what people add.', look.caps.width),
      ])
    }
    return exits.done
  } finally {
    await work.close()
  }
}

/** A file with its name; an address is kept as a text of one line that has it. */
function whatIsAdded(file: string): { readonly name: string; readonly bytes: Uint8Array } {
  if (/^https?:\/\/\S+$/.test(file))
    return {
      name: `${file.replace(/^https?:\/\//, '').replace(/[/?#].*$/, '')}.url.txt`,
      bytes: Buffer.from(`${file}\n`),
    }
  try {
    return { name: file, bytes: readFileSync(resolve(file)) }
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new HoldpointError('evidence-unreadable', { path: file, reason }, { cause })
  }
}
