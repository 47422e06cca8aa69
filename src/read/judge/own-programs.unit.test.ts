import { describe, expect, it } from 'vitest'
import { sourceOf } from '../source.ts'
import { judge } from './index.ts'

/** Lines that carry a command to be run. */
const commands = (...lines: string[]) =>
  judge(sourceOf('x.md', new TextEncoder().encode(lines.join('\n')), ''))
    .code.filter(({ use }) => use === 'run')
    .map(({ span }) => span.line)
const fence = (tag: string, line: string) => [`\`\`\`${tag}`, line, '```', '']

describe('a program that only the document knows', () => {
  it('is one where it runs it in a block of shell', () => {
    expect(commands(...fence('bash', 'ferryctl moor --pier 3'), ...fence('', 'ferryctl sail north'))).toEqual([2, 6])
    expect(commands(...fence('bash', 'ferryctl moor --pier 3'), 'Then run `ferryctl sail north`.')).toEqual([2, 5])
  })
  it('is one where it calls it a command', () => {
    expect(commands('Export the key using the following command:', ...fence('', 'ferryctl export <key>'))).toEqual([3])
    expect(commands('The file holds:', ...fence('', 'ferryctl export <key>'))).toEqual([])
  })
  it('is one where it has options and a name of its own in code', () => {
    expect(
      commands('Build `ferryd`.', '', ...fence('', 'ferryd export --height 3'), ...fence('', 'ferryd reset')),
    ).toEqual([4, 8])
  })
  it.each([
    ['a setting', 'maxmemory 256mb'],
    ['a listing', 'ferry.conf: the settings'],
    ['a diagram', 'ferry → pier → road'],
    ['a sentence', 'ferry is moored at the pier'],
  ])('but %s is none', (_, line) => expect(commands('The `maxmemory` of `ferry`', '', ...fence('', line))).toEqual([]))
})

describe('in a line of several sentences', () => {
  it('a command is run by its own', () => {
    expect(commands('Delete the boats and create others. The `ferry --all list` commands help.')).toEqual([])
    expect(commands('The tide is low. You can go by running `make ferry`.')).toEqual([1])
  })
  it('what is said of a command is no order', () => {
    expect(commands('- The default: `git config --global gpg.program gpg` is correct on most machines')).toEqual([])
  })
})
