import { isFolder } from '../../compose.ts'
import { countSigned } from '../../record/index.ts'
import type { Context } from '../context.ts'
import { exits } from '../exit.ts'
import type { Given } from '../given.ts'
import { wrap } from '../terminal/cells.ts'
import { short } from '../terminal/run-views.ts'
import { count } from '../terminal/words.ts'
import { isAuditFile, verifyAuditFile } from '../verify/audit-file.ts'
import { verifyFolder } from '../verify/bundle.ts'
import { verifyKept } from '../verify/kept-run.ts'
import { numbersOf, sentence } from '../verify/sentences.ts'
import type { Verified } from '../verify/verified.ts'

export async function execute(given: Given, context: Context): Promise<number> {
  const wanted = given.text('run')
  if (wanted !== null && isAuditFile(wanted)) return audit(wanted, given, context)
  const verified =
    wanted !== null && isFolder(wanted) ? await verifyFolder(wanted, given, context) : await verifyKept(given, context)
  if (given.json) context.printJson(asJson(verified))
  else tell(verified, context)
  return verified.altered.length === 0 ? exits.done : exits.failed
}

function audit(file: string, given: Given, { look, print, printJson }: Context): number {
  const verified = verifyAuditFile(file, given.text('key'))
  const { altered, runs, notes } = verified
  const said =
    altered.length === 0
      ? [look.good(`${look.marks.passed} ${file}, which tells of ${count(runs ?? 0, 'run')}, is as it was signed.`)]
      : altered.map((one) => look.bad(`${look.marks.failed} ${sentence(one, (step) => step)}`))
  if (given.json) printJson(verified)
  else print([...said, ...notes.flatMap((note) => wrap(`  ${note}`, look.caps.width, '  '))])
  return altered.length === 0 ? exits.done : exits.failed
}

const asJson = ({ run, journal, outputs, altered, signedBy, notes }: Verified) => ({
  run,
  events: journal.length,
  outputs,
  answers: countSigned(journal),
  signedBy,
  notes,
  altered,
})

function tell({ run, journal, outputs, altered, notes }: Verified, { look, print }: Context): void {
  if (altered.length === 0) {
    const what = `${count(journal.length, 'event')} and ${count(outputs, 'output')} of run ${short(run ?? '')} are as they were written`
    print(
      wrap(`${look.marks.passed} ${what}${signedWords(countSigned(journal))}.`, look.caps.width, '  ').map(look.good),
    )
  } else {
    const number = numbersOf(journal)
    print(
      altered.flatMap((one) =>
        wrap(`${look.marks.failed} ${sentence(one, number)}`, look.caps.width, '  ').map(look.bad),
      ),
    )
  }
  print(notes.flatMap((note) => wrap(`  ${note}`, look.caps.width, '  ')))
}

/** `; 3 answers are signed by who gave them; 2 ticks are signed; 1 answer is not signed`. */
function signedWords({ signed, unsigned, ticks }: ReturnType<typeof countSigned>): string {
  const are = (one: number) => (one === 1 ? 'is' : 'are')
  const parts = [
    signed === 0 ? '' : `${count(signed, 'answer')} ${are(signed)} signed by who gave ${signed === 1 ? 'it' : 'them'}`,
    ticks === 0 ? '' : `${count(ticks, 'tick')} ${are(ticks)} signed`,
    unsigned === 0 ? '' : `${count(unsigned, 'answer')} ${are(unsigned)} not signed`,
  ]
  return parts.map((part) => (part === '' ? '' : `; ${part}`)).join('')
}
