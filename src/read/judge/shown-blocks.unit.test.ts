import { describe, expect, it } from 'vitest'
import { sourceOf } from '../source.ts'
import { judge } from './index.ts'

const used = (tag: string, lead: string, ...lines: string[]) =>
  judge(sourceOf('x.md', new TextEncoder().encode([lead, '', `\`\`\`${tag}`, ...lines, '```'].join('\n')), '')).code[0]
    ?.use

describe('a block that says bash and holds none', () => {
  it.each([
    ['a menu', '🚀 FERRY MANAGER', '[1] 🚀 Cross (load + sail)', '[2] Moor only', 'Choice:'],
    ['a frame', '╔════════╗', '║ Ferry  ║', '╚════════╝'],
    ['a report', 'Commit: 4c1d', 'Crew: ada', 'State: ✅ MOORED', '============'],
    ['progress', '[1/3] Loading...', 'Loading cars... [███░░░] 60%', '⠋ Waiting for the tide...'],
    ['a word to a bot', '@ferrybot sail p=5'],
    ['another', '/approve'],
    ['a question', '⚠️  The tide is low', '¿Continuar? [y/N]:'],
  ])('is %s', (_, ...lines) => expect(used('bash', '', ...lines)).toBe('shown'))
  it.each([
    ['[ -f ferry.lock ] && ferry moor'],
    ['Rscript tide.R'],
    ['./ferry --moor # Crew: ada'],
    ['🚀 is printed below', 'ferry moor'],
  ])('but a command beside it runs: %s', (...lines) => expect(used('bash', '', ...lines)).toBe('run'))
})

describe('a block that shows what a program asks', () => {
  it('is no command', () => {
    expect(used('bash', '', 'Name of the pier (short) []:north', 'Berth [A1]:B7', 'Owner [ada]: ')).toBe('output')
    expect(used('bash', '', './moor.sh', 'Berth [A1]:B7')).toBe('run')
  })
})

describe('what is introduced as "like this"', () => {
  it('is a command where a prompt stands before it', () => {
    expect(used('', 'It can be used like this:', '$ tools/moor-ferry.sh <pier> <rope>')).toBe('run')
    expect(used('', 'Somebody answers like this:', '$ moor --all')).toBe('run')
  })
  it('is output otherwise', () => expect(used('', 'The output looks like this:', 'moored 3 of 3')).toBe('output'))
})

describe('a block of SQL', () => {
  it('that only names the file with it is shown', () => {
    expect(used('sql', '', '-- Run what is in:', 'ferry/migrations/0001_init.sql')).toBe('shown')
    expect(used('sql', '', '-- All boats:', 'SELECT * FROM boats;')).toBe('run')
  })
})

describe('settings for a file', () => {
  it('may have remarks behind them', () => {
    expect(used('bash', '', '# .env', 'PIER=/data/pier      # path in the container!', 'ROPES=3')).toBe('shown')
    expect(used('bash', '', 'PIER=3 ./moor.sh   # at once')).toBe('run')
  })
})
