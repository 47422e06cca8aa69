import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { read, sourceOf } from '../index.ts'

const folder = mkdtempSync(join(tmpdir(), 'foreign-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const answers = (program: string, ...args: string[]) => spawnSync(program, args).status === 0
const ifThere = (there: boolean, name: string, why: string): [string, boolean] => [
  there ? name : `${name} (${why})`,
  !there,
]

const [withSqlite, noSqlite] = ifThere(answers('sqlite3', '-version'), 'sqlite3', 'skipped: sqlite3 is not here')
// A server is found as psql itself finds one: PGHOST, PGPORT, PGUSER.
const [withPsql, noPsql] = ifThere(answers('psql', '-c', 'SELECT 1'), 'psql', 'skipped: no server answers psql')

/** Runs a document's commands one after the other as the shell would get them; status and output of each. */
function run(env: Record<string, string>, ...blocks: readonly (readonly [tag: string, text: string])[]) {
  const text = `# Deploy\n\n${blocks.map(([tag, code]) => `\`\`\`${tag}\n${code}\n\`\`\`\n`).join('\n')}`
  const { plan } = read(sourceOf('D.md', new TextEncoder().encode(text), '0'.repeat(64)))
  return plan.steps.flatMap(({ command }) =>
    (command?.statements ?? []).map(({ script, stdin }) => {
      const done = spawnSync('bash', ['-c', script], {
        cwd: folder,
        input: stdin ?? '',
        env: { ...process.env, ...env },
      })
      return { status: done.status, out: done.stdout.toString().trim(), err: done.stderr.toString() }
    }),
  )
}

describe.skipIf(noSqlite)(withSqlite, () => {
  const open = 'sqlite3 shop.db "CREATE TABLE IF NOT EXISTS orders (id INTEGER)"'

  it('gets the SQL that stands below a call of it', () => {
    const [, insert, count] = run(
      {},
      ['bash', open],
      ['sql', 'INSERT INTO orders VALUES (1);'],
      ['sql', 'SELECT count(*) FROM orders;'],
    )
    expect([insert?.status, count?.out]).toEqual([0, '1'])
  })

  it('fails at the first error and goes no further', () => {
    const [, wrong, count] = run(
      {},
      ['bash', 'sqlite3 other.db "CREATE TABLE orders (id INTEGER)"'],
      ['sql', 'INSERT INTO nothing VALUES (1);\nINSERT INTO orders VALUES (2);'],
      ['sql', 'SELECT count(*) FROM orders;'],
    )
    expect([wrong?.status, count?.out]).toEqual([1, '0'])
  })

  it.each([
    ['named by the document', {}, [['bash', 'sqlite3 lines.db "SELECT 1"'] as const]],
    ['named by a person', { SQL_CLIENT: 'sqlite3 lines.db' }, []],
  ])('names the line of the block that was wrong: %s', (_, env, before) => {
    const wrong = run(env, ...before, ['sql', 'SELECT 1;\nSELECT 2 FROM nothing;']).at(-1)
    expect(wrong).toMatchObject({ status: 1, out: '1' })
    expect(wrong?.err).toMatch(/line 2\b/)
  })

  it.each(['set -o pipefail; sqlite3 piped.db | cat', `bash -c 'sqlite3 piped.db'`, 'sh -c "sqlite3 piped.db"'])(
    'stops at an error also in a longer line that a person names: %s',
    (client) => {
      const done = run({ SQL_CLIENT: client }, ['sql', 'SELECT 2 FROM nothing;\nSELECT 3;']).at(-1)
      expect(done).toMatchObject({ status: 1, out: '' })
    },
  )

  it('is the one that a person names where the document names none, and stops at an error too', () => {
    const asked = { SQL_CLIENT: 'sqlite3 "asked for.db"' }
    spawnSync('sqlite3', ['asked for.db', 'CREATE TABLE orders (id INTEGER)'], { cwd: folder })
    const [made, wrong, count] = run(
      asked,
      ['sql', 'SELECT 1;'],
      ['sql', 'INSERT INTO nothing VALUES (1);\nINSERT INTO orders VALUES (2);'],
      ['sql', 'SELECT count(*) FROM orders;'],
    )
    expect([made?.status, wrong?.status, count?.out]).toEqual([0, 1, '0'])
  })
})

describe.skipIf(noPsql)(withPsql, () => {
  it.each([
    ['named by the document', {}, [['bash', "psql -At -c 'SELECT 1'"] as const]],
    ['named by a person', { SQL_CLIENT: 'psql -At' }, []],
  ])('fails at the first error: %s', (_, env, before) => {
    const [right, wrong] = run(
      env,
      ...before,
      ['sql', 'SELECT 2;'],
      ['sql', 'SELECT 1 FROM nothing;\nSELECT 3;'],
    ).slice(-2)
    expect(right).toMatchObject({ status: 0 })
    expect(right?.out).toContain('2')
    expect(wrong).toMatchObject({ status: 3, out: '' })
  })
})
