import type { Finding, Severity } from '../../plan/index.ts'
import { quoted } from '../quoted.ts'
import { wrap } from '../terminal/cells.ts'
import type { Look } from '../terminal/look.ts'
import { count, list, oneLine } from '../terminal/words.ts'
import { atLeast, type Checking } from './checked.ts'
import { findingsText } from './text.ts'

/** How many there are of each severity. */
export type Tally = Readonly<Record<Severity, number>>

export function tallyOf(findings: readonly Finding[]): Tally {
  const of = (severity: Severity) => findings.filter((one) => one.severity === severity).length
  return { error: of('error'), warning: of('warning'), info: of('info') }
}

/** `2 errors, 1 warning and 3 infos`; '' when there are none. */
const tallyWords = ({ error, warning, info }: Tally): string =>
  list([
    ...(error ? [count(error, 'error')] : []),
    ...(warning ? [count(warning, 'warning')] : []),
    ...(info ? [count(info, 'info')] : []),
  ])

/** How the command was given, to name the ones that come next. */
interface Asked {
  readonly severity: Severity
  /** As they were typed. */
  readonly files: readonly string[]
}

/** Everything for people: the findings of each document under its name, then what it comes to and what to do next. */
export function checkingText(checking: Checking, asked: Asked, look: Look): string[] {
  const explained = new Set<string>()
  const several = checking.documents.length > 1
  const parts = checking.documents.flatMap((checked) => {
    const findings = atLeast(checked.findings, asked.severity)
    if (findings.length === 0) return []
    const title = wrap(`${oneLine(checked.source.path, look)}: ${tallyWords(tallyOf(findings))}`, look.caps.width, '  ')
    return [...(several ? [...title.map(look.bold), ''] : []), ...findingsText(checked, findings, explained, look), '']
  })
  return [...parts, ...summaryText(checking, asked, look)]
}

function summaryText({ documents, shellcheck }: Checking, { severity, files }: Asked, look: Look): string[] {
  const all = documents.flatMap((one) => one.findings)
  const shown = atLeast(all, severity)
  const hidden = all.length - shown.length
  const silenced = documents.reduce((sum, one) => sum + one.silenced.length, 0)
  const fixable = shown.filter((one) => one.fix !== null).length
  const empty = documents.filter((one) => one.steps === 0)
  const words = (text: string) => wrap(oneLine(text, look), look.caps.width, '  ')
  const where = documents.length === 1 ? (documents[0]?.source.path ?? '') : count(documents.length, 'document')
  const paint = shown.some((one) => one.severity === 'error') ? look.bad : shown.length > 0 ? look.warn : look.good
  const sum =
    shown.length > 0 ? `${tallyWords(tallyOf(shown))} in ${where}.` : friendly(where, hidden, documents.length)
  const extra = [
    ...(hidden > 0 ? [`${hidden} below \`--severity ${severity}\` not shown.`] : []),
    ...(silenced > 0 ? [`${silenced} silenced with a reason.`] : []),
  ]
  const typed = files.map(quoted).join(' ')
  const isFile = !files.includes('-')
  const mended = isFile
    ? `: ${look.program} lint --fix ${typed}`
    : ` where it is a file: ${look.program} lint --fix FILE`
  return [
    ...words([sum, ...extra].join(' ')).map(paint),
    ...empty.slice(0, 5).flatMap((one) => words(`${one.source.path} has nothing to do and nothing to run.`)),
    ...(empty.length > 5 ? words(`${empty.length - 5} others have nothing to do and nothing to run either.`) : []),
    ...(fixable > 0 ? words(`${fixable} can be mended without you${mended}`) : []),
    ...shellcheckText(shellcheck).flatMap(words).map(look.dim),
    ...(all.length === 0 && documents.length === 1 && empty.length === 0 && isFile
      ? words(`Next: ${look.program} rehearse ${typed}`).map(look.dim)
      : []),
  ]
}

/** What was mended where, by rule. */
export function mendedText(mended: ReadonlyMap<string, readonly Finding[]>, look: Look): string[] {
  return [...mended].flatMap(([path, findings]) => {
    const rules = new Map<string, number>()
    for (const { rule } of findings) rules.set(rule, (rules.get(rule) ?? 0) + 1)
    const words = list([...rules].map(([rule, times]) => (times === 1 ? rule : `${rule} (${times} times)`)))
    return wrap(oneLine(`Mended in ${path}: ${words}.`, look), look.caps.width, '  ').map(look.good)
  })
}

const friendly = (where: string, hidden: number, documents: number): string =>
  hidden > 0
    ? `Nothing that bad in ${where}.`
    : `Nothing found in ${where}: ${documents === 1 ? 'it is' : 'they are'} clean.`

function shellcheckText(shellcheck: Checking['shellcheck']): string[] {
  if (shellcheck.is === 'absent') return ['Where shellcheck is installed, it looks at the shell commands too.']
  return shellcheck.is === 'failed' ? [`shellcheck has said nothing: ${shellcheck.why}.`] : []
}
