import { expect, it } from 'vitest'
import { commandsNamed } from './commands-named.ts'
import { look } from './terminal/look.ts'

const caps = { interactive: false, colour: false, unicode: true, plain: false, width: 80, height: 24 }
const here = look(caps, () => ({ program: './holdpoint', options: ' --store /s', store: '/s' }))

it('an error names commands that can be pasted: as Holdpoint was called, leading to the same store', () => {
  expect(commandsNamed('`holdpoint status 7f3a` shows it.', here)).toBe(
    '`./holdpoint status 7f3a --store /s` shows it.',
  )
  expect(commandsNamed('`holdpoint runs` lists them; `--store` names others.', here)).toBe(
    '`./holdpoint runs --store /s` lists them; `--store` names others.',
  )
})

it('commands that read no store, and the help, are named without it', () => {
  expect(commandsNamed('`holdpoint inspect A.md`; `holdpoint report --help`', here)).toBe(
    '`./holdpoint inspect A.md`; `./holdpoint report --help`',
  )
})

it('a command that leads to the store already stays as it is', () => {
  expect(commandsNamed('`./holdpoint resume 7f3a --store /s`', here)).toBe('`./holdpoint resume 7f3a --store /s`')
})
