import type { Finding, Source } from '../../plan/index.ts'

type Edit = NonNullable<Finding['fix']>['edits'][number]

/** A text with findings mended in it. */
interface Mended {
  readonly text: string
  /** Findings whose fix stands in it. */
  readonly mended: readonly Finding[]
}

/**
 * Applies the fixes of findings, in the document's order, each whole or not at all: one that would touch an edit of an
 * earlier one is left for the next time. Everything outside of the edits stays as it is. Line feeds of a fix become
 * the line's own line end; in a document of another encoding than UTF-8 only ASCII is written.
 */
export function applyFixes(source: Pick<Source, 'text' | 'encoding'>, findings: readonly Finding[]): Mended {
  const taken: Edit[] = []
  const mended: Finding[] = []
  for (const finding of findings) {
    const edits = finding.fix?.edits ?? []
    if (edits.length === 0 || !edits.every((edit) => canStand(edit, source, taken))) continue
    taken.push(...edits)
    mended.push(finding)
  }
  const { text } = source
  let out = ''
  let at = 0
  for (const edit of taken.sort((a, b) => a.span.start - b.span.start)) {
    out += text.slice(at, edit.span.start) + withLineEnds(edit.text, text, edit.span.start)
    at = edit.span.end
  }
  return { text: out + text.slice(at), mended }
}

function canStand({ span, text }: Edit, { encoding }: Pick<Source, 'encoding'>, taken: readonly Edit[]): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the whole of ASCII is meant.
  if (encoding === 'latin1' && !/^[\x00-\x7f]*$/.test(text)) return false
  return taken.every((other) => span.end < other.span.start || other.span.end < span.start)
}

function withLineEnds(added: string, text: string, at: number): string {
  if (!added.includes('\n')) return added
  const next = /\r\n|\n|\r/.exec(text.slice(at))?.[0] ?? /\r\n|\n|\r/.exec(text)?.[0] ?? '\n'
  return added.replace(/\r?\n/g, next)
}
