import { describe, expect, it } from 'vitest'
import { read } from '../index.ts'

const reading = (...lines: readonly string[]) =>
  read({ path: 'RELEASE.md', text: `${lines.join('\n')}\n`, encoding: 'utf8', digest: 'd' })
const lines = (found: ReturnType<typeof read>, rule: string) =>
  found.findings.filter((one) => one.rule === rule).map((one) => one.span.line)
const curl = ['```bash', 'curl http://shop/health', '```', '']
const ignore = '<!-- holdpoint-ignore curl-cannot-fail: only warmed up -->'
const cannotFail = 'curl-cannot-fail'

describe('a silence', () => {
  it('above a block reaches that block and no other', () => {
    const found = reading('# Release', '', '## Smoke test', '', ignore, ...curl, ...curl)
    expect(lines(found, cannotFail)).toEqual([11])
    expect(found.silenced.map(({ finding, reason, by }) => [finding.span.line, reason, by])).toEqual([
      [7, 'only warmed up', 'document'],
    ])
  })

  it('above a heading reaches its section, with the sections in it', () => {
    const parts = ['## Smoke test', '', '### One', '', ...curl, '## Verify', '', ...curl]
    expect(lines(reading('# Release', '', ignore, ...parts), cannotFail)).toEqual([15])
  })

  it('before the first heading reaches the whole document', () => {
    const found = reading(ignore, '', '# Release', '', '## Smoke test', '', ...curl, '## Verify', '', ...curl)
    expect(lines(found, cannotFail)).toEqual([])
    expect(found.silenced).toHaveLength(2)
  })

  it('behind something reaches what begins on its line', () => {
    const found = reading(
      '# Release',
      '',
      '## Smoke test',
      '',
      `1. Run \`curl http://shop/a\` ${ignore}`,
      '2. Run `curl http://shop/b`',
    )
    expect(lines(found, cannotFail)).toEqual([6])
  })

  it('above a list item reaches the item with what is nested in it', () => {
    const item = ['- [ ] The shop answers:', '  ```bash', '  curl http://shop/health', '  ```']
    expect(lines(reading('# Release', '', '## Verify', '', ignore, ...item, ...item), cannotFail)).toEqual([12])
  })

  it('may name several rules, in one comment or in several', () => {
    const both = '<!-- holdpoint-ignore curl-cannot-fail, endless-in-the-middle: tried by hand -->'
    const two = [ignore, '<!-- holdpoint-ignore endless-in-the-middle: tried by hand -->']
    const block = ['```bash', 'tail -f log', 'curl http://shop/health', './bin/go', '```']
    for (const comments of [[both], two]) {
      const found = reading('# Release', '', '## Smoke test', '', ...comments, ...block)
      expect(found.silenced.map((one) => one.finding.rule)).toEqual(['endless-in-the-middle', 'curl-cannot-fail'])
    }
  })

  it('without a reason silences nothing and says so', () => {
    for (const comment of [
      '<!-- holdpoint-ignore curl-cannot-fail -->',
      '<!-- holdpoint-ignore curl-cannot-fail:   -->',
    ]) {
      const found = reading('# Release', '', '## Smoke test', '', comment, ...curl)
      expect(lines(found, cannotFail)).toEqual([7])
      expect(lines(found, 'silence-without-reason')).toEqual([5])
    }
  })

  it('of an unknown rule, or of none, says so', () => {
    const found = reading(
      '# Release',
      '',
      '<!-- holdpoint-ignore curl: x -->',
      '',
      '<!-- holdpoint-ignore : x -->',
      '',
      '- [ ] x',
    )
    expect(lines(found, 'silence-unknown-rule')).toEqual([3, 5])
  })

  it('that silences nothing is named, with its removal as the fix', () => {
    const found = reading('# Release', '', ignore, '- [ ] The team knows')
    const idle = found.findings.find((one) => one.rule === 'silence-unused')
    expect(idle?.span.line).toBe(3)
    expect(idle?.fix?.edits).toMatchObject([{ span: { start: 11, end: 11 + ignore.length + 1 }, text: '' }])
  })

  it('of shellcheck is left alone by who has not asked shellcheck', () => {
    const comment = '<!-- holdpoint-ignore shellcheck/SC2086: words on purpose -->'
    expect(lines(reading('# Release', '', comment, '- [ ] x'), 'silence-unused')).toEqual([])
  })

  it('that only shows in code is none', () => {
    const shown = ['```markdown', ignore, '```', '', `Write \`${ignore}\` above it.`, '', ...curl]
    const found = reading('# Release', '', '## Smoke test', '', ...shown)
    expect(lines(found, cannotFail)).toHaveLength(1)
    expect(lines(found, 'silence-unused')).toEqual([])
  })

  it('that is never closed is none', () => {
    expect(reading('# Release', '', '<!-- holdpoint-ignore curl-cannot-fail: x', '', '- [ ] x').silenced).toEqual([])
  })
})
