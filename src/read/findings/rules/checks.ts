import type { Rule } from '../rule.ts'

/** A check that Holdpoint cannot make is left to a person, who may not notice. */
export const checkCannotBeMade: Rule = {
  name: 'check-cannot-be-made',
  severity: 'error',
  reason: 'A check that cannot be made looks at nothing, and everybody thinks that it does.',
  remedy: 'Write it as docs/checks.md shows it: a kind, what to look at, and what must hold.',
  *find({ judged }) {
    for (const { span, wrong, words } of judged.checks) {
      const which = words === null ? 'This check' : `The check that holdpoint.yaml has for “${words}”`
      if (wrong !== null) yield { span, message: `${which} cannot be made: ${wrong}.` }
    }
  },
}
