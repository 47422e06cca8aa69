import { spawnSync } from 'node:child_process'
import { closeSync, existsSync, mkdirSync, openSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { entry, folderWith, holdpoint } from './holdpoint.ts'

const folder = folderWith({
  'empty.md': '',
  'prose.md': '# Only words\n\nNothing to do here.\n',
  'binary.md': Uint8Array.from({ length: 4096 }, (_, i) => i % 7),
  'good.md': '# Deploy\n\n- [ ] The team knows\n',
})
mkdirSync(join(folder, 'a-folder'))

describe('what cannot be understood ends with 2, a sentence and a next action', () => {
  it.each([
    [['rum', 'good.md'], 'There is no command `rum`. Did you mean run?', 'holdpoint help'],
    [['run', 'good.md', '--form', '3'], 'There is no option `--form`. Did you mean --from?', 'holdpoint run --help'],
    [['run', 'good.md', '--from', 'x'], '`--from` takes a whole number', 'holdpoint inspect'],
    [['run'], '`holdpoint run` needs file.', 'holdpoint run --help'],
    [['run', 'good.md', '--release'], 'needs a value', 'holdpoint run --help'],
    [['inspect', 'good.md', 'other.md'], 'too many arguments', 'holdpoint inspect --help'],
    [['inspect', 'good.md', '--format', 'pdf'], 'Allowed choices are text, json, reading', 'holdpoint inspect --help'],
    [['inspect', 'missing.md'], 'missing.md does not exist.', 'ls'],
    [['inspect', 'a-folder'], 'a-folder is a folder', 'ls'],
    [['inspect', 'empty.md'], 'empty.md is empty.', 'Markdown'],
    [['inspect', 'binary.md'], 'binary.md is not text', 'Markdown'],
    [['run', 'prose.md'], 'prose.md has no steps', 'holdpoint inspect prose.md'],
    [['rehearse', 'prose.md'], 'prose.md has no steps', 'holdpoint inspect prose.md'],
    [['run', 'good.md', '--input', 'APP'], 'has no name and value', 'NAME=VALUE'],
    [['status'], 'There are no runs', 'holdpoint run FILE'],
    [['resume', 'zzz'], 'There are no runs', 'holdpoint run FILE'],
    [['verify'], 'There are no runs', 'holdpoint run FILE'],
  ])('%j', (args, sentence, next) => {
    const { status, out, err } = holdpoint(folder, ...args)
    expect(err).toContain(`holdpoint: `)
    expect(err).toContain(sentence)
    expect(err.trim().split('\n').slice(1).join('\n')).toContain(next)
    expect(err).not.toMatch(/\n\s+at /)
    expect(out).not.toContain('Error')
    expect(status).toBe(2)
  })
})

describe('standard output on a full disk', () => {
  it.skipIf(!existsSync('/dev/full'))('is said in a sentence, and a run goes on as it would', () => {
    const folder = folderWith({ 'good.md': '# Deploy\n\n- [ ] The team knows\n' })
    const full = openSync('/dev/full', 'w')
    const onto = (command: string) =>
      spawnSync(process.execPath, [entry, command, 'good.md'], {
        cwd: folder,
        encoding: 'utf8',
        timeout: 30_000,
        stdio: ['ignore', full, 'pipe'],
      })
    const ran = onto('run')
    expect(onto('inspect').status).toBe(2)
    closeSync(full)
    expect(ran.stderr).toContain('holdpoint: Standard output cannot be written')
    expect(ran.stderr).toContain('holdpoint status')
    expect(ran.stderr).not.toMatch(/\n\s+at /)
    expect(ran.status).toBe(3)
    expect(holdpoint(folder, 'status').status).toBe(3)
  })
})

describe('help', () => {
  it('lists every command, and each explains itself with examples', () => {
    const { out, status } = holdpoint(folder)
    expect(status).toBe(0)
    const names = [...out.matchAll(/^ {2}([a-z]+) {2,}/gm)].map((match) => match[1] ?? '')
    expect(names).toEqual(
      'init inspect lint run rehearse resume status runs soak tick attach decide back pause abort report verify doctor serve invite help'.split(
        ' ',
      ),
    )
    for (const name of names.slice(0, 3)) {
      const help = holdpoint(folder, name, '--help')
      expect(help.status).toBe(0)
      expect(help.out).toContain(`Examples:\n  holdpoint ${name}`)
    }
  })

  it('is the version when that is asked', () => {
    expect(holdpoint(folder, '--version').out).toMatch(/^\d+\.\d+\.\d+\n$/)
  })
})

describe('what was asked for and had no effect is said', () => {
  it('of a line at which a rehearsal was told to fail, and to which it never came', () => {
    const rollback = '\n## Rollback\n```bash\necho back\n```\n'
    const inner = folderWith({ 'D.md': `# D\n\n## Deploy\n\`\`\`bash\ntrue\n\`\`\`\n\n- [ ] Look at it\n${rollback}` })
    const { status, err } = holdpoint(inner, 'rehearse', 'D.md', '--fail', '12')
    expect(err).toBe('holdpoint: --fail 12 had no effect: the rehearsal never came to this line.\n')
    expect(status).toBe(0)
    expect(holdpoint(inner, 'rehearse', 'D.md', '--fail', '5', '--refuse', '8').err).toBe(
      'holdpoint: --refuse 8 had no effect: the rehearsal never came to this line.\n',
    )
    expect(holdpoint(inner, 'rehearse', 'D.md', '--fail', '5').err).toBe('')
  })

  it('of an input that only the answers know', () => {
    const inner = folderWith({
      'D.md': '# D\n\n## Deploy\n```bash\necho "$APP"\n```\n',
      'a.yaml': 'inputs:\n  APP: shop\n  AP: x\n',
    })
    const { status, err } = holdpoint(inner, 'run', 'D.md', '--answers', 'a.yaml')
    expect(err).toContain('D.md has no input AP.')
    expect(err).toContain('Its inputs are: APP.')
    expect(status).toBe(2)
  })
})
