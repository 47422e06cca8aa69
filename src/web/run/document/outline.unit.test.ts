import { describe, expect, it } from 'vitest'
import type { DocumentRow, RunDocument } from '../../../contract/index.ts'
import { headingsAbove, outlineOf, rowOfLine, rowsWith } from './outline.ts'

const words = (text: string) => [{ is: 'text', text } as const]
const heading = (line: number, level: number, text: string): DocumentRow => ({
  is: 'heading',
  line,
  section: `s${line}`,
  level,
  role: 'do',
  procedure: null,
  words: words(text),
})
const step = (line: number, id: string): DocumentRow => ({ is: 'step', line, depth: 0, step: id, words: words(id) })
const text = (line: number, said: string): DocumentRow => ({
  is: 'text',
  line,
  depth: 0,
  marker: null,
  quote: 0,
  words: [{ is: 'strong', inside: words(said) }],
})

const rows = [
  heading(1, 1, 'Release'),
  heading(3, 3, 'Deploy'),
  step(5, 'stop'),
  text(7, 'Wait for QUIET'),
  heading(9, 2, 'Check'),
  step(11, 'look'),
]
const document = {
  rows,
  steps: {
    stop: { command: 'systemctl stop app', expectations: [{ id: 'e', text: 'inactive', line: 6 }] },
    look: { command: null, expectations: [] },
  },
} as unknown as RunDocument
const outline = outlineOf(document)

describe('the outline of a document', () => {
  it('knows where each step stands and under which heading', () => {
    expect([...outline.rowOfStep]).toEqual([
      ['stop', 2],
      ['look', 5],
    ])
    expect(outline.headingOf).toEqual([0, 1, 1, 1, 4, 4])
    expect(outline.steps).toEqual(['stop', 'look'])
  })

  it('knows the headings above a row, also where the document leaves a level out', () => {
    expect(headingsAbove(outline, 2)).toEqual([0, 1])
    expect(headingsAbove(outline, 4)).toEqual([0])
    expect(headingsAbove(outline, 5)).toEqual([0, 4])
    expect(headingsAbove(outline, 0)).toEqual([])
  })

  it('leads from a line to the row that it is in', () => {
    expect([1, 2, 5, 6, 11, 999].map((line) => rowOfLine(outline, line))).toEqual([0, 0, 2, 2, 5, 5])
  })

  it('finds words in prose, commands and expectations, however they are written', () => {
    expect(rowsWith(document, 'quiet')).toEqual([3])
    expect(rowsWith(document, 'SYSTEMCTL')).toEqual([2])
    expect(rowsWith(document, 'inactive')).toEqual([2])
    expect(rowsWith(document, ' ')).toEqual([])
  })
})
