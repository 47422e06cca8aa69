import { expect, it } from 'vitest'
import type { RunbookView } from '../../contract/runbook.ts'
import { stretchesOf } from './lines.ts'

const view = (text: string) =>
  ({
    text,
    document: { rows: [{ is: 'rule', line: 2 }] },
    findings: [{ line: 3, rule: 'x' }],
    suggestions: [{ line: 5, check: 'tcp a:1' }],
  }) as unknown as RunbookView

it('puts what was understood beside the lines that it stands for, whatever ends them', () => {
  for (const end of ['\n', '\r\n', '\r']) {
    const found = stretchesOf(view(['# Go', '---', 'x', 'y', 'z', ''].join(end)))
    expect(found.map(({ lines }) => lines.map(({ number, text }) => `${number} ${text}`))).toEqual([
      ['1 # Go'],
      ['2 ---', '3 x'],
      ['4 y', '5 z'],
    ])
    expect(found.map(({ rows, findings, suggestions }) => [rows.length, findings.length, suggestions.length])).toEqual([
      [0, 0, 0],
      [1, 1, 0],
      [0, 0, 1],
    ])
  }
})

it('cuts a long block, of which only what is in sight is drawn', () => {
  const found = stretchesOf({
    ...view(Array.from({ length: 100 }, () => 'x').join('\n')),
    findings: [],
    suggestions: [],
  })
  expect(Math.max(...found.map(({ lines }) => lines.length))).toBe(40)
  expect(found.flatMap(({ lines }) => lines)).toHaveLength(100)
})
