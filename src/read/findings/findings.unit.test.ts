import { describe, expect, it } from 'vitest'
import { read } from '../index.ts'

const bash = (...lines: readonly string[]) => ['```bash', ...lines, '```', '']
const back = ['## Rollback', '', ...bash('./bin/back')]
const found = (...lines: readonly string[]) =>
  read({ path: 'RELEASE.md', text: `${lines.join('\n')}\n`, encoding: 'utf8', digest: 'd' }).findings.map((one) => ({
    rule: one.rule,
    line: one.span.line,
  }))
/** A release whose first command stands on line 6, with a way back. */
const deploying = (...lines: readonly string[]) => found('# Release', '', '## Deploy', '', ...bash(...lines), ...back)

interface Case {
  readonly rule: string
  readonly bad: readonly (readonly string[])[]
  readonly good: readonly (readonly string[])[]
}

/** Commands of a deploy section that a rule finds something in, on their first line, and such that it does not. */
const cases: readonly Case[] = [
  {
    rule: 'destructive-before-backup',
    bad: [['rm -rf /srv/data', 'pg_dump shop > backup.sql']],
    good: [
      ['pg_dump shop > backup.sql', 'rm -rf /srv/data'],
      ['./bin/go'],
      ['rm -rf node_modules'],
      ['rm -rf /tmp/shop'],
      ['git reset --hard origin/main'],
    ],
  },
]

describe.each(cases)('$rule', ({ rule, bad, good }) => {
  it.each(bad.map((lines) => lines.join('; ')))('is found in: %s', (text) => {
    expect(deploying(...text.split('; '))).toContainEqual({ rule, line: 6 })
  })

  it.each(good.map((lines) => lines.join('; ')))('is not found in: %s', (text) => {
    expect(deploying(...text.split('; ')).filter((one) => one.rule === rule)).toEqual([])
  })
})
