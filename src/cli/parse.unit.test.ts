import { describe, expect, it } from 'vitest'
import { parse } from './parse.ts'
import { commands } from './table.ts'

const given = (...argv: string[]) => {
  const parsed = parse(argv, 80)
  if (parsed.is !== 'command') throw new Error('this is help')
  return parsed.given
}

describe('the command line', () => {
  it('gives options and arguments by the names of the table', () => {
    const run = given('run', 'D.md', '--input', 'A=1', '--input', 'B=x=y', '--from', '12', '--new')
    expect(run.required('file')).toBe('D.md')
    expect(run.list('input')).toEqual(['A=1', 'B=x=y'])
    expect(run.text('from')).toBe('12')
    expect(run.flag('new')).toBe(true)
    expect(run.flag('assume-confirmed')).toBe(false)
  })

  it('takes colours away only when that is said', () => {
    expect(given('runs').flag('no-color')).toBe(false)
    expect(given('runs', '--no-color').flag('no-color')).toBe(true)
  })

  it('takes --json and --format json for the same', () => {
    expect(given('inspect', 'D.md', '--format', 'json').json).toBe(true)
    expect(given('inspect', 'D.md', '--json').json).toBe(true)
    expect(given('inspect', 'D.md').json).toBe(false)
  })

  it('takes several steps', () => {
    expect(given('tick', '7f3a', '4', '6-8').list('step')).toEqual(['4', '6-8'])
  })

  it.each(commands.map(({ name, examples }) => [name, examples] as const))(
    'understands the examples of %s',
    (name, examples) => {
      expect(examples.length).toBeGreaterThan(0)
      for (const { line } of examples) {
        const words = [...line.matchAll(/"([^"]*)"|(\S+)/g)].map((match) => match[1] ?? match[2] ?? '')
        expect(words[0]).toBe('holdpoint')
        const parsed = parse(words.slice(1), 80)
        expect(parsed.is === 'command' && parsed.entry.name).toBe(name)
      }
    },
  )
})
