import { isSigned } from '../../compose.ts'
import {
  type Alteration,
  alteredRow,
  countSigned,
  forgedAnswers,
  type SealedOutput,
  sealedOutputs,
  verify,
} from '../../record/index.ts'
import type { OutputSeal, RunState } from '../../run/index.ts'
import type { Context } from '../context.ts'
import { exits } from '../exit.ts'
import { findRun } from '../find-run.ts'
import type { Given } from '../given.ts'
import { wrap } from '../terminal/cells.ts'
import { short } from '../terminal/run-views.ts'
import { count } from '../terminal/words.ts'
import { openWorkplace } from '../workplace.ts'

export async function execute(given: Given, context: Context): Promise<number> {
  const work = openWorkplace(given, context, null)
  const { look } = context
  try {
    const header = findRun(await work.engine.runs(), given.text('run'), work.place)
    const history = await work.store.read(header.run, 0)
    const found = new Map<SealedOutput, OutputSeal | null>()
    for (const output of sealedOutputs(history)) {
      const { step, attempt, from, log, sealed, whole } = output
      const to = whole ? Number.POSITIVE_INFINITY : from + sealed.bytes
      found.set(output, await work.files.seal(header.run, step, attempt, from, to, log))
    }
    const same = (output: SealedOutput) =>
      [...found].find(
        ([known]) =>
          known.step === output.step &&
          known.attempt === output.attempt &&
          known.from === output.from &&
          known.log === output.log &&
          known.sealed.bytes === output.sealed.bytes,
      )?.[1] ?? null
    const altered = [
      ...verify(history, { seq: header.last, hash: header.head }, same),
      ...forgedAnswers(history, isSigned),
      ...alteredRow(history, header),
    ]
    const answers = countSigned(history)
    if (given.json)
      context.printJson({ run: header.run, events: history.length, outputs: found.size, answers, altered })
    else if (altered.length === 0) {
      const what = `${count(history.length, 'event')} and ${count(found.size, 'output')} of run ${short(header.run)} are as they were written${signedWords(answers)}.`
      context.print(wrap(`${look.marks.passed} ${what}`, look.caps.width, '  ').map(look.good))
    } else
      context.print(
        altered.flatMap((one) =>
          wrap(`${look.marks.failed} ${sentence(one, history)}`, look.caps.width, '  ').map(look.bad),
        ),
      )
    return altered.length === 0 ? exits.done : exits.failed
  } finally {
    await work.close()
  }
}

/** `, 3 answers are signed by who gave them, 1 has no signature`. */
function signedWords({ signed, unsigned }: ReturnType<typeof countSigned>): string {
  const are = (one: number) => (one === 1 ? 'is' : 'are')
  const parts = [
    signed === 0 ? '' : `${count(signed, 'answer')} ${are(signed)} signed by who gave ${signed === 1 ? 'it' : 'them'}`,
    unsigned === 0 ? '' : `${count(unsigned, 'answer')} ${are(unsigned)} not signed`,
  ]
  return parts.map((part) => (part === '' ? '' : `; ${part}`)).join('')
}

/** What was altered, where, and how it shows. */
function sentence(
  one: Alteration,
  history: readonly { readonly event: { readonly type: string; readonly plan?: RunState['plan'] } }[],
): string {
  const step = (id: string) => history[0]?.event.plan?.steps.find((known) => known.id === id)?.number ?? id
  switch (one.is) {
    case 'edited':
      return `Event ${one.seq} was edited: ${one.why}.`
    case 'missing':
      return `${one.from === one.to ? `Event ${one.from} is` : `Events ${one.from} to ${one.to} are`} gone: ${one.why}.`
    case 'moved':
      return `Event ${one.seq} stands where another belongs: it ${one.why}.`
    case 'forged':
      return `The answer in event ${one.seq} was forged: ${one.why}.`
    case 'output-missing':
      return `The output of step ${step(one.step)}, attempt ${one.attempt}, is not whole: ${one.why}.`
    case 'output-altered':
      return `The output of step ${step(one.step)}, attempt ${one.attempt}, was altered: ${one.why}.`
    case 'listed':
      return `The run's line in the list of runs was altered: ${one.why}.`
  }
}
