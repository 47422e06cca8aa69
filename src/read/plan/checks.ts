import type { Command, Statement } from '../../plan/index.ts'
import { namesIn } from '../../plan/references.ts'
import { checkOf } from '../checks/grammar.ts'
import type { CheckNote } from '../checks/notes.ts'
import type { Names } from '../shell/index.ts'
import { standard } from '../shell/variables.ts'

/** A check as a command of its own language: what looks is no shell. */
export function checkCommand(
  { span, text, wrong }: Pick<CheckNote, 'span' | 'text' | 'wrong'>,
  names: Pick<Names, 'set' | 'sourced'>,
): Command {
  const read = checkOf(text)
  const wait = 'wrong' in read ? null : read.check.wait
  const statement: Statement = {
    index: 0,
    span,
    source: text,
    script: text,
    title: null,
    flags: [],
    placeholders: [],
    needs: namesIn(text).filter((name) => !(names.sourced || names.set.has(name) || standard.test(name))),
    answers: [],
    condition: null,
    stdin: null,
    endless: null,
    ...(wait === null ? {} : { waits: wait }),
    port: null,
    alternative: null,
    mayAsk: null,
    offered: null,
  }
  return {
    language: 'check',
    form: 'inline',
    span,
    text,
    unit: 'statements',
    statements: wrong === null ? [statement] : [],
    flags: [],
    session: null,
    incomplete: wrong === null ? null : `the check cannot be made: ${wrong}`,
    timeout: null,
    // Looking twice does no harm.
    idempotent: true,
  }
}
