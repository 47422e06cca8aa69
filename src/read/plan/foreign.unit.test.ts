import { describe, expect, it } from 'vitest'
import { read, sourceOf } from '../index.ts'

const block = (tag: string, code: string) => `\`\`\`${tag}\n${code}\n\`\`\`\n`
const planOf = (...parts: string[]) =>
  read(sourceOf('D.md', new TextEncoder().encode(`# Deploy\n\n${parts.join('\n')}`), '0'.repeat(64))).plan
const sql = block('sql', 'SELECT 1;')
const last = (...parts: string[]) => planOf(...parts).steps.at(-1)?.command

describe('the client that SQL goes to', () => {
  it.each<[string, string]>([
    ['psql -h db shop', 'psql -h db shop'],
    ['psql -h db shop -c "SELECT 2"', 'psql -h db shop'],
    ['psql "$DATABASE_URL" -tAc "SELECT 2"', 'psql "$DATABASE_URL"'],
    ['PGPASSWORD=x psql shop < dump.sql', 'PGPASSWORD=x psql shop'],
    ['sudo -u postgres psql shop', 'sudo -u postgres psql shop'],
    ['mysql -u root shop -e "SELECT 2"', 'mysql -u root shop'],
    ['sqlite3 shop.db "SELECT 2"', 'sqlite3 -bail shop.db'],
    ['docker exec -it db psql -U shop', 'docker exec -i db psql -U shop'],
    ['docker exec db psql -U shop -c "SELECT 2"', 'docker exec -i db psql -U shop'],
    ['docker compose exec db psql -U shop', 'docker compose exec -T db psql -U shop'],
    ['kubectl exec -it db-0 -- psql shop', 'kubectl exec -i db-0 -- psql shop'],
  ])('%s', (call, line) => {
    expect(last(block('bash', call), sql)?.statements.map((one) => one.script)).toEqual([line])
  })

  it('has placeholders of its own, which are filled in as anywhere', () => {
    const [statement] = last(block('bash', 'psql -U <user> shop'), block('sql', 'DELETE FROM a WHERE id = <id>;'))
      ?.statements ?? [undefined]
    expect(statement?.script).toBe('psql -U "$' + '{INPUT_USER}" shop')
    expect(statement?.placeholders.map((one) => [one.text, one.position])).toEqual([
      ['<user>', 'bare'],
      ['<id>', 'foreign'],
    ])
    expect(statement?.flags).toEqual(['destructive'])
  })

  it.each(['sqlite3 shop.db', 'mysql shop'])('counts the lines of its input as the document does: %s', (call) => {
    const stdin = last(block('bash', call), block('sql', 'SELECT 1;\nSELECT 2;'))?.statements[0]?.stdin
    expect(stdin).toBe('SELECT 1;\nSELECT 2;\n')
  })

  it('is asked for where the document names none', () => {
    const plan = planOf(sql)
    expect(plan.inputs.map((one) => [one.name, one.hint?.slice(0, 16)])).toEqual([['SQL_CLIENT', 'the command line']])
    expect(plan.steps[0]?.command?.statements[0]?.script).toContain('eval "$SQL_CLIENT"')
  })

  it.each<[string, string[]]>([
    ['none before it', [sql, block('bash', 'psql shop')]],
    ['two that differ, in other sections', [block('bash', 'psql a'), '## B\n', block('bash', 'psql b'), '## C\n', sql]],
    ['one that does not understand it', [block('bash', 'mysql shop'), block('pgsql', 'SELECT 1;')]],
    ['one that is commented out', [block('bash', '# psql shop\nls'), sql]],
  ])('is never guessed: %s', (_, parts) => {
    expect(planOf(...parts).inputs.map((one) => one.name)).toContain('SQL_CLIENT')
  })

  it('of its own section comes first', () => {
    const command = last(block('bash', 'psql staging'), '## Production\n', block('bash', 'psql production'), sql)
    expect(command?.statements[0]?.script).toBe('psql production')
  })
})

describe('other languages', () => {
  it('PowerShell is the input of pwsh', () => {
    const command = last(block('powershell', 'Stop-Service shop\nRemove-Item C:\\shop -Recurse'))
    expect(command?.statements[0]?.script).toMatch(/^pwsh -NoProfile -NonInteractive /)
    expect(command?.statements[0]?.stdin).toBe('Stop-Service shop\nRemove-Item C:\\shop -Recurse\n')
    expect(command?.statements[0]?.flags).toEqual(['destructive'])
  })

  it.each<[string, string, string]>([
    ['cmd', 'net stop shop', 'cmd is done by hand'],
    ['powershell', 'notepad .env', 'this PowerShell asks a person'],
    ['powershell', 'npm start', 'this PowerShell does not end by itself'],
    ['sql', 'INSERT INTO a VALUES\n...\n;', 'something is left out of this SQL'],
  ])('by hand: %s, %s', (tag, code, why) => {
    expect(last(block(tag, code))).toMatchObject({ statements: [], incomplete: why })
  })
})
