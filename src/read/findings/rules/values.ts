import { linesIn } from '../calls.ts'
import type { Rule } from '../rule.ts'
import { keysIn } from './keys.ts'

/** One thing under two spellings is asked for twice, and may be answered differently. */
export const placeholderSpelledTwice: Rule = {
  name: 'placeholder-spelled-twice',
  severity: 'info',
  reason: 'Two spellings of one placeholder are two questions, and two chances to answer differently.',
  remedy: 'Use one spelling throughout.',
  *find({ plan }) {
    const first = new Map<string, { readonly text: string; readonly name: string }>()
    for (const { text, name, uses } of plan.inputs) {
      if (/^\$/.test(text)) continue
      const key = text
        .replace(/[^\p{L}\p{N}]/gu, '')
        .toLowerCase()
        .replace(/^(?:your|my|the)(?=.{3})/, '')
      const before = first.get(key)
      const [use] = uses
      if (before === undefined || key === '') first.set(key, { text, name })
      else if (before.text !== text && before.name !== name && use !== undefined)
        yield { span: use, message: `This is ${text} here, and ${before.text} elsewhere.` }
    }
  },
}

/** What the way back reads, nobody has written. */
export const restoreOfUnknownFile: Rule = {
  name: 'restore-of-unknown-file',
  severity: 'warning',
  reason: 'A way back that restores a file which no step makes works on the machine of its author only.',
  remedy: 'Make the backup under this name before the change, or say where the file comes from.',
  *find({ statements, judged }) {
    const { text } = judged.document.source
    for (const { on, acts } of statements) {
      if (on !== 'procedure') continue
      for (const { act, call } of acts) {
        if (act.is !== 'restore' || act.file === null || !/^[\w./-]+\.\w{2,}$/.test(act.file)) continue
        const name = act.file.split('/').at(-1) ?? ''
        // Dates and words for them stand for the file of the day.
        if (/yyyy|\d{6,}|timestamp|date|xxx|_{3}/i.test(act.file) || text.split(name).length > 2) continue
        yield { span: call.span, message: `${act.file} is restored here, and nothing in the document makes it.` }
      }
    }
  },
}

/** Keys that are recognised by their form wherever they stand. */
export const tokenInTheDocument: Rule = {
  name: 'token-in-the-document',
  severity: 'error',
  reason: 'A key in a file is a key for everybody who has the file, its copies and its history.',
  remedy: 'Revoke it now, and name a variable or the place where it is kept instead.',
  *find({ judged }) {
    const { text } = judged.document.source
    let line = 1
    let counted = 0
    for (const { start, end, message } of keysIn(text)) {
      line += linesIn(text.slice(counted, start))
      counted = start
      const endLine = line + linesIn(text.slice(start, end))
      yield { span: { start, end, line, endLine }, message }
    }
  },
}
