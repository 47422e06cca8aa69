import { describe, expect, it } from 'vitest'
import { sourceOf } from '../source.ts'
import { judge } from './index.ts'

const flags = (...lines: string[]) =>
  judge(sourceOf('x.md', new TextEncoder().encode(lines.join('\n')), '')).code[0]?.flags
const fence = (...lines: string[]) => ['```bash', ...lines, '```']

describe('a command beside which the document says that it asks is interactive', () => {
  it.each([
    ["# Type 'yes' to continue"],
    ["# Type 'MOOR' to proceed"],
    ['# Always requires explicit confirmation for the harbour'],
    ['# 3. Moor it (with confirmation)'],
    ['# You will be asked for the pier'],
    ['# Press enter to go on'],
    ['# Interactive mooring'],
    ['# Die Fähre fragt nach, erfordert eine Bestätigung'],
    ['# Le bac demande une confirmation avant de partir dans le port'],
    ['# Requiere confirmación explícita después de parar el barco en el puerto'],
    ['# Требует подтверждения'],
    ['# 需要手动确认'],
    ['# Follow the prompts'],
    ['# Answer all questions about the pier'],
    ['# Folge den Anweisungen für den Anleger'],
    ['# Suivez les instructions à l’écran pour une traversée'.replace('’', "'")],
    ['# Ответьте на вопросы'],
    ['# 按照提示操作'],
  ])('%s', (comment) => {
    expect(flags(...fence(comment, './moor.sh pier'))).toEqual(['interactive'])
    expect(flags(...fence('./moor.sh pier', comment))).toEqual(['interactive'])
  })
  it('behind it, above it and below it', () => {
    expect(flags(...fence('./moor.sh pier # answer Y'))).toEqual(['interactive'])
    expect(flags('You will be prompted for the pier:', '', ...fence('./moor.sh'))).toEqual(['interactive'])
    expect(flags(...fence('./moor.sh'), '', 'Answer `yes` when asked.')).toEqual(['interactive'])
    const story = 'The script will then ask for the pier. It is the only thing that cannot be found out otherwise, '
    expect(flags(...fence('./moor.sh'), '', story.repeat(2))).toEqual(['interactive'])
    expect(flags('- [ ] Run `./moor.sh --pier 3` and answer y')).toEqual(['interactive'])
    expect(flags('## With the interactive menu', '', '- [ ] Run `./moor.sh --pier 3`')).toEqual(['interactive'])
  })
  it('in the heading of the next step', () => {
    expect(flags(...fence('./moor.sh'), '', '## Step 3 Respond to the prompts')).toEqual(['interactive'])
    expect(flags(...fence('./moor.sh'), '', '## Interactive mooring')).toEqual([])
  })
  it.each([
    ['# Skip confirmation'],
    ['# Runs without confirmation'],
    ['# Moors, no confirmation needed'],
    ['# Sends an e-mail with confirmation link'],
    ['# Non-interactive mooring'],
    ['# Stop if it asks for a pier'],
  ])('not: %s', (comment) => expect(flags(...fence(comment, './moor.sh pier'))).toEqual([]))
})
