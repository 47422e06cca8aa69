import { describe, expect, it } from 'vitest'
import type { Placeholder } from '../plan/index.ts'
import { aPlan } from '../testing/plans.ts'
import { aRun, ran } from '../testing/scenario.ts'

const hole: Placeholder = {
  span: { start: 0, end: 1, line: 1, endLine: 1 },
  text: '<name>',
  input: 'INPUT_NAME',
  position: 'foreign',
}
const sql = (script: string, secret = false) =>
  aPlan({
    inputs: [{ name: 'INPUT_NAME', text: '<name>', secret }],
    sections: [
      {
        title: 'Migrate',
        steps: [
          {
            title: 'Insert',
            run: [{ script, stdin: "INSERT INTO t VALUES ('<name>');\n", placeholders: [hole], needs: ['INPUT_NAME'] }],
          },
        ],
      },
    ],
  })

const failed = (script = 'sqlite3 app.db', value = 'ada') => {
  const run = aRun(sql(script))
  run.act({ type: 'GiveInputs', values: { INPUT_NAME: value }, from: 'person' })
  run.advance()
  if (run.state.open.length > 0) run.answer('input', 'yes')
  run.advance()
  run.end({ statements: [ran(0, 1)], status: 1 })
  return run
}
const shown = "sqlite3 app.db <<'END_OF_INPUT'\nINSERT INTO t VALUES ('ada');\nEND_OF_INPUT"

describe('what a program reads on its input', () => {
  it('is shown when it has failed, and offered to be changed, with its values in it', () => {
    const asked = failed().asked('failure')
    expect(asked.detail[0]).toMatchObject({ is: 'command', text: shown })
    expect(asked.fields[0]?.suggestion).toBe(shown)
    expect(asked.options[0]?.effect).toBe('Runs again `sqlite3 app.db` with all of its input.')
  })

  it('is fed to all of a script of several parts', () => {
    expect(failed('cat | psql').asked('failure').fields[0]?.suggestion).toMatch(
      /^\{\ncat \| psql\n\} <<'END_OF_INPUT'\n/,
    )
  })

  it('runs as it was changed, and the deviation shows both', () => {
    const run = failed()
    const after = shown.replace('ada', 'bob')
    run.answer('failure', 'edit', { fields: { text: after } })
    run.advance()
    expect(run.state.running).toMatchObject([{ step: 'Insert' }])
    expect(run.state.deviations).toMatchObject([{ kind: 'edited', diff: { before: shown, after } }])
  })

  it('is not asked about as the document has it once a person has changed it', () => {
    const run = failed('sqlite3 app.db', "O'Brien")
    const text = run.asked('failure').fields[0]?.suggestion?.replace("O'Brien", "O''Brien") ?? ''
    run.answer('failure', 'edit', { fields: { text } })
    run.advance()
    expect(run.state.open).toEqual([])
    expect(run.state.running).toMatchObject([{ step: 'Insert' }])
  })

  it('stays the document’s, and is asked about, where only the script was changed', () => {
    const run = failed('sqlite3 app.db', "O'Brien")
    run.act({ type: 'GiveInputs', values: { INPUT_NAME: "O'Neill" }, from: 'person' })
    run.answer('failure', 'edit', { fields: { text: 'sqlite3 other.db' } })
    run.advance()
    expect(run.asked('input').detail).toMatchObject([{ text: "INSERT INTO t VALUES ('O'Neill');\n" }])
  })

  it('is not shown where a secret stands in it', () => {
    const run = aRun(sql('sqlite3 app.db', true))
    run.act({ type: 'GiveInputs', values: { INPUT_NAME: 'hunter2' }, from: 'person' })
    run.advance()
    run.end({ statements: [ran(0, 1)], status: 1 })
    expect(run.asked('failure').fields[0]?.suggestion).toBe('sqlite3 app.db')
  })
})
