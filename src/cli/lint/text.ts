import type { Finding, Severity } from '../../plan/index.ts'
import { wrap } from '../terminal/cells.ts'
import type { Look } from '../terminal/look.ts'
import { count, oneLine } from '../terminal/words.ts'
import type { Checked } from './checked.ts'
import { type Excerpt, excerptOf } from './excerpt.ts'
import { placeOf } from './places.ts'

/** What is drawn around a finding's line. */
interface Frame {
  readonly corner: string
  readonly bar: string
  readonly foot: string
  readonly mark: string
  readonly dots: string
}

const drawn: Frame = { corner: '╭─', bar: '│', foot: '╰─', mark: '━', dots: '┆' }
const ascii: Frame = { corner: '-->', bar: '|', foot: '=', mark: '^', dots: ':' }

/**
 * The findings of a document, each with its line and the span in it marked. `explained` are the rules that were met
 * before, whose page is not named again; it grows.
 */
export function findingsText(
  checked: Checked,
  findings: readonly Finding[],
  explained: Set<string>,
  look: Look,
): string[] {
  const gutter = String(Math.max(...findings.map((one) => one.span.endLine))).length
  const told = groupsOf(findings, look).map((group) => {
    const { rule } = group[0]
    const page = explained.has(rule) ? null : pageOf(rule, look)
    explained.add(rule)
    return look.caps.plain ? plainly(checked, group[0], page, look) : framed(checked, group, page, gutter, look)
  })
  return told.flatMap((lines, at) => (at === 0 ? lines : ['', ...lines]))
}

type Group = readonly [Finding, ...Finding[]]

/** Findings that follow each other and say the same are said once, with the line of each; to ears one by one. */
function groupsOf(findings: readonly Finding[], look: Look): readonly Group[] {
  const groups: [Finding, ...Finding[]][] = []
  for (const finding of findings) {
    const group = groups.at(-1)
    if (group !== undefined && !look.caps.plain && sayTheSame(group[0], finding)) group.push(finding)
    else groups.push([finding])
  }
  return groups
}

const sayTheSame = (a: Finding, b: Finding): boolean =>
  a.rule === b.rule &&
  a.severity === b.severity &&
  a.message === b.message &&
  a.remedy === b.remedy &&
  a.fix?.title === b.fix?.title

/** Where a rule is explained; those of shellcheck say it in their remedy. */
const pageOf = (rule: string, look: Look): string | null =>
  rule.startsWith('shellcheck/') ? null : `${look.program} lint --explain ${rule}`

function framed(checked: Checked, group: Group, page: string | null, gutter: number, look: Look): string[] {
  const [finding] = group
  const { caps } = look
  const frame = caps.unicode ? drawn : ascii
  const paint = paintOf(finding.severity, look)
  const blank = ' '.repeat(gutter)
  const place = placeOf(checked.lines, finding.span)
  const title = `${finding.severity}[${finding.rule}]`
  const [first = '', ...rest] = wrap(`${title} ${oneLine(finding.message, look)}`, caps.width, '  ')
  return [
    `${paint(first.slice(0, title.length))}${look.bold(first.slice(title.length))}`,
    ...rest.map(look.bold),
    look.dim(`${blank} ${frame.corner} ${oneLine(checked.source.path, look)}:${place.line}:${place.column}`),
    ...rowsOf(checked, group, gutter, look).flatMap((row) => rowText(row, { frame, gutter, paint }, look)),
    ...footnotes(finding, page, look).flatMap((note, at) => {
      const lead = `${blank} ${at === 0 ? frame.foot : ' '.repeat(frame.foot.length)} `
      return wrap(`${lead}${note}`, caps.width, ' '.repeat(lead.length)).map((line, row) =>
        at === 0 && row === 0 ? `${look.dim(lead)}${line.slice(lead.length)}` : at > 0 ? look.dim(line) : line,
      )
    }),
  ]
}

interface Drawing {
  readonly frame: Frame
  readonly gutter: number
  readonly paint: (text: string) => string
}

/** A line of the document with everything that is marked in it. */
interface Row {
  readonly line: number
  readonly endLine: number
  readonly text: string
  readonly marks: readonly Pick<Excerpt, 'before' | 'under'>[]
}

function rowsOf(checked: Checked, group: Group, gutter: number, look: Look): readonly Row[] {
  const drawing = {
    width: Math.max(10, look.caps.width - gutter - 3),
    unicode: look.caps.unicode,
    cut: look.marks.cut,
  }
  const rows: Row[] = []
  for (const { span } of group) {
    const { line, endLine } = placeOf(checked.lines, span)
    const { text, ...mark } = excerptOf(checked.lines, span, drawing)
    const last = rows.at(-1)
    const end = (last?.marks ?? []).reduce((at, { before, under }) => Math.max(at, before + under), 0)
    if (last?.line === line && last.text === text && mark.before >= end)
      rows[rows.length - 1] = { ...last, endLine, marks: [...last.marks, mark] }
    else rows.push({ line, endLine, text, marks: [mark] })
  }
  return rows
}

/** The line, the marks below it, and how far what is marked goes on. */
function rowText({ line, endLine, text, marks }: Row, { frame, gutter, paint }: Drawing, look: Look): string[] {
  const blank = ' '.repeat(gutter)
  let at = 0
  const below = marks.map(({ before, under }) => {
    const gap = ' '.repeat(before - at)
    at = before + under
    return gap + paint(frame.mark.repeat(under))
  })
  const more = endLine - line
  return [
    `${look.dim(`${String(line).padStart(gutter)} ${frame.bar}`)} ${text}`,
    `${look.dim(`${blank} ${frame.bar}`)} ${below.join('')}`,
    ...(more > 0 ? [look.dim(`${blank} ${frame.dots} and ${count(more, 'line')} below it, to line ${endLine}`)] : []),
  ]
}

/** What to do, and where to read on. */
function footnotes(finding: Finding, page: string | null, look: Look): string[] {
  const fix = finding.fix === null ? [] : [`--fix does it: ${oneLine(finding.fix.title, look)}`]
  return [oneLine(finding.remedy, look), ...fix, ...(page === null ? [] : [page])]
}

function plainly(checked: Checked, finding: Finding, page: string | null, look: Look): string[] {
  const place = placeOf(checked.lines, finding.span)
  const source = checked.lines.text.slice(finding.span.start, finding.span.end).slice(0, 500)
  const where = `${oneLine(checked.source.path, look)}, line ${place.line}, column ${place.column}`
  return [
    ...wrap(`${where}: ${finding.severity}, ${finding.rule}.`, look.caps.width, '  '),
    ...wrap(`  ${oneLine(finding.message, look)}`, look.caps.width, '  '),
    ...wrap(`  It says: ${oneLine(source, look)}`, look.caps.width, '  '),
    ...wrap(`  What to do: ${oneLine(finding.remedy, look)}`, look.caps.width, '  '),
    ...(finding.fix === null ? [] : [`  The option --fix does it: ${oneLine(finding.fix.title, look)}.`]),
    ...(page === null ? [] : wrap(`  To read on: ${page}`, look.caps.width, '  ')),
  ]
}

function paintOf(severity: Severity, look: Look): (text: string) => string {
  return { error: look.bad, warning: look.warn, info: look.accent }[severity]
}
