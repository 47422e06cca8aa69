import { type Rule, running } from './rule.ts'

/** `curl` ends with 0 on a 404 or 500 unless it is told to fail, or something reads its answer. */
export const curlCannotFail: Rule = {
  name: 'curl-cannot-fail',
  severity: 'warning',
  *find(plan) {
    for (const { step, statement } of running(plan)) {
      const source = statement.source
      if (
        !/^\s*(?:sudo\s+)?curl\s/.test(source) ||
        /\s(?:-[A-Za-z]*f[A-Za-z]*|--fail\S*|-w|--write-out)\b/.test(source)
      )
        continue
      if (/\|/.test(source) || step.expectations.some((one) => one.statement === statement.index)) continue
      yield {
        span: statement.span,
        message: 'This curl succeeds on an error page: its status says nothing about the answer.',
        remedy: 'Add --fail, or say below it what is expected, e.g. "# Expected: 200".',
      }
    }
  },
}

/** A credential that anybody who reads the document can use. */
export const secretInTheOpen: Rule = {
  name: 'secret-in-the-open',
  severity: 'error',
  *find(plan) {
    for (const { statement } of running(plan)) {
      if (!statement.flags.includes('secret') || statement.placeholders.length > 0) continue
      yield {
        span: statement.span,
        message: 'A credential stands in this command.',
        remedy: 'Replace it by a variable, e.g. "$API_TOKEN", and change the credential.',
      }
    }
  },
}

/** What does not end by itself keeps what follows it waiting. */
export const endlessInTheMiddle: Rule = {
  name: 'endless-in-the-middle',
  severity: 'warning',
  *find(plan) {
    for (const { step, statement } of running(plan)) {
      const later = step.command?.statements.some((one) => one.index > statement.index && one.offered === null)
      if (statement.endless === null || later !== true) continue
      yield {
        span: statement.span,
        message: 'This does not end by itself, and commands follow it in the same block.',
        remedy: 'Move it to a block of its own at the end of the section, or give it an end.',
      }
    }
  },
}

/** Bash cannot be given what was left out. */
export const leftOut: Rule = {
  name: 'left-out',
  severity: 'warning',
  *find(plan) {
    for (const step of plan.steps) {
      if (step.command?.language !== 'bash' || step.command.incomplete === null) continue
      yield {
        span: step.command.span,
        message: `This command is not complete: ${step.command.incomplete}.`,
        remedy: 'Write it out, with a placeholder such as <name> for what changes from release to release.',
      }
    }
  },
}
