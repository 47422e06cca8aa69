import type { Role, Span } from '../../plan/index.ts'
import type { ProseLine } from '../facts/prose.ts'
import type { JudgedCode, JudgedSection } from '../judged.ts'
import type { Context } from './context.ts'

/** A line that speaks to a person: prose, or a comment of code. */
export interface Note {
  readonly span: Span
  /** Its words, marks removed. */
  readonly text: string
  readonly place: ProseLine['place'] | 'comment'
  readonly block: number
  /** For comments: index in the judged code. */
  readonly code: number | null
  /** A comment behind a command on its line. */
  readonly trailing: boolean
  readonly role: Role | null
  readonly first: boolean
  /** The code span that it ends with, a full stop aside. */
  readonly literal: string | null
  /** All its code spans. */
  readonly codes: readonly string[]
}

const MARK = /^\s*(?:#+|\/\/+|--+|::|rem\b)\s*/i
const TRAILING = /\s(?:#|\/\/)\s+(.+)$/

/** All of them, in document order. Comments of code that is only shown count: they speak about it. */
export function notesOf(context: Context, code: readonly JudgedCode[], sections: readonly JudgedSection[]): Note[] {
  const roleAt = (block: number): Role | null => sections[context.sectionOf[block] ?? -1]?.role ?? null
  const notes: Note[] = context.prose.map((line) => ({
    span: line.span,
    text: line.text.plain,
    place: line.place,
    block: line.block,
    code: null,
    trailing: false,
    role: roleAt(line.block),
    first: line.first,
    literal: literalOf(line),
    codes: line.text.code.map(({ text }) => text),
  }))
  code.forEach((judged, index) => {
    if (judged.form !== 'fence') return
    for (const line of judged.lines) {
      if (line.is === 'blank' || line.is === 'output') continue
      const source = context.lines.text.slice(line.span.start, line.span.end)
      if (source.length > 400) continue
      const base = {
        block: judged.block,
        code: index,
        role: roleAt(judged.block),
        first: true,
        literal: null,
        codes: [],
        place: 'comment' as const,
      }
      if (line.is === 'comment' || line.is === 'offer' || line.is === 'prose' || line.is === 'box') {
        const text = source
          .replace(MARK, '')
          .replace(/^\s*(?:[-*+]\s+)?(?:\[[ xX]?\]\s+)?/, '')
          .trim()
        if (text !== '') notes.push({ ...base, span: line.span, text, trailing: false })
        continue
      }
      const trailing = line.is === 'code' ? TRAILING.exec(source) : null
      if (trailing !== null) {
        const start = line.span.start + trailing.index + 1
        notes.push({ ...base, span: { ...line.span, start }, text: trailing[1]?.trim() ?? '', trailing: true })
      }
    }
  })
  return notes.sort((a, b) => a.span.start - b.span.start)
}

function literalOf({ text }: ProseLine): string | null {
  const last = text.code.at(-1)?.text ?? ''
  return last !== '' && text.plain.replace(/[\s.!。]+$/, '').endsWith(last) ? last : null
}
