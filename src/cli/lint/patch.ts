import { createTwoFilesPatch } from 'diff'
import type { Source } from '../../plan/index.ts'
import { bytesOf } from '../../read/index.ts'
import type { Look } from '../terminal/look.ts'
import { visible } from '../terminal/sanitise.ts'

/** What changes between two versions of a document, as `patch -p1` and `git apply` take it: in the document's own bytes. */
export function patchOf(before: Source, after: Source): Uint8Array {
  return bytesOf({ ...before, text: patchText(before, after) })
}

/** The same for the eyes: coloured, controls shown. */
export function patchLines(before: Source, after: Source, look: Look): string[] {
  const lines = patchText(before, after).replace(/\n$/, '').split('\n')
  return lines.map((raw, at) => {
    const line = visible(raw.replace(/\r$/, ''), look.caps.unicode)
    if (at < 2) return look.bold(line)
    if (line.startsWith('@@')) return look.accent(line)
    return line.startsWith('+') ? look.good(line) : line.startsWith('-') ? look.bad(line) : line
  })
}

function patchText(before: Source, after: Source): string {
  const name = before.path.replace(/^\.?\//, '')
  const text = createTwoFilesPatch(`a/${name}`, `b/${name}`, before.text, after.text, undefined, undefined, {
    context: 3,
  })
  return text.replace(/^=+\n/, '')
}
