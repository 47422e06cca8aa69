import { expect, it } from 'vitest'
import type { StepDocument } from '../../../contract/index.ts'
import { commandParts } from './command-parts.ts'

const statement = (index: number, source: string) => ({
  index,
  source,
  title: null,
  flags: [],
  line: index + 1,
  offered: null,
})
const step = (command: string, sources: readonly string[]) =>
  ({ command, statements: sources.map((source, at) => statement(at, source)) }) as unknown as StepDocument

it('a command is cut into its statements and what stands between them', () => {
  expect(commandParts(step('# first\ncd app\n\n# then\nmake build\n', ['cd app', 'make build']))).toEqual([
    { is: 'between', text: '# first' },
    { is: 'statement', index: 0, text: 'cd app' },
    { is: 'between', text: '\n# then' },
    { is: 'statement', index: 1, text: 'make build' },
  ])
})

it('the same statement twice is two statements', () => {
  expect(commandParts(step('ls\nls', ['ls', 'ls'])).map((part) => part.text)).toEqual(['ls', 'ls'])
})

it('a command whose statements are not in it as they stand is shown whole', () => {
  expect(commandParts(step('cd  app', ['cd app']))).toEqual([{ is: 'between', text: 'cd  app' }])
})

it('nothing of a command is left out', () => {
  const text = '# a\nfoo && bar # b\n\nbaz; qux\n# end'
  const all = commandParts(step(text, ['foo && bar', 'baz', 'qux']))
    .map((part) => part.text)
    .join('')
  expect(all.replace(/\s/g, '')).toBe(text.replace(/\s/g, ''))
})
