import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { folderWith } from '../cli/holdpoint.ts'
import { cli, expectError, ledger } from './cli.ts'

describe('a missing shell', () => {
  it('stops the run before anything of the step has run; with a shell it goes on, once', () => {
    const folder = folderWith({ 'D.md': '# D\n\n## Deploy\n```bash\necho one >> ledger\n```\n' })
    mkdirSync(join(folder, 'nothing'))
    expectError(cli(folder, ['run', 'D.md'], { PATH: join(folder, 'nothing') }), 2, 'No bash was found', 'Install bash')
    expect(ledger(folder)).toEqual([])
    expect(cli(folder, ['resume']).status).toBe(0)
    expect(ledger(folder)).toEqual(['one'])
  })
})

describe('a command that is not installed', () => {
  const document = '# D\n\n## Deploy\n```bash\necho one >> ledger\nnot-installed-here --go\necho two >> ledger\n```\n'

  it('is named by inspect before the run', () => {
    const { out, status } = cli(folderWith({ 'D.md': document }), ['inspect', 'D.md'])
    expect(out).toContain('not-installed-here')
    expect(out).toMatch(/not (?:installed|found)/i)
    expect(status).toBe(0)
  })

  it('holds the run; edited, it starts where it stopped and nothing before it runs again', () => {
    const folder = folderWith({ 'D.md': document })
    const waiting = cli(folder, ['run', 'D.md'])
    expect(waiting.status).toBe(3)
    expect(waiting.out).toContain('it ended with status 127')
    expect(ledger(folder)).toEqual(['one'])
    const edit = ['edit', '--field', 'text=echo instead >> ledger']
    expect(cli(folder, ['decide', 'D.md', ...edit]).status).toBe(0)
    expect(cli(folder, ['resume']).status).toBe(0)
    expect(ledger(folder)).toEqual(['one', 'instead', 'two'])
    expect(cli(folder, ['report']).out).toContain('instead')
  })

  it('holds again when an edit of several lines fails in its middle', () => {
    const folder = folderWith({ 'D.md': document })
    expect(cli(folder, ['run', 'D.md']).status).toBe(3)
    const edit = ['edit', '--field', 'text=echo a >> ledger\n[ -e missing ]\necho b >> ledger']
    expect(cli(folder, ['decide', 'D.md', ...edit]).status).toBe(0)
    const waiting = cli(folder, ['resume'])
    expect(waiting.status).toBe(3)
    expect(waiting.out).toContain('it ended with status 1')
    expect(ledger(folder)).toEqual(['one', 'a'])
  })
})
