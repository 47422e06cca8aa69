import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Source, Span } from '../plan/index.ts'
import { knownDocuments, noneKnown, ofKnown } from '../testing/known-documents.ts'
import { lineFinder } from '../testing/line-finder.ts'
import { read, sourceOf } from './index.ts'
import { account } from './plan/index.ts'

const documents = (): Source[] =>
  knownDocuments.map((file) => {
    const bytes = readFileSync(file)
    return sourceOf(path.basename(file), bytes, createHash('sha256').update(bytes).digest('hex'))
  })

/** Every span that a reading holds, found by its shape. */
function* spans(value: unknown): Generator<Span> {
  if (typeof value !== 'object' || value === null) return
  if ('start' in value && 'end' in value && 'endLine' in value) yield value as Span
  for (const inner of Object.values(value)) yield* spans(inner)
}

describe.skipIf(noneKnown)(ofKnown('every document of the corpus'), () => {
  const sources = documents()
  const readings = new Map(sources.map((source) => [source, read(source)] as const))
  const reading = (source: Source) => readings.get(source) ?? read(source)

  it('is read, with nothing of it skipped silently', () => {
    const missing = sources.flatMap((source) => {
      const { plan, judged } = reading(source)
      return account(plan, judged).missing.map((span) => `${source.path}:${span.line}`)
    })
    expect(sources.length).toBeGreaterThan(200)
    expect(missing).toEqual([])
  })

  it('is accounted for: every block of code and every box is a step, on the shelf, or shown with the reason', () => {
    for (const source of sources) {
      const { plan, judged } = reading(source)
      const { fences, boxes, steps, shelf, shown } = account(plan, judged)
      expect(fences + boxes, source.path).toBe(steps + shelf + shown.reduce((sum, one) => sum + one.count, 0))
    }
  })

  it('has spans that lie inside it, on the lines that they name', () => {
    const wrong = sources.flatMap((source) => {
      const lineOf = lineFinder(source.text)
      return [...spans(reading(source).plan)]
        .filter(
          ({ start, end, line, endLine }) =>
            start < 0 || end < start || end > source.text.length || lineOf(start) !== line || endLine < line,
        )
        .map((span) => `${source.path} ${JSON.stringify(span)}`)
    })
    expect(wrong).toEqual([])
  })

  it('has statements and placeholders that are the source at their span, less the indentation of what holds them', () => {
    const wrong = sources.flatMap((source) =>
      reading(source).plan.steps.flatMap((step) =>
        (step.command?.statements ?? []).flatMap((statement) => {
          const rows = source.text.slice(statement.span.start, statement.span.end).split(/\r\n|\n|\r/)
          const lines = statement.source.split('\n')
          const off = lines.some((line, at) => {
            const row = rows[at] ?? ''
            return at === 0
              ? row !== line
              : !row.endsWith(line) || !/^[\s>]*$/.test(row.slice(0, row.length - line.length))
          })
          const holes = statement.placeholders.filter(
            ({ span, text }) => source.text.slice(span.start, span.end) !== text,
          )
          return [
            ...(off || rows.length !== lines.length ? [`${source.path}:${statement.span.line} ${lines[0]}`] : []),
            ...holes.map((hole) => `${source.path}:${hole.span.line} ${hole.text}`),
          ]
        }),
      ),
    )
    expect(wrong).toEqual([])
  })

  it('has steps with existing parents, known sections, unique identities, and blocks that hold each main step once', () => {
    for (const source of sources) {
      const { plan } = reading(source)
      const ids = new Set(plan.steps.map((step) => step.id))
      const sections = new Set(plan.sections.map((section) => section.id))
      expect(ids.size, source.path).toBe(plan.steps.length)
      expect(sections.size, source.path).toBe(plan.sections.length)
      const top = plan.steps.filter((step) => step.parent === null).map((step) => step.id)
      const placed = [
        ...plan.main.flatMap((block) => block.steps),
        ...plan.procedures.flatMap((procedure) => procedure.blocks.flatMap((block) => block.steps)),
        ...plan.shelf.flatMap((entry) => entry.step ?? []),
      ]
      expect(placed.slice().sort(), source.path).toEqual(top.slice().sort())
      for (const step of plan.steps) {
        expect(sections.has(step.section), source.path).toBe(true)
        if (step.parent !== null) expect(plan.steps.find((one) => one.id === step.parent)?.children).toContain(step.id)
      }
    }
  })

  it('gives the same plan each time', () => {
    // The words that it was read with are functions: they are made for each reading, and equal to none.
    const told = ({ judged, ...rest }: ReturnType<typeof read>) => ({
      ...rest,
      judged: { ...judged, vocabulary: null },
    })
    for (const source of sources) expect(told(read(source))).toEqual(told(reading(source)))
  })
})
