import { spawnSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import fc from '../../testing/properties.ts'
import { analyseShell } from './index.ts'

const line = (text: string) => ({ text, span: { start: 0, end: text.length, line: 1, endLine: 1 } })
const lines = (text: string) => text.split('\n').map(line)

/** What `printf` got, argument by argument. */
function run(script: string, value: string): string[] {
  const env = { PATH: process.env.PATH ?? '', INPUT_APP: value }
  const done = spawnSync('bash', ['-s'], { input: Buffer.from(`${script}\n`), env })
  expect(done.stderr.toString()).toBe('')
  return done.stdout.toString().split('\u0001').slice(0, -1)
}

const hostile = fc.oneof(
  fc.string({
    unit: fc.constantFrom(
      'a',
      ' ',
      '"',
      "'",
      '$',
      '`',
      '\\',
      ';',
      '&',
      '|',
      '<',
      '>',
      '(',
      ')',
      '*',
      '?',
      '\n',
      '\t',
      '#',
      '!',
      '{',
      '}',
      '~',
      '=',
    ),
  }),
  fc.constantFrom(
    '$(touch /tmp/never)',
    '`id`',
    '"; exit 3; "',
    "'; exit 3; '",
    'EOF',
    '${HOME}',
    '-rf /',
    '\n\nEOF\n',
  ),
)

describe('a value in a placeholder', () => {
  it.each([
    ['bare', "printf '%s\\001' <app>", (value: string) => value],
    ['within a word', "printf '%s\\001' pre-<app>-post", (value: string) => `pre-${value}-post`],
    ['in double quotes', 'printf "%s\\001" "in <app> there"', (value: string) => `in ${value} there`],
    ['in single quotes', "printf '%s\\001' 'in <app> there'", (value: string) => `in ${value} there`],
    ['in ANSI quotes', "printf '%s\\001' $'in\\t<app> there'", (value: string) => `in\t${value} there`],
    ['in a command substitution', 'printf "%s\\001" "$(printf "%sx" <app>)"', (value: string) => `${value}x`],
    ['in a heredoc', "{ cat; printf '\\001'; } <<EOF\nin <app> there\nEOF", (value: string) => `in ${value} there\n`],
    [
      'in a quoted heredoc',
      "{ cat; printf '\\001'; } <<'EOF'\nin <app> $HOME `id` \\n there\nEOF",
      (value: string) => `in ${value} $HOME \`id\` \\n there\n`,
    ],
  ])('%s arrives as one argument, unchanged, and executes nothing', (_name, command, expected) => {
    const script = analyseShell(lines(command))
      .statements.map((one) => one.script)
      .join('\n')
    expect(script).toContain('${INPUT_APP}')
    fc.assert(
      fc.property(hostile, (value) => {
        expect(run(script, value)).toEqual([expected(value)])
      }),
      { numRuns: 25 },
    )
  })
})
