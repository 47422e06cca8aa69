import type { Lines } from '../lines.ts'
import { lineSpan } from '../lines.ts'

/** A marker that opens a container beyond this column, or as more than the tenth on its line, is text. */
const DEEPEST_COLUMN = 96
const MOST_MARKERS = 10
const MARKERS = /^(?:[ \t]*(?:>|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t]))){11,}/
const FENCE = /^([ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?)(`{3,}|~{3,})[ \t]*([^`\r\n]*)$/
const TEMPLATE = /^(?:markdown|md|mdx|template|text|txt|plaintext)?$/i

/**
 * The source as the Markdown grammar gets it: same length, same lines, but front matter, characters that it does not
 * know as white space, markers that would nest without bound, and fence lines that their author did not mean as such
 * are replaced. Only structure is taken from it; words always come from the source.
 */
export function mask(lines: Lines, frontMatterEnd: number): string {
  const out: string[] = []
  const stray = strayFences(lines)
  for (let line = 1; line <= lines.starts.length; line++) {
    const span = lineSpan(lines, line)
    const next = lines.starts[line] ?? lines.text.length
    const text = lines.text.slice(span.start, span.end)
    const ending = lines.text.slice(span.end, next)
    if (span.start < frontMatterEnd) out.push(' '.repeat(text.length))
    else if (stray.has(line)) out.push(text.replace(/[`~]/g, stray.get(line) ?? '*'))
    else out.push(bounded(text))
    out.push(ending === '\r' ? '\n' : ending)
  }
  return out.join('')
}

/** What a line begins with that needs a closer look: white space, markers, the mark of the byte order. */
const BEGINS = /^[ \t\u00a0\ufeff>*+\d-]/

function bounded(text: string): string {
  if (!BEGINS.test(text) && !text.includes('\0')) return text
  let line = text
  if (line.charCodeAt(0) === 0xfeff) line = ` ${line.slice(1)}`
  if (line.includes('\0')) line = line.replaceAll('\0', '\uFFFD')
  const indent = /^[ \t\u00A0]*/.exec(line)?.[0] ?? ''
  if (indent.includes('\u00A0')) line = indent.replaceAll('\u00A0', ' ') + line.slice(indent.length)
  if (indent.length > DEEPEST_COLUMN) return ' '.repeat(DEEPEST_COLUMN) + 'x'.repeat(line.length - DEEPEST_COLUMN)
  const markers = MARKERS.exec(line)?.[0]
  if (markers === undefined) return line
  let seen = 0
  return markers.replace(/[>*+\-.)]/g, (mark) => (++seen > MOST_MARKERS ? 'x' : mark)) + line.slice(markers.length)
}

/**
 * Fence lines that are none: those inside a template (a fence that shows Markdown, which its author closes after the
 * fences in it), and a second closing fence directly after a first, which reads as a rule then.
 */
function strayFences(lines: Lines): Map<number, string> {
  const stray = new Map<number, string>()
  const fences = fenceLines(lines)
  let open: Fence | null = null
  let inner = 0
  fences.forEach((fence, index) => {
    if (open === null) {
      const doubled = fence.info === '' && fences[index - 1]?.line === fence.line - 1 && !fences[index - 1]?.info
      const next = fences[index + 1]
      if (doubled && (next === undefined || next.info !== '')) stray.set(fence.line, '*')
      else open = fence
    } else if (fence.mark[0] !== open.mark[0] || fence.mark.length < open.mark.length) {
      return
    } else if (fence.info !== '') {
      if (TEMPLATE.test(open.info) && closesTwice(fences, index, open)) {
        inner++
        stray.set(fence.line, 'x')
      }
    } else if (inner > 0) {
      inner--
      stray.set(fence.line, 'x')
    } else open = null
  })
  return stray
}

interface Fence {
  readonly line: number
  readonly indent: number
  readonly mark: string
  readonly info: string
}

function fenceLines(lines: Lines): Fence[] {
  const found: Fence[] = []
  for (let line = 1; line <= lines.starts.length; line++) {
    const span = lineSpan(lines, line)
    if (span.end - span.start > 300) continue
    const match = FENCE.exec(lines.text.slice(span.start, span.end))
    if (match) found.push({ line, indent: match[1]?.length ?? 0, mark: match[2] ?? '', info: (match[3] ?? '').trim() })
  }
  return found
}

/** Whether a fence inside a template is closed before the template is: two bare fences follow before the next tagged one. */
function closesTwice(fences: readonly Fence[], index: number, open: Fence): boolean {
  let depth = 1
  for (let at = index + 1; at < Math.min(fences.length, index + 40); at++) {
    const fence = fences[at]
    if (fence === undefined || fence.mark.length < open.mark.length) continue
    depth += fence.info === '' ? -1 : 1
    if (depth < 0) return true
  }
  return false
}
