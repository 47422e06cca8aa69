import type { PlacedCall } from '../../shell/index.ts'
import { secretsOf } from '../../shell/secret.ts'
import { windowsCalls } from '../../shell/windows-calls.ts'
import { type Called, callsOf, linesIn } from '../calls.ts'
import type { Look, Looked } from '../look.ts'
import type { Rule } from '../rule.ts'

/** A credential that anybody who reads the document can use. */
export const secretInTheOpen: Rule = {
  name: 'secret-in-the-open',
  severity: 'error',
  reason: 'A credential in a document is known to everybody who can read it or its history.',
  remedy: 'Replace it by a variable, e.g. "$API_TOKEN", and change the credential.',
  *find(look) {
    const { text } = look.judged.document.source
    const told = new Set<string>()
    for (const { call, looked } of [...callsOf(look), ...windowsCallsOf(look)]) {
      const value = valuesIn(text, call, looked).find((one) => !standIn.test(one) && !wellKnown.test(one))
      if (value === undefined || told.has(value)) continue
      told.add(value)
      yield {
        span: call.span,
        message: `A credential stands in this ${call.program || 'command'}, for everybody to read.`,
      }
    }
  },
}

/** The first that anybody tries. */
export const wellKnownPassword: Rule = {
  name: 'well-known-password',
  severity: 'warning',
  reason: 'It is the first password that anybody tries, and the account is open as soon as it can be reached.',
  remedy: 'Have one made for this system, and take it from a variable: "$ADMIN_PASSWORD".',
  *find(look) {
    const { text } = look.judged.document.source
    for (const { call, looked } of callsOf(look)) {
      const value = valuesIn(text, call, looked).find((one) => wellKnown.test(one))
      if (value === undefined || looked.section?.role === 'reference' || ownMachine.test(looked.section?.title ?? ''))
        continue
      yield { span: call.span, message: `The password here is "${value}".` }
    }
  },
}

/** The calls of statements in PowerShell and cmd. */
function* windowsCallsOf({ statements, judged }: Look): Generator<Called> {
  const { text } = judged.document.source
  for (const looked of statements) {
    const language = looked.step.command?.language
    const { span, flags } = looked.statement
    if ((language !== 'powershell' && language !== 'cmd') || !flags.includes('secret')) continue
    let line = span.line
    let counted = span.start
    for (const call of windowsCalls(text.slice(span.start, span.end), language)) {
      const start = span.start + call.start
      const end = span.start + call.end
      line += linesIn(text.slice(counted, start))
      counted = start
      yield { looked, call: { ...call, span: { start, end, line, endLine: line + linesIn(text.slice(start, end)) } } }
    }
  }
}

/** Credentials as they are written, without quotes and without those that hold a placeholder. */
function valuesIn(text: string, call: PlacedCall, { statement }: Looked): string[] {
  if (!statement.flags.includes('secret')) return []
  const placeholders = statement.placeholders.map((one) => one.text)
  const written = text.slice(call.span.start, call.span.end)
  // A key of AWS has 40 characters; any other is made up.
  if (/\bAWS_SECRET_ACCESS_KEY=(?!["']?[\w/+=]{40}\b)/.test(written)) return []
  return secretsOf(call, written)
    .map((value) => value.replace(/^["']+|["'\\]+$/g, ''))
    .filter((value) => !placeholders.some((one) => value.includes(one)))
}

const ownMachine = /\b(?:local\w*|dev|development)\b/i

const wellKnown =
  /^(?:admin(?:123|istrator)?|root(?:123)?|password[123!]*|passw0rd|postgres|mysql|guest|12345\d*|qwerty|welcome1?|letmein|minioadmin|rabbitmq|toor)$/i

/** What only says that a credential comes here, or names where it is kept. */
const standIn =
  /your|change|replace|example|placeholder|dummy|fake|sample|insert|here$|todo|fixme|xxx|custom|[<>{}[\]…]|\.\.\.|^.{0,5}$|^(.)\1+$|^(?:user|pass|pwd|test|token|key|abc|foo|bar|none|null|string|value)[\w-]*$|password|passwd|secret|token|_?key$|ABCDEFG|^[a-z]+(?:[-_][a-z]+)*$|^\d+$/i
