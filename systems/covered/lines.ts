import { readFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'

/** What V8 says of one file, as `NODE_V8_COVERAGE` writes it: counts of nested ranges, the outer ones first. */
export interface ScriptCoverage {
  readonly url: string
  readonly functions: readonly {
    readonly ranges: readonly { readonly startOffset: number; readonly endOffset: number; readonly count: number }[]
  }[]
}

/** Lines of a file that hold code, and those of them that ran, counted from one. */
export interface Lines {
  readonly code: ReadonlySet<number>
  readonly ran: ReadonlySet<number>
}

/** Which lines of a TypeScript file ran, in any of the processes that loaded it. A line ran when all of its code did. */
export function linesOf(path: string, seen: readonly ScriptCoverage[]): Lines {
  const source = stripTypeScriptTypes(readFileSync(path, 'utf8'))
  const lines = source.split('\n')
  const code = new Set<number>()
  const ran = new Set<number>()
  const counted = seen.map((script) => ranBytes(source.length, script))
  let start = 0
  let comment = false
  lines.forEach((line, at) => {
    const text = line.trim()
    comment ||= text.startsWith('/*')
    const holdsCode = !comment && text !== '' && !text.startsWith('//') && !/^[\])};,]+$/.test(text)
    if (text.endsWith('*/')) comment = false
    if (holdsCode) {
      code.add(at + 1)
      const [from, to] = [start + line.indexOf(text), start + line.trimEnd().length]
      if (counted.some((bytes) => !bytes.subarray(from, to).includes(0))) ran.add(at + 1)
    }
    start += line.length + 1
  })
  return { code, ran }
}

/** One for each character that ran. */
function ranBytes(length: number, { functions }: ScriptCoverage): Uint8Array {
  const bytes = new Uint8Array(length)
  const ranges = functions.flatMap(({ ranges }) => ranges)
  // A range within another one says it better.
  for (const { startOffset, endOffset, count } of ranges.toSorted(
    (a, b) => a.startOffset - b.startOffset || b.endOffset - a.endOffset,
  ))
    bytes.fill(count > 0 ? 1 : 0, startOffset, endOffset)
  return bytes
}
