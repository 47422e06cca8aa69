import type { Fix } from '../../../plan/index.ts'
import type { PlacedCall } from '../../shell/index.ts'
import type { Rule } from '../rule.ts'

/** `curl` ends with 0 on a 404 or 500 unless it is told to fail, or something reads its answer. */
export const curlCannotFail: Rule = {
  name: 'curl-cannot-fail',
  severity: 'warning',
  reason: 'curl ends with status 0 when the server answers with an error page, so the check passes when it should not.',
  remedy: 'Add --fail, or say below it what is expected, e.g. "# Expected: 200".',
  *find({ statements, judged }) {
    for (const { step, statement, calls } of statements) {
      if (step.expectations.some((one) => one.statement === statement.index)) continue
      for (const call of calls) {
        if (call.program !== 'curl' || call.piped || call.nested || call.args.some(readsTheAnswer)) continue
        yield {
          span: call.span,
          message: 'This curl succeeds on an error page: its status says nothing about the answer.',
          fix: withOption(judged.document.source.text, call, '--fail'),
        }
      }
    }
  },
}

const readsTheAnswer = (arg: string) => /^(?:-[A-Za-z]*[fw].*|--fail.*|--write-out.*)$/.test(arg)

/** An option directly behind the program's name; null where something else stands before it (`sudo curl`). */
function withOption(text: string, { span, program }: PlacedCall, option: string): Fix | null {
  const at = span.start + program.length
  if (text.slice(span.start, at) !== program) return null
  return {
    title: `Add ${option}`,
    edits: [{ span: { ...span, start: at, end: at, endLine: span.line }, text: ` ${option}` }],
  }
}

/** A credential that anybody who reads the document can use. */
export const secretInTheOpen: Rule = {
  name: 'secret-in-the-open',
  severity: 'error',
  reason: 'A credential in a document is known to everybody who can read it or its history.',
  remedy: 'Replace it by a variable, e.g. "$API_TOKEN", and change the credential.',
  *find({ statements }) {
    for (const { statement } of statements) {
      if (!statement.flags.includes('secret') || statement.placeholders.length > 0) continue
      yield { span: statement.span, message: 'A credential stands in this command.' }
    }
  },
}

/** What does not end by itself keeps what follows it waiting. */
export const endlessInTheMiddle: Rule = {
  name: 'endless-in-the-middle',
  severity: 'warning',
  reason: 'Whoever follows the document by hand never reaches the commands below one that does not end by itself.',
  remedy: 'Move it to a block of its own at the end of the section, or give it an end.',
  *find({ statements }) {
    for (const { step, statement } of statements) {
      const later = step.command?.statements.some((one) => one.index > statement.index && one.offered === null)
      if (statement.endless === null || later !== true) continue
      yield {
        span: statement.span,
        message: 'This does not end by itself, and commands follow it in the same block.',
      }
    }
  },
}

/** Bash cannot be given what was left out. */
export const leftOut: Rule = {
  name: 'left-out',
  severity: 'warning',
  reason: 'A command with a part left out cannot be run by anybody who does not already know the part.',
  remedy: 'Write it out, with a placeholder such as <name> for what changes from release to release.',
  *find({ plan }) {
    for (const step of plan.steps) {
      if (step.command?.language !== 'bash' || step.command.incomplete === null) continue
      yield { span: step.command.span, message: `This command is not complete: ${step.command.incomplete}.` }
    }
  },
}
