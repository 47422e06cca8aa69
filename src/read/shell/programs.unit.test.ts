import { describe, expect, it } from 'vitest'
import type { Call } from './calls.ts'
import { byProgram, has } from './programs.ts'

describe('the rows of a program', () => {
  const rows = [/^git$/, /^(?:gh|git)$/, /^python[\d.]*$/, /^(docker|podman)$/, /./, /^a|b$/].map((programs) => ({
    programs,
  }))
  const rowsOf = byProgram(rows)

  it.each(['git', 'gh', 'python3.12', 'docker', 'podman', 'about', 'crab', 'constructor', ''])(
    'are those whose pattern it fits, in their order: %j',
    (program) => expect(rowsOf(program)).toEqual(rows.filter(({ programs }) => programs.test(program))),
  )
})

describe('a word of a call', () => {
  const call = (...args: string[]) => ({ args }) as unknown as Call

  it.each([
    [['-f', 'x'], ['-f']],
    [['-rf'], ['-r']],
    [['--follow=name'], ['--follow']],
    [['up', 'web'], ['up']],
  ])('%j has one of %j', (args, wanted) => expect(has(call(...args), ...wanted)).toBe(true))

  it.each([
    [[], ['-f']],
    [['-rf'], ['-d', '--force']],
    [['--force-with-lease'], ['--force', '-f']],
    [['-f2'], ['-f']],
    [['x-f'], ['-f']],
  ])('%j has none of %j', (args, wanted) => expect(has(call(...args), ...wanted)).toBe(false))
})
