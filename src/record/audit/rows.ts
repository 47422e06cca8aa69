import { provenBy } from '../approvals.ts'
import type { Table } from '../table.ts'
import { nameOf, ranges, took, when, who } from '../words.ts'
import type { Audit } from './audit.ts'
import type { AuditEntry } from './entry.ts'

const day = (at: number) => new Date(at).toISOString().slice(0, 10)

/** What the whole is about, and what of it is not there. */
export function scope(audit: Audit): readonly (readonly [string, string])[] {
  const { environment, from, to, madeAt, store, entries, gone, missing, unreadable, rehearsals } = audit
  const altered = entries.filter((entry) => entry.altered.length > 0).map(({ number }) => number)
  return [
    ['Environment', environment ?? 'every one'],
    ['Period', `${from === null ? 'from the first run' : day(from)} to ${to === null ? 'the last' : day(to - 1)}, UTC`],
    ['Runs', `${entries.length}${rehearsals === 0 ? '' : `; rehearsals, left out: ${rehearsals}`}`],
    ['Removed', gone.length === 0 ? 'none' : `${ranges(gone.map(({ number }) => number))}: see below`],
    ['Missing', missing.length === 0 ? 'none' : `${ranges(missing)}: they began, and nothing says what became of them`],
    ['Altered', altered.length === 0 ? 'none' : ranges(altered)],
    ['Unreadable', unreadable.length === 0 ? 'none' : unreadable.map(({ run }) => run).join(', ')],
    ['Store', store],
    ['Made', when(madeAt)],
  ]
}

export const overview = ({ entries }: Audit): Table => ({
  title: 'Runs',
  header: ['#', 'Run', 'Change', 'Environment', 'Started', 'Outcome', 'Approved by', 'Lacks', 'As recorded'],
  rows: entries.map((entry) => [
    String(entry.number),
    entry.run,
    change(entry),
    entry.environment ?? '',
    when(entry.startedAt),
    entry.outcome,
    [...new Set(entry.approvals.map(({ by }) => nameOf(by)))].join(', '),
    entry.lacks.map((one) => one.split(':', 1)[0] ?? '').join(', '),
    entry.altered.length === 0 ? 'yes' : 'no: altered',
  ]),
})

export const goneTable = ({ gone }: Audit): Table => ({
  title: 'Runs that were removed',
  header: ['#', 'Run', 'Change', 'Environment', 'Started', 'Outcome', 'Removed', 'By', 'Journal'],
  rows: gone.map(({ number, run, title, environment, startedAt, outcome, removed, events, head }) => [
    String(number),
    run,
    title,
    environment ?? '',
    when(startedAt),
    outcome ?? 'not over',
    when(removed.at),
    nameOf(removed.by),
    `${events} events, SHA-256 of the last ${head}`,
  ]),
})

export const unreadableTable = ({ unreadable }: Audit): Table => ({
  title: 'Runs that cannot be read',
  header: ['#', 'Run', 'Why'],
  rows: unreadable.map(({ number, run, why }) => [number === null ? '' : String(number), run, why]),
})

/** One run: the field, what it shows, and which rule asks for it. */
export function fields(entry: AuditEntry): readonly (readonly [string, string])[] {
  const { tests, document, journal, answers } = entry
  const rows: readonly (readonly [string, string])[] = [
    ['Change', change(entry)],
    ['Reason', entry.reasons.join('; ') || (entry.release === null ? 'not said' : `release ${entry.release}`)],
    ['Document', `${document.path}, SHA-256 ${document.sha256}`],
    ['Environment', entry.environment ?? 'not named'],
    ['Released', entry.released ?? ''],
    ['Done before', entry.doneBefore ?? ''],
    ['Overridden', entry.overridden.map(override).join('; ')],
    ['Requested by', who(entry.requestedBy)],
    ['Done by', entry.carriedOutBy.map(who).join(', ')],
    [
      'Approved by',
      entry.approvals.map(({ of, by, at }) => `${provenBy(by)}, ${when(at)} (${of})`).join('; ') || 'nobody',
    ],
    ['Tested', tested(tests)],
    ['Impact', entry.impact.map(({ title, line }) => `${title} (line ${line})`).join('; ') || 'not in the document'],
    ['Back-out', entry.backOut.map(wayBack).join('; ') || 'none in the document'],
    ['Evidence', entry.evidence.map(({ name, sha256, by }) => `${name} of ${who(by)}, SHA-256 ${sha256}`).join('; ')],
    ['Deviations', entry.deviations.map(deviation).join('; ') || 'none'],
    ['Outcome', entry.outcome],
    ['Started', when(entry.startedAt)],
    [
      'Ended',
      entry.endedAt === null ? 'not yet' : `${when(entry.endedAt)}, after ${took(entry.endedAt - entry.startedAt)}`,
    ],
    ['Way back of', entry.continues ?? ''],
    [
      'Answers',
      `${answers.signed} signed by their person's key, ${answers.unsigned} not; ticks signed: ${answers.ticks}`,
    ],
    ['Journal', `${journal.events} events, SHA-256 of the last ${journal.head}`],
    ['As recorded', entry.altered.join(' ') || 'yes: journal and outputs'],
    ['Lacks', entry.lacks.join('; ') || 'nothing'],
  ]
  return rows.filter(([, value]) => value !== '')
}

/** Which field answers what. */
export const asked: Table = {
  title: 'What these fields answer',
  header: ['Asked for', 'By', 'Field'],
  rows: [
    ['Reason for, and description of, the change', 'PCI DSS 4.0.1 §6.5.1; SOC 2 CC8.1', 'Change, Reason, Document'],
    ['Documentation of (security) impact', 'PCI DSS 4.0.1 §6.5.1', 'Impact'],
    [
      'Approval by authorised parties, before it is made',
      'PCI DSS 4.0.1 §6.5.1; SOC 2 CC8.1',
      'Requested by, Approved by',
    ],
    ['Testing', 'PCI DSS 4.0.1 §6.5.1; SOC 2 CC8.1', 'Tested'],
    ['Procedures to return to a secure state', 'PCI DSS 4.0.1 §6.5.1', 'Back-out'],
    ['The whole population, to sample from', 'SOC 2 CC8.1', 'Runs, Removed, Missing'],
  ],
}

const change = ({ title, release }: AuditEntry) => (release === null ? title : `${title}, ${release}`)

const tested = ({ steps, passed, met, unmet, unclear }: AuditEntry['tests']) =>
  steps + met + unmet + unclear === 0
    ? 'no evidence'
    : `${passed} of ${steps} steps that verify passed; expectations: ${met} met, ${unmet} unmet, ${unclear} unclear`

const wayBack = ({ title, level, taken }: AuditEntry['backOut'][number]) =>
  `${title} (level ${level}${taken === null ? '' : `, taken: ${taken}`})`

const override = ({ text, reason, by, at }: AuditEntry['overridden'][number]) =>
  `${who(by)}, ${when(at)}: ${text} (${reason})`

const deviation = ({ kind, text, reason }: AuditEntry['deviations'][number]) =>
  `${kind}: ${text}${reason === null || reason === '' ? '' : ` (${reason})`}`
