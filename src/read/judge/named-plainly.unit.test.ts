import { describe, expect, it } from 'vitest'
import { isCommandLine } from '../facts/programs.ts'
import { sourceOf } from '../source.ts'
import { judge } from './index.ts'

const read = (...lines: string[]) => judge(sourceOf('x.md', new TextEncoder().encode(lines.join('\n')), ''))
const commands = (...lines: string[]) => read(...lines).code.filter((code) => code.use === 'run')
const flags = (command: string) => commands('## Deploy', '```bash', command, '```').flatMap((code) => code.flags)

describe('a table with a column of commands', () => {
  it.each([
    ['Ferry', 'Command'],
    ['Schritte für die Bereitstellung', 'Befehl'],
    ['Étapes du déploiement', 'Commande'],
    ['Pasos del despliegue en producción', 'Comando'],
    ['Passos da implantação em produção', 'Comando'],
    ['Развёртывание', 'Команда'],
    ['部署步骤', '命令'],
    ['デプロイ手順', 'コマンド'],
    ['배포 절차', '명령어'],
  ])('%s: %s', (title, name) => {
    const table = [`## ${title}`, '', `| A | ${name} |`, '| --- | --- |', '| look | `pm2 status` |']
    expect(commands(...table)).toHaveLength(1)
  })
  it.each([
    ['waits to be filled in', '| Task | Command | Start |', '| look | `pm2 status` | |'],
    ['tells more than the command', '| Task | Command |', '| look | the output of `pm2 status` |'],
    ['is of something else', '| Task | Tool |', '| look | `pm2 status` |'],
  ])('is none where a row %s', (_, header, row) => {
    expect(commands('## Ferry', '', header, header.replace(/[^|]+/g, '---'), row)).toEqual([])
  })
})

describe('a path into a folder of programs', () => {
  it.each(['bin/migrate up', '/usr/local/sbin/ferryd --check', 'vendor/bin/phpunit tests', '~/bin/ferry log'])(
    'with arguments is a command: %s',
    (text) => expect(isCommandLine(text)).toBe(true),
  )
  it.each(['bin/migrate', 'bin/migrate.log', 'cabin/ferry log', 'bin/ holds the programs'])('%s is none', (text) =>
    expect(isCommandLine(text)).toBe(false),
  )
})

describe('a command of an unknown program', () => {
  it.each(['ferry log --from pier', 'ferry log list --port=west --to east'])('%s', (text) =>
    expect(isCommandLine(text)).toBe(true),
  )
  it.each(['ferry', 'ferry log', 'ferry --fast', 'ferry log --fast', 'The ferry log --from pier'])('not %s', (text) =>
    expect(isCommandLine(text)).toBe(false),
  )
  it('is run when a box tells it', () => {
    expect(commands('## Deploy', '- [ ] Collect it through `ferry log --from pier`')).toHaveLength(1)
  })
})

describe('a script that is fed to a database', () => {
  it.each(['db/2024_update.sql', 'schema.sql', 'seeds.sql', 'db/actualizacion.sql'])('changes it: %s', (file) =>
    expect(flags(`mysql -p ferry < ${file}`)).not.toContain('destructive'),
  )
  it.each(['backup.sql', 'backup_before_update.sql', 'schema_dump.sql', 'ferry.sql'])('goes over it: %s', (file) =>
    expect(flags(`mysql -p ferry < ${file}`)).toContain('destructive'),
  )
})

describe('reminders', () => {
  it.each([
    ['Deploy the ferry', 'Important reminders'],
    ['Étapes du déploiement', 'Rappels importants'],
    ['Passos da implantação em produção', 'Lembretes'],
    ['Schritte für die Bereitstellung', 'Wichtige Hinweise'],
    ['部署步骤', '重要提醒'],
    ['デプロイ手順', 'リマインダー'],
  ])('%s: %s', (before, title) => {
    const { sections } = read(
      '# Ferry',
      `## ${before}`,
      '```bash',
      './up',
      '```',
      `## ${title}`,
      '1. `ufw allow 80/tcp`',
    )
    expect(sections.at(-1)?.role).toBe('reference')
  })
})

describe('what blocks a release', () => {
  it.each(['Release blocking issues', 'Blockers'])('is looked at before it: %s', (title) => {
    const { sections } = read('# Ferry', `## ${title}`, 'None so far.', '## Deploy', '```bash', './up', '```')
    expect(sections[1]?.role).toBe('prepare')
  })
})
