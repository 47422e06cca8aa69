import type { Finding, Severity } from '../../plan/index.ts'
import type { Checked } from './checked.ts'
import { placeOf } from './places.ts'

const commands: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'notice' }

/** Workflow commands that GitHub shows beside the lines of a change. Columns only where one line is meant, as it asks. */
export const annotations = (checked: Checked, findings: readonly Finding[]): string[] =>
  findings.map(({ rule, severity, message, remedy, span }) => {
    const { line, column, endLine, endColumn } = placeOf(checked.lines, span)
    const columns = line === endLine ? [`col=${column}`, `endColumn=${endColumn}`] : []
    const properties = [
      `file=${property(checked.source.path)}`,
      `line=${line}`,
      `endLine=${endLine}`,
      ...columns,
      `title=${property(rule)}`,
    ]
    return `::${commands[severity]} ${properties.join(',')}::${data(`${message} ${remedy}`)}`
  })

/** The escapes that the runner undoes: `%` first, then what would end the command. */
const data = (text: string): string => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')

const property = (text: string): string => data(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
