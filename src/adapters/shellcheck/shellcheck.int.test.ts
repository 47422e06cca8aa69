import { spawnSync } from 'node:child_process'
import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { remarkFindings, scriptsOf } from '../../read/findings/shellcheck.ts'
import { read } from '../../read/index.ts'
import { shellcheck } from './shellcheck.ts'

const missing = spawnSync('shellcheck', ['--version']).status !== 0
const withIt = (name: string) => (missing ? `${name} (skipped: shellcheck is not installed)` : name)

/** What shellcheck says of a document: rule, line and the words that it points at. */
async function remarksOn(...lines: readonly string[]) {
  const text = lines.join('\n')
  const { judged } = read({ path: 'RELEASE.md', text, encoding: 'utf8', digest: 'd' })
  const scripts = scriptsOf(judged)
  const remarks = await shellcheck(scripts.map((one) => one.text))
  if (remarks.is !== 'checked') throw new Error(`shellcheck: ${remarks.is}`)
  return scripts
    .flatMap((script, at) => remarkFindings(script, remarks.of[at] ?? []))
    .map(({ rule, span }) => [rule, span.line, text.slice(span.start, span.end)])
}

describe('shellcheck', () => {
  it.skipIf(missing)(withIt('points at the line and the words, whatever stands before them'), async () => {
    const unquoted = ['shellcheck/SC2086', '$APP']
    const found = async (...lines: readonly string[]) =>
      (await remarksOn('# Release', '', '## Deploy', '', ...lines)).map(([rule, line, text]) => [rule, text, line])
    expect(await found('```bash', 'APP=$(name)', 'deploy "東京 🚀" $APP', '```')).toEqual([[...unquoted, 7]])
    expect(await found('1. Do', '   ```bash', '   APP=$(name)', '   \tdeploy\t$APP', '   ```')).toEqual([
      [...unquoted, 8],
    ])
    expect(await found('```console', '$ git pull', '$ deploy $APP', 'Done.', '```')).toEqual([[...unquoted, 7]])
    expect(await found('1. Run `systemctl restart $APP`.')).toEqual([[...unquoted, 5]])
    expect(await found('> ```bash', '> deploy <stage> $APP', '> ```')).toEqual([[...unquoted, 6]])
  })

  it.skipIf(missing)(withIt('says of each of several blocks what is wrong in it'), async () => {
    const block = (command: string) => ['```bash', command, '```', '']
    const found = await remarksOn(
      '# Release',
      '',
      '## Deploy',
      '',
      ...block('a $A'),
      ...block('b "$B"'),
      ...block('c $C'),
    )
    expect(found).toEqual([
      ['shellcheck/SC2086', 6, '$A'],
      ['shellcheck/SC2086', 14, '$C'],
    ])
  })

  it.skipIf(missing)(withIt('says nothing that makes no sense in a piece of a document'), async () => {
    const deploy = [
      '```bash',
      'cd shop',
      'VERSION=2',
      'source .env',
      '```',
      '',
      '```bash',
      'echo "$VERSION $OTHER"',
      '```',
    ]
    const open = ['```bash', 'deploy <the app> ...', '```', '', '```bash', 'for x in <names>; do', '  ...', '```']
    expect(await remarksOn('# Release', '', '## Deploy', '', ...deploy, '', ...open)).toEqual([])
  })

  it.skipIf(missing)(withIt('is not asked about what bash cannot read'), async () => {
    expect(await remarksOn('# Release', '', '## Deploy', '', '```bash', 'if true; then', '  ./go $A', '```')).toEqual(
      [],
    )
  })

  it('that is not there is told as absent', async () => {
    const nowhere = mkdtempSync(join(tmpdir(), 'holdpoint-no-shellcheck-'))
    expect(await shellcheck(['a $A'], { PATH: nowhere })).toEqual({ is: 'absent' })
  })

  it('that hangs, breaks or babbles is told as failed', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'holdpoint-bad-shellcheck-'))
    const fake = join(folder, 'shellcheck')
    const answer = async (script: string, limit = 20_000) => {
      writeFileSync(fake, `#!/bin/sh\n${script}\n`)
      chmodSync(fake, 0o755)
      return await shellcheck(['a'], { PATH: `${folder}:/usr/bin:/bin` }, limit)
    }
    expect(await answer('exec sleep 60', 200)).toEqual({ is: 'failed', why: 'it took more than 0.2 seconds' })
    expect(await answer('exit 4')).toEqual({ is: 'failed', why: 'it ended with status 4' })
    expect(await answer('echo well')).toEqual({ is: 'failed', why: 'its answer cannot be read' })
  })
})
