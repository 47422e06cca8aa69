import { cells, wrap } from '../terminal/cells.ts'
import type { Look } from '../terminal/look.ts'

/**
 * A label with its text beside it, wrapped under itself; in a narrow window under the label.
 *
 *     Inputs      <app>, lines 14 and 20
 */
export function row(label: string, text: string, look: Look, indent = '  ', column = 12): string[] {
  const { width, plain } = look.caps
  if (plain) return wrap(`${indent}${label}: ${text}`, width, `${indent}  `)
  if (width < 50) return [`${indent}${look.bold(label)}`, ...block(text, width, `${indent}  `)]
  const lead = `${indent}${label}${' '.repeat(Math.max(1, column - cells(label)))}`
  return block(text, width, ' '.repeat(cells(lead))).map((line, at) =>
    at === 0 ? `${indent}${look.bold(label)}${line.slice(indent.length + label.length)}` : line,
  )
}

/** Text wrapped with every line indented. */
export const block = (text: string, width: number, indent: string): string[] => wrap(`${indent}${text}`, width, indent)
