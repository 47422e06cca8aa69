import { spawnSync } from 'node:child_process'
import { chmodSync, lstatSync, mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { entry, folderWith, holdpoint, holdpointWith } from './holdpoint.ts'

const missing = spawnSync('shellcheck', ['--version']).status !== 0
const withShellcheck = (name: string) => (missing ? `${name} (skipped: shellcheck is not installed)` : name)

const verify = (...commands: readonly string[]) =>
  ['# Release', '', '## Verify', '', '```bash', ...commands, '```', ''].join('\n')
const warned = verify('curl http://shop/health')
const clean = verify('curl --fail http://shop/health')
const wrong = verify('curl --fail -u admin:hunter2 http://shop/health')
const lint = (folder: string, ...args: readonly string[]) => holdpoint(folder, 'lint', '--no-shellcheck', ...args)

describe('holdpoint lint', () => {
  const folder = folderWith({ 'warned.md': warned, 'clean.md': clean, 'wrong.md': wrong })

  it('ends with 0 for a clean document and for warnings, with 1 for an error, whatever is shown', () => {
    expect(lint(folder, 'clean.md')).toMatchObject({ status: 0, err: '' })
    expect(lint(folder, 'warned.md').status).toBe(0)
    expect(lint(folder, 'wrong.md').status).toBe(1)
    expect(lint(folder, 'clean.md', 'wrong.md', 'warned.md').status).toBe(1)
  })

  it('shows the line with the span marked, what to do, and a sum', () => {
    const { out } = lint(folder, 'warned.md')
    expect(out).toContain('warning[curl-cannot-fail]')
    expect(out).toContain('╭─ warned.md:6:1\n6 │ curl http://shop/health\n  │ ━━━━━━━━━━━━━━━━━━━━━━━\n  ╰─ Add --fail')
    expect(out).toContain('1 can be mended without you: holdpoint lint --fix warned.md')
    expect(out).not.toContain('\x1b')
  })

  it('groups several documents, and sums them up', () => {
    const { out } = lint(folder, 'warned.md', 'clean.md', 'wrong.md')
    expect(out).toMatch(/^warned\.md: 1 warning\n/)
    expect(out).toMatch(/\nwrong\.md: 1 error/)
    expect(out).toContain(' in 3 documents.')
  })

  it('shows what is at least so bad, or what some rules find', () => {
    expect(lint(folder, 'warned.md', '--severity', 'error').out).toContain('Nothing that bad in warned.md.')
    expect(lint(folder, 'wrong.md', '--rule', 'curl-cannot-fail')).toMatchObject({ status: 0 })
    const { err, status } = lint(folder, 'wrong.md', '--rule', 'curl-cant-fail')
    expect([status, err]).toEqual([2, expect.stringContaining('Did you mean curl-cannot-fail?')])
  })

  it('explains a rule', () => {
    expect(holdpoint(folder, 'lint', '--explain', 'curl-cannot-fail').out).toMatch(
      /^# curl-cannot-fail\n[\s\S]*## Bad\n/,
    )
  })

  it('reads standard input', () => {
    const ran = spawnSync(process.execPath, [entry, 'lint', '--no-shellcheck', '-'], {
      cwd: folder,
      input: wrong,
      encoding: 'utf8',
    })
    expect([ran.status, ran.stdout]).toEqual([1, expect.stringContaining('<stdin>:6:')])
    expect(lint(folder, '-', '--fix').err).toContain('Standard input cannot be mended')
  })

  it('takes a folder for the Markdown files below it, but for hidden ones and packages', () => {
    const tree = folderWith({ 'a.md': warned, 'b.txt': 'x' })
    for (const name of ['docs', '.git', 'node_modules']) {
      mkdirSync(join(tree, name))
      writeFileSync(join(tree, name, 'c.MD'), warned)
    }
    symlinkSync('..', join(tree, 'docs', 'up'))
    const { documents } = JSON.parse(lint(tree, '.', '--json').out)
    expect(documents.map((one: { path: string }) => one.path)).toEqual(['a.md', 'docs/c.MD'])
    mkdirSync(join(tree, 'none'))
    expect(lint(tree, 'none')).toMatchObject({
      status: 2,
      err: expect.stringContaining('none holds no Markdown document'),
    })
  })

  it('tells what cannot be read beside what can, and ends with 2', () => {
    const ran = lint(folder, 'missing.md', 'wrong.md')
    expect(ran).toMatchObject({ status: 2, err: expect.stringContaining('missing.md does not exist.') })
    expect(ran.out).toContain('secret-in-the-open')
    const told = JSON.parse(lint(folder, 'missing.md', 'wrong.md', '--json').out)
    expect(told.unread).toMatchObject([{ path: 'missing.md', error: { code: 'document-missing' } }])
    expect(lint(folder)).toMatchObject({ status: 2, err: expect.stringContaining('`holdpoint lint` needs file.') })
  })

  it('says it in SARIF and in GitHub annotations', () => {
    expect(JSON.parse(lint(folder, 'warned.md', '--format', 'sarif').out).runs[0].results).toHaveLength(1)
    expect(lint(folder, 'warned.md', '--format', 'github').out).toMatch(/^::warning file=warned\.md,line=6,/)
  })

  it('has no marks beyond ASCII where that is asked, and sentences with --plain', () => {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the whole of ASCII is meant.
    expect(lint(folder, 'warned.md', '--ascii').out).toMatch(/^[\x00-\x7f]*$/)
    expect(lint(folder, 'warned.md', '--plain').out).toContain(
      'warned.md, line 6, column 1: warning, curl-cannot-fail.',
    )
    expect(holdpointWith({ FORCE_COLOR: '1' }, folder, 'lint', 'warned.md').out).toContain('\x1b[33m')
  })
})

describe('silencing', () => {
  it('in holdpoint.yaml is for a reason, and counted; inspect keeps to it', () => {
    const off = 'rules:\n  curl-cannot-fail:\n    severity: off\n    reason: The gateway checks.\n'
    const folder = folderWith({ 'warned.md': warned, 'holdpoint.yaml': off })
    expect(lint(folder, 'warned.md').out).toContain('1 silenced with a reason.')
    const [{ silenced }] = JSON.parse(lint(folder, 'warned.md', '--json').out).documents
    expect(silenced).toMatchObject([{ rule: 'curl-cannot-fail', reason: 'The gateway checks.', by: 'project' }])
    const inspected = holdpoint(folder, 'inspect', 'warned.md').out
    expect(inspected).toContain('1 silenced with a reason.')
    expect(inspected).not.toContain('curl-cannot-fail')
  })

  it('can make a warning an error, and is refused by line where it is wrong', () => {
    const folder = folderWith({ 'warned.md': warned, 'holdpoint.yaml': 'rules:\n  curl-cannot-fail: error\n' })
    expect(lint(folder, 'warned.md').status).toBe(1)
    writeFileSync(join(folder, 'holdpoint.yaml'), 'rules:\n  curl-cannot-fial: error\n')
    expect(lint(folder, 'warned.md')).toMatchObject({
      status: 2,
      err: expect.stringMatching(
        /holdpoint\.yaml:2: found the key `curl-cannot-fial`[\s\S]*Did you mean `curl-cannot-fail`\?/,
      ),
    })
  })
})

describe('--fix', () => {
  it('mends what can be, keeps every other byte, the mode and a link, and has nothing to do the second time', () => {
    const bytes = Buffer.from(`\uFEFF${warned.replaceAll('\n', '\r\n')}Grüße  \r\n`)
    const folder = folderWith({ 'real.md': bytes })
    chmodSync(join(folder, 'real.md'), 0o640)
    symlinkSync('real.md', join(folder, 'link.md'))
    const first = lint(folder, 'link.md', '--fix')
    expect(first.out).toContain('Mended in link.md: curl-cannot-fail.')
    expect(lstatSync(join(folder, 'link.md')).isSymbolicLink()).toBe(true)
    expect(statSync(join(folder, 'real.md')).mode & 0o777).toBe(0o640)
    const mended = readFileSync(join(folder, 'real.md'))
    expect(mended).toEqual(Buffer.from(bytes.toString('utf8').replace('curl http', 'curl --fail http')))
    const before = statSync(join(folder, 'real.md')).mtimeMs
    expect(lint(folder, 'link.md', '--fix').out).not.toContain('Mended')
    expect(statSync(join(folder, 'real.md')).mtimeMs).toBe(before)
  })

  it('mends a document in an eight-bit encoding', () => {
    const bytes = Buffer.from(`${warned}Gr\xfc\xdfe\n`, 'latin1')
    const folder = folderWith({ 'old.md': bytes })
    lint(folder, 'old.md', '--fix')
    expect(readFileSync(join(folder, 'old.md'))).toEqual(
      Buffer.from(bytes.toString('latin1').replace('curl http', 'curl --fail http'), 'latin1'),
    )
  })

  it('--diff shows a patch that can be applied, and writes nothing', () => {
    const folder = folderWith({ 'warned.md': warned })
    const { out } = lint(folder, 'warned.md', '--diff')
    expect(out).toContain('--- a/warned.md\n+++ b/warned.md\n')
    expect(readFileSync(join(folder, 'warned.md'), 'utf8')).toBe(warned)
    const patched = spawnSync('git', ['apply', '-'], { cwd: folder, input: out, encoding: 'utf8' })
    expect(patched.stderr).toBe('')
    expect(readFileSync(join(folder, 'warned.md'), 'utf8')).toBe(clean)
  })
})

describe('shellcheck', () => {
  const unquoted = verify('cp $(ls a) b')

  it.skipIf(missing)(withShellcheck('joins, can be silenced, and an idle silence of it is named'), () => {
    const folder = folderWith({
      'a.md': unquoted,
      'b.md': unquoted.replace('```bash', '<!-- holdpoint-ignore shellcheck/SC2046: one name -->\n```bash'),
      'c.md': clean.replace('```bash', '<!-- holdpoint-ignore shellcheck: nothing -->\n```bash'),
    })
    const [a, b, c] = JSON.parse(holdpoint(folder, 'lint', 'a.md', 'b.md', 'c.md', '--json').out).documents
    expect(a.findings).toMatchObject([{ rule: 'shellcheck/SC2046', line: 6, column: 4, endColumn: 11 }])
    expect(b).toMatchObject({ findings: [], silenced: [{ rule: 'shellcheck/SC2046', reason: 'one name' }] })
    expect(c.findings).toMatchObject([{ rule: 'silence-unused', line: 5 }])
  })

  it('that is not installed is a hint, once', () => {
    const folder = folderWith({ 'a.md': unquoted, 'b.md': unquoted })
    const { out, status } = holdpointWith({ PATH: folder }, folder, 'lint', 'a.md', 'b.md')
    expect(status).toBe(0)
    expect(out.match(/shellcheck/g)).toHaveLength(1)
  })
})
