import type { Input, Span, Step } from '../../plan/index.ts'
import { credentialsOf } from '../checks/credentials.ts'
import type { Judged } from '../judged.ts'
import { secretName } from '../shell/index.ts'
import { bornOf } from './born.ts'
import { SQL_CLIENT, sqlClientHint } from './foreign.ts'
import { openAt } from './literals.ts'
import type { Sources } from './sources.ts'

/** Everything that is left open: one input for each variable, with all its places. */
export function inputsOf(
  judged: Judged,
  steps: readonly Step[],
  isMain: (step: Step) => boolean,
  sources: Sources,
): Input[] {
  const { text } = judged.document.source
  const found = new Map<string, { text: string; uses: Span[]; secret: boolean; main: boolean }>()
  for (const step of steps) {
    for (const statement of step.command?.statements ?? []) {
      if (statement.offered !== null && statement.needs.length === 0) continue
      const credentials = step.command?.language === 'check' ? credentialsOf(statement.source) : []
      for (const name of statement.needs) {
        const placeholders = statement.placeholders.filter((one) => one.input === name)
        const shown = placeholders[0]?.text ?? `$${name}`
        const entry = found.get(name) ?? { text: shown, uses: [], secret: secretName(shown), main: false }
        for (const span of placeholders.length > 0 ? placeholders.map((one) => one.span) : [statement.span])
          entry.uses.push(span)
        entry.secret ||= credentials.includes(name) || placeholders.some((one) => typedAsSecret(text, one.span))
        entry.main ||= isMain(step)
        found.set(name, entry)
      }
    }
  }
  return [...found].map(([name, entry]) => {
    const scope = entry.main ? 'main' : 'procedure'
    return {
      name,
      text: entry.text,
      uses: entry.uses,
      secret: entry.secret,
      scope,
      born: scope === 'main' ? null : bornOf(sources, placeOf(text, entry.text, entry.uses)),
      hint: name === SQL_CLIENT ? sqlClientHint : hintFor(judged, entry.text, entry.uses),
    }
  })
}

/** A variable's use is its whole statement: nothing of that stands around the variable. */
function placeOf(text: string, shown: string, uses: readonly Span[]) {
  const at = uses.find((use) => text.slice(use.start, use.end) === shown)
  return at === undefined ? { text: shown, before: '', after: '' } : openAt(text, at)
}

/** Does a value stand where a credential is typed: `password=…`, `Bearer …`, `//user:…@`? */
function typedAsSecret(text: string, span: Span): boolean {
  const before = text.slice(Math.max(0, span.start - 40), span.start)
  return /(?:password|passwd|secret|token|api[_-]?key)["']?\s*[=:]\s*["']?$|\bBearer\s+$|:\/\/[^\s:/@]+:$|\s-u\s+["']?[\w.-]+:$/i.test(
    before,
  )
}

/** A line of prose that names the value. */
function hintFor(judged: Judged, shown: string, uses: readonly Span[]): string | null {
  for (const block of judged.document.blocks) {
    if (block.kind !== 'paragraph' && block.kind !== 'item') continue
    const { plain, span } = block.text
    if (plain.includes(shown) && !uses.some((use) => use.start >= span.start && use.end <= span.end)) return plain
  }
  return null
}
