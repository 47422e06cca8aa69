import { describe, expect, it } from 'vitest'
import { sourceOf } from '../source.ts'
import { judge } from './index.ts'

const judged = (text: string) => judge(sourceOf('x.md', new TextEncoder().encode(text), ''))
const fence = (...lines: string[]) => ['```bash', ...lines, '```'].join('\n')
const found = (text: string) => {
  const { expectations, code } = judged(text)
  return expectations.map(({ span, kind, on, test }) => [
    span.line,
    kind,
    on === null ? '-' : code[on]?.span.line,
    test,
  ])
}

describe('boxes below a line that says what a command makes', () => {
  it('are what comes of it; a person looks, as the command prints none of it', () => {
    const list = '- [ ] `boats` (3 rows)\n- [ ] `ropes` (empty)\n- [ ] `pier`'
    expect(found(`${fence('./harbour build')}\n\n**Tables that will be created:**\n${list}`)).toEqual([
      [6, 'count', 2, null],
      [7, 'count', 2, null],
      [8, 'text', 2, { is: 'text', text: 'pier', sure: false }],
    ])
  })
  it.each([
    ['Die Tabellen, die angelegt werden:', 'leer'],
    ['Se crearán estas tablas:', 'vacía'],
    ['Les tables qui seront créées :', 'vide'],
    ['Le tabelle che verranno create:', 'vuota'],
    ['Tabelas que serão criadas:', 'vazia'],
    ['Будут созданы таблицы:', 'пустая'],
    ['将创建以下表：', '空表'],
    ['作成されるテーブル：', '空'],
    ['생성되는 테이블:', '비어 있음'],
  ])('%s', (lead, empty) => {
    const signs = 'los les pour os não und auf della для'
    expect(found(`${signs}\n\n${fence('./harbour build')}\n\n${lead}\n\n- [ ] \`boats\` (${empty})`)).toEqual([
      [9, 'count', 4, null],
    ])
  })
  it('are steps where they ask for something, or where no command is right before', () => {
    expect(found(`${fence('./harbour build')}\n\nA log will be created:\n\n- [ ] Open the log`)).toEqual([])
    expect(
      found(`${fence('./harbour build')}\n\nSail.\n\nTables that will be created:\n\n- [ ] boats (2 rows)`),
    ).toEqual([])
    expect(found('Tables that will be created:\n\n- [ ] boats (2 rows)')).toEqual([])
  })
})

describe('a comment beside a command', () => {
  it('may say in brackets that it should fail: of several commands a person tells which', () => {
    expect(found(fence('# A boat without a captain (should fail)', './harbour add boat'))).toEqual([
      [2, 'status', 2, null],
    ])
    expect(found(`Os barcos não\n\n${fence('# Barco sem capitão (deve falhar)', './cais novo')}`)).toEqual([
      [4, 'status', 4, null],
    ])
    expect(found(fence('# Boats that should fail are skipped (see the log)', './harbour add boat'))).toEqual([])
  })
  it.each([
    ['Os barcos não', 'O cais deve ter uma rampa'],
    ['Los barcos para', 'El muelle debe tener una rampa'],
    ['Les bateaux pour', 'Le quai doit avoir une rampe'],
    ['La barca della', 'Il molo deve avere una rampa'],
    ['Лодки', 'Причал должен иметь рампу'],
    ['Für uns und nicht', 'Der Kai sollte eine Rampe haben'],
    ['码头', '码头应有坡道'],
  ])('%s: states what must be there', (signs, comment) => {
    expect(found(`${signs}\n\n${fence('./look', `# ${comment}`)}`)).toEqual([[5, 'judgment', 4, null]])
  })
})

it('a part of what a box asks to look at states no outcome where no command is', () => {
  expect(found('- [ ] Look at the board\n  - Boats (should show a number)')).toEqual([])
  expect(found(`${fence('./board')}\n\n- [ ] Look at the board\n  - Boats (should show a number)`)).toHaveLength(1)
})
