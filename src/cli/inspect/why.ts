import type { Why } from '../../read/judged.ts'
import { wrap } from '../terminal/cells.ts'
import type { Look } from '../terminal/look.ts'
import { oneLine } from '../terminal/words.ts'

/** The chain of reasons for one line. */
export function whyLines(text: string, line: number, reasons: readonly Why[], look: Look): string[] {
  const source = text.split(/\r?\n/)[line - 1]
  if (source === undefined) return [`The document has no line ${line}.`]
  return [
    ...wrap(`line ${line}: ${oneLine(source, look) || '(blank)'}`, look.caps.width, '  ').map(look.bold),
    ...(reasons.length === 0 ? ['  Plain text: no rule makes it anything to do, to run or to compare.'] : []),
    ...reasons.flatMap(({ rule, words }) =>
      wrap(`  rule ${rule}${words ? `, because of "${oneLine(words, look)}"` : ''}`, look.caps.width, '    '),
    ),
  ]
}
