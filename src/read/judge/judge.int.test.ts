import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Source } from '../../plan/index.ts'
import { knownDocuments, noneKnown, ofKnown } from '../../testing/known-documents.ts'
import { toReading } from '../reading.ts'
import { bytesOf, sourceOf } from '../source.ts'
import { judge } from './index.ts'

const all = knownDocuments.map((file) => {
  const source: Source = sourceOf(path.basename(file), readFileSync(file), '')
  return { source, judged: judge(source) }
})

describe.skipIf(noneKnown)(ofKnown('every real document'), () => {
  it('comes back byte for byte', () => {
    const changed = knownDocuments.filter((file) => {
      const bytes = readFileSync(file)
      return !bytes.equals(bytesOf(sourceOf(file, bytes, '')))
    })
    expect(changed).toEqual([])
  })

  it('has boxes, cells, code lines and code spans that are exactly their text', () => {
    const wrong: string[] = []
    for (const { source, judged } of all) {
      const { document } = judged
      const at = (span: { start: number; end: number }) => source.text.slice(span.start, span.end)
      for (const block of document.blocks) {
        const named = `${source.path}:${block.span.line}`
        if (at(block.span).trim() === '') wrong.push(`${named} ${block.kind} of nothing`)
        if (block.kind === 'code' && block.lines.some((line) => at(line.span) !== line.text)) wrong.push(named)
        if ('text' in block && block.text.code.some((code) => at(code.span) !== code.text)) wrong.push(named)
        const boxes =
          block.kind === 'item' ? block.boxes : block.kind === 'row' ? block.cells.flatMap((c) => c.boxes) : []
        if (boxes.some((box) => !/^(?:\\?\[.?\\?\]|[☐☑☒⬜🔲🗹□]\uFE0F?)$/u.test(at(box.span)))) wrong.push(named)
      }
    }
    expect(wrong).toEqual([])
  })

  it('leaves no line that is not blank outside of every block', () => {
    const left = all.flatMap(({ source, judged }) => {
      const { blocks, lineStarts } = judged.document
      const held = new Set<number>()
      for (const { span } of blocks) for (let line = span.line; line <= span.endLine; line++) held.add(line)
      return lineStarts.flatMap((start, at) => {
        const text = source.text.slice(start, lineStarts[at + 1]).replace(/[>\s\uFEFF]/g, '')
        return text === '' || held.has(at + 1) ? [] : [`${source.path}:${at + 1} ${text.slice(0, 40)}`]
      })
    })
    expect(left).toEqual([])
  })

  it('has a reading whose lines exist, are not blank, and hold what they name', () => {
    const wrong: string[] = []
    for (const { source, judged } of all) {
      const lines = source.text.split(/\r\n|\r|\n/)
      const reading = toReading(judged)
      const starts = new Set(reading.commands.map((command) => command.start))
      const blank = (line: number) => (lines[line - 1] ?? '').trim() === ''
      for (const [name, entries] of Object.entries(reading)) {
        if (!Array.isArray(entries)) continue
        for (const entry of entries) {
          const [from, to] = name === 'commands' ? [entry.start, entry.end] : [entry.line, entry.line]
          if (blank(from) || blank(to) || to < from) wrong.push(`${source.path} ${name} ${JSON.stringify(entry)}`)
        }
      }
      for (const { line, text } of reading.placeholders)
        if (!lines[line - 1]?.includes(text)) wrong.push(`${source.path}:${line} ${text}`)
      for (const { line, on } of reading.expectations)
        if (on !== null && !starts.has(on)) wrong.push(`${source.path}:${line} on ${on}`)
    }
    expect(wrong).toEqual([])
  })
})
