import { expect, it } from 'vitest'
import { read, sourceOf } from '../index.ts'

/** `script`, or `script < index` where it is only offered when the statement of that index failed. */
function statements(...lines: string[]) {
  const text = [
    '# Deploy',
    '',
    'Anleitung für den Betrieb; esta guía también.',
    '',
    '```bash',
    ...lines,
    '```',
    '',
  ].join('\n')
  const { plan } = read(sourceOf('D.md', new TextEncoder().encode(text), '0'.repeat(64)))
  const all = plan.steps.flatMap(({ command }) => command?.statements ?? [])
  return all.map(({ script, insteadOf }) => (insteadOf === undefined ? script : `${script} < ${insteadOf}`))
}

it.each<[string, string[], string[]]>([
  ['or, if that fails', ['stop a', '# Or, if that fails', 'kill b', '', 'go'], ['stop a', 'kill b < 0', 'go']],
  [
    'if it doesn’t work',
    ['stop a', "# If it doesn't work:", 'kill b', 'kill c'],
    ['stop a', 'kill b < 0', 'kill c < 0'],
  ],
  ['and again', ['a', '# if that fails', 'b', '# if this fails too', 'c'], ['a', 'b < 0', 'c < 1']],
  ['German', ['a', '# Falls das fehlschlägt', 'b'], ['a', 'b < 0']],
  ['Spanish', ['a', '# Si eso falla', 'b'], ['a', 'b < 0']],
  ['Chinese', ['a', '# 如果失败', 'b'], ['a', 'b < 0']],
  ['nothing before it', ['# If that fails', 'b'], ['b']],
  ['another condition', ['a', '# If the database fails over', 'b'], ['a', 'b']],
  ['a title of its own ends it', ['a', '# If that fails', 'b', '# Start', 'c'], ['a', 'b < 0', 'c']],
])('%s', (_, lines, expected) => {
  expect(statements(...lines)).toEqual(expected)
})
