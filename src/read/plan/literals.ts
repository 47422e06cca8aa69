import type { Input, Span, Step } from '../../plan/index.ts'
import { matchesOf } from '../matches.ts'
import { inputName } from '../shell/index.ts'
import { bornOf, type Open } from './born.ts'
import type { Sources } from './sources.ts'

/** Values that a document writes out and that are another one's in every release: times, migrations, versions, commits. */
const shapes: readonly RegExp[] = [
  /(?<![A-Za-z0-9])20\d{6}(?:[_T-]?\d{4,6})?(?![A-Za-z0-9])/g,
  /(?<=\bmigrate[ \t]{1,4}\w{1,60}[ \t]{1,4})\d{4}\w*/g,
  /(?<=\bgit[ \t]{1,4}(?:checkout|switch|reset[ \t]{1,4}--hard)[ \t]{1,4})(?:v?\d+\.\d+(?:\.\d+)?[\w.-]*|[0-9a-f]{7,40})(?![\w./-])/g,
]

/**
 * Literals of the ways back for which the run will know a better value, as inputs that nothing needs: they are never
 * replaced by themselves, the value is offered beside them.
 */
export function literalsOf(text: string, back: readonly Step[], sources: Sources): Input[] {
  const found = new Map<string, { readonly open: Open; readonly uses: Span[] }>()
  for (const { command } of back) {
    for (const statement of command?.statements ?? []) {
      if (statement.offered !== null) continue
      const { span } = statement
      for (const match of shapes.flatMap((shape) => matchesOf(shape, text.slice(span.start, span.end)))) {
        const use = useAt(text, span, match)
        const known = found.get(match[0])
        const open = openAt(text, use)
        if (/#/.test(open.before)) continue
        if (known === undefined) found.set(match[0], { open, uses: [use] })
        else known.uses.push(use)
      }
    }
  }
  return [...found].flatMap(([literal, { open, uses }]): Input[] => {
    const born = bornOf(sources, open)
    if (born === null) return []
    return [{ name: inputName(literal), text: literal, uses, secret: false, scope: 'procedure', born, hint: null }]
  })
}

function useAt(text: string, within: Span, match: RegExpExecArray): Span {
  const start = within.start + match.index
  const line = within.line + text.slice(within.start, start).split(/\r\n?|\n/).length - 1
  return { start, end: start + match[0].length, line, endLine: line }
}

/** A place with the rest of its line. */
export function openAt(text: string, { start, end }: Span): Open {
  const from = text.lastIndexOf('\n', start - 1) + 1
  const to = text.indexOf('\n', end)
  return {
    text: text.slice(start, end),
    before: text.slice(from, start),
    after: text.slice(end, to < 0 ? undefined : to),
  }
}
