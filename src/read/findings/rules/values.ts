import type { Rule } from '../rule.ts'

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
        if (/yyyy|\d{6,}|timestamp|date|xxx|_{3}/i.test(name) || text.split(name).length > 2) continue
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
    for (const found of text.matchAll(tokens)) {
      line += text.slice(counted, found.index).match(/\r\n|\n|\r/g)?.length ?? 0
      counted = found.index
      if (/(?:example|xxxx|0{6}|1234567|abcdef)/i.test(found[0])) continue
      yield {
        span: { start: found.index, end: found.index + found[0].length, line, endLine: line },
        message: `This has the form of a ${kindOf(found[0])}.`,
      }
    }
  },
}

/** The forms that their issuers document. */
const tokens =
  /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b|\bgh[pousr]_[A-Za-z0-9]{36}\b|\bgithub_pat_\w{60,}\b|\bglpat-[\w-]{20}\b|\bxox[abprs]-[\w-]{20,}\b|\bsk_live_[A-Za-z0-9]{20,}\b|\bAIza[\w-]{35}\b|\bnpm_[A-Za-z0-9]{36}\b|-----BEGIN (?:RSA |EC |OPENSSH )?PRIVATE KEY-----\r?\n[A-Za-z0-9+/=]{20,}/g

const kindOf = (token: string) =>
  token.startsWith('-----')
    ? 'private key'
    : token.startsWith('A') && !token.startsWith('AIza')
      ? 'cloud access key'
      : 'token'
