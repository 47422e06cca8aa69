import { projectChecks, type RuleSetting, ruleSettings, shellcheck } from '../../compose-documents.ts'
import type { Finding, Remarks, Severity, Source } from '../../plan/index.ts'
import { remarkFindings, scriptsOf } from '../../read/findings/shellcheck.ts'
import { documented, inOrder, read, type Silenced, withSilences } from '../../read/index.ts'
import { type Lines, linesOf } from '../../read/lines.ts'
import { checksOf } from '../bound-checks.ts'

/** A document with what is found in it. */
export interface Checked {
  readonly source: Source
  readonly lines: Lines
  /** How many steps it was read as; 0: there is nothing in it that could hurt. */
  readonly steps: number
  /** What stands, in the document's order. */
  readonly findings: readonly Finding[]
  readonly silenced: readonly Silenced[]
}

/** What happened with shellcheck. */
type Shellchecked =
  | { readonly is: 'used' }
  | { readonly is: 'not asked' }
  | { readonly is: 'absent' }
  | { readonly is: 'failed'; readonly why: string }

export interface Checking {
  readonly documents: readonly Checked[]
  readonly shellcheck: Shellchecked
}

/** What a person wants to hear of. */
interface Wanted {
  /** Only these rules; empty: all. */
  readonly rules: readonly string[]
  readonly shellcheck: boolean
  readonly env: Readonly<Record<string, string | undefined>>
  /** Called before each document with how many are done. */
  readonly tell: (done: number) => void
}

/** Reads documents and finds what will hurt, all their commands being shown to shellcheck at once. */
export async function check(sources: readonly Source[], wanted: Wanted): Promise<Checking> {
  const readings: (ReturnType<typeof read> & { readonly source: Source })[] = []
  const bound: Awaited<ReturnType<typeof boundFor>>[number][] = []
  for (const [at, source] of sources.entries()) {
    wanted.tell(at)
    const own = await boundFor(source.path)
    bound.push(...own)
    readings.push({ source, ...read(source, own) })
  }
  // One that an item has is a finding there; what no item has is a mistake in the file all the same.
  const found = new Set(readings.flatMap(({ judged }) => judged.checks.map(({ text }) => text)))
  checksOf(bound.filter(({ text }) => !found.has(text)))
  const scripts = wanted.shellcheck ? readings.map(({ judged }) => scriptsOf(judged)) : []
  const flat = scripts.flat()
  const remarks: Remarks | null = wanted.shellcheck
    ? await shellcheck(
        flat.map((one) => one.text),
        wanted.env,
      )
    : null
  let first = 0
  const documents: Checked[] = []
  for (const [at, { source, plan, judged, findings, silenced }] of readings.entries()) {
    const own = scripts[at] ?? []
    const from = first
    first += own.length
    const remarked =
      remarks?.is === 'checked'
        ? withSilences(
            judged,
            own.flatMap((script, index) => remarkFindings(script, remarks.of[from + index] ?? [])),
          )
        : { findings: [], silenced: [] }
    const settings = await settingsFor(source.path)
    const settled = settle([...findings, ...remarked.findings], settings)
    const isWanted = ({ rule }: Finding) => wanted.rules.length === 0 || wanted.rules.some((one) => names(one, rule))
    documents.push({
      source,
      lines: linesOf(source.text),
      steps: plan.steps.length,
      findings: inOrder(settled.findings.filter(isWanted)),
      silenced: [...silenced, ...remarked.silenced, ...settled.silenced].filter(({ finding }) => isWanted(finding)),
    })
  }
  return { documents, shellcheck: shellcheckedOf(remarks) }
}

function shellcheckedOf(remarks: Remarks | null): Shellchecked {
  if (remarks === null) return { is: 'not asked' }
  return remarks.is === 'checked' ? { is: 'used' } : remarks
}

/** The checks that the project of a document has for its items, also those that cannot be made. */
const boundFor = async (path: string) => (path === standardInput ? [] : await projectChecks(path))

/** What the project of a document says of rules. Standard input has the settings of where it is read. */
export const settingsFor = (path: string) => ruleSettings(path === standardInput ? null : path, ruleNames)

/** How a document from standard input is called. */
export const standardInput = '<stdin>'

export const ruleNames: readonly string[] = documented.map((rule) => rule.name)

/** `shellcheck` names all of its codes. */
const names = (name: string, rule: string) => rule === name || rule.startsWith(`${name}/`)

/** Findings as the project wants them: as bad as it says, and those that it silences apart. */
export function settle(
  findings: readonly Finding[],
  settings: Readonly<Record<string, RuleSetting>>,
): { readonly findings: readonly Finding[]; readonly silenced: readonly Silenced[] } {
  const open: Finding[] = []
  const silenced: Silenced[] = []
  for (const finding of findings) {
    const setting = settings[finding.rule] ?? settings[finding.rule.replace(/\/.*/, '')]
    if (setting?.severity === 'off') silenced.push({ finding, reason: setting.reason, by: 'project' })
    else open.push(setting === undefined ? finding : { ...finding, severity: setting.severity })
  }
  return { findings: open, silenced }
}

const order: readonly Severity[] = ['info', 'warning', 'error']

/** Those that are at least so bad. */
export const atLeast = (findings: readonly Finding[], severity: Severity): readonly Finding[] =>
  findings.filter((one) => order.indexOf(one.severity) >= order.indexOf(severity))
