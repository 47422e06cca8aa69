import { basename } from 'node:path'
import { operatorKey } from '../../compose.ts'
import type { LedgerLine } from '../../engine/ports.ts'
import { HoldpointError } from '../../errors.ts'
import {
  type Audit,
  type AuditEntry,
  attest,
  attestationFile,
  auditEntry,
  auditHtml,
  auditJson,
  auditMarkdown,
  auditStatement,
  missingNumbers,
  proofOf,
  publicKeyFile,
} from '../../record/index.ts'
import type { Context } from '../context.ts'
import type { Given } from '../given.ts'
import { quoted } from '../quoted.ts'
import { verifyRun } from '../verify/kept-run.ts'
import { numbersOf, sentence } from '../verify/sentences.ts'
import { openWorkplace, type Workplace } from '../workplace.ts'
import { flagIn } from './flag-look-alikes.ts'

const day = 86_400_000

/** A report, and the files that prove it where it is kept as a file, by name. */
interface AuditReport {
  readonly bytes: Uint8Array
  readonly proof: ReadonlyMap<string, string>
}

/**
 * Every run of an environment in a period, each verified, as one file for who has to answer for them; signed with the
 * operator's key where it is written to a file.
 */
export async function auditRecord(given: Given, context: Context): Promise<AuditReport> {
  const format = given.text('format') ?? (given.json ? 'json' : 'md')
  if (!['md', 'html', 'json'].includes(format))
    throw wrong(`--all is written as md, html or json, not as ${quoted(format)}`)
  const work = openWorkplace(given, context, null)
  try {
    const audit = await gather(work, {
      environment: given.text('environment'),
      from: dateOf('--from', given.text('from'), 0),
      to: dateOf('--to', given.text('to'), day),
    })
    const text = drawn(format, audit)
    await flagIn([{ where: 'the report', text }], context)
    const bytes = Buffer.from(text)
    const file = given.text('output')
    return { bytes, proof: file === null ? new Map() : signed(audit, file, bytes, context) }
  } finally {
    await work.close()
  }
}

function drawn(format: string, audit: Audit): string {
  if (format === 'html') return auditHtml(audit)
  return format === 'md' ? auditMarkdown(audit) : `${JSON.stringify(auditJson(audit), null, 2)}\n`
}

function signed(audit: Audit, file: string, bytes: Uint8Array, { env, version }: Context): ReadonlyMap<string, string> {
  const key = operatorKey(env)
  const beside = proofOf(file)
  return new Map([
    [beside.attestation, attestationFile(attest(auditStatement(audit, basename(file), bytes, version), key))],
    [beside.key, publicKeyFile(key.sign('').key)],
  ])
}

async function gather(work: Workplace, scope: Pick<Audit, 'environment' | 'from' | 'to'>): Promise<Audit> {
  const ledger = await work.store.ledger()
  const inScope = ledger.filter((line) => belongs(line, scope))
  const real = inScope.filter(({ rehearsal }) => !rehearsal)
  const entries: AuditEntry[] = []
  const known = new Set(ledger.map(({ run }) => run))
  const unreadable: Audit['unreadable'][number][] = (await work.engine.runs())
    .filter(({ run }) => !known.has(run))
    .map(({ run }) => ({
      number: null,
      run,
      why: 'its events are there; its line in the list of runs, and its number, are gone',
    }))
  for (const line of real.filter(({ removed }) => removed === null)) {
    const entry = await entryOf(work, line)
    if (typeof entry === 'string') unreadable.push({ number: line.number, run: line.run, why: entry })
    else entries.push(entry)
  }
  return {
    ...scope,
    madeAt: Date.now(),
    store: work.place.store,
    entries,
    gone: real.flatMap(({ removed, createdAt: startedAt, last: events, ...line }) => {
      const { number, run, title, document, environment, outcome, head } = line
      const about = { number, run, title, document, environment, outcome, head, startedAt, events }
      return removed === null ? [] : [{ ...about, removed }]
    }),
    missing: missingNumbers(ledger.map(({ number }) => number)),
    unreadable,
    rehearsals: inScope.length - real.length,
  }
}

/** Why it cannot be read, when it cannot: an altered journal may fold to nothing. */
async function entryOf(work: Workplace, line: LedgerLine): Promise<AuditEntry | string> {
  const { journal, altered } = await verifyRun(work, line)
  try {
    const state = await work.engine.load(line.run)
    const history = await work.engine.history(line.run)
    return auditEntry(line.number, state, history, altered, (one) => sentence(one, numbersOf(journal)))
  } catch (error) {
    const said = altered.map((one) => sentence(one, numbersOf(journal)))
    return [...said, error instanceof Error ? error.message : String(error)].join(' ')
  }
}

/** A run that began before the period or in another environment is not of it. */
const belongs = ({ environment, createdAt }: LedgerLine, scope: Pick<Audit, 'environment' | 'from' | 'to'>): boolean =>
  (scope.environment === null || environment === scope.environment) &&
  (scope.from === null || createdAt >= scope.from) &&
  (scope.to === null || createdAt < scope.to)

/** A day in UTC, as a moment; `end` is added, so that a period's last day belongs to it. */
function dateOf(option: string, text: string | null, end: number): number | null {
  if (text === null) return null
  const at = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN
  if (Number.isNaN(at)) throw wrong(`${option} takes a day such as 2026-03-31, not ${quoted(text)}`)
  return at + end
}

const wrong = (problem: string) =>
  new HoldpointError('usage', { problem: `${problem}.`, help: 'holdpoint help report' })
