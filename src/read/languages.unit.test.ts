import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { judge } from './judge/index.ts'
import { toReading } from './reading.ts'
import { sourceOf } from './source.ts'

const languages = ['de', 'fr', 'es', 'pt', 'it', 'ru', 'zh', 'ja', 'ko']
const folder = join(import.meta.dirname, 'languages')

/** What is read of a document, by category; conditions are no part of a reading in lines, and asked of people. */
function readingOf(file: string): Readonly<Record<string, readonly unknown[]>> {
  const judged = judge(sourceOf(file, readFileSync(join(folder, file)), ''))
  const { doc: _, ...reading } = toReading(judged)
  return { ...reading, conditions: judged.conditions.map(({ span }) => ({ line: span.line })) }
}

/** Each entry with the words of its line, so that a difference can be read. */
const told = (lines: readonly string[], entries: readonly unknown[]) =>
  entries
    .map((entry) => {
      const { line, start } = entry as { line?: number; start?: number }
      return `${JSON.stringify(entry)} ${lines[(line ?? start ?? 1) - 1]}`
    })
    .sort()

describe.each(languages)('the same release told in %s is read as a native reader labelled it', (language) => {
  const { doc, ...labels } = JSON.parse(readFileSync(join(folder, `${language}.json`), 'utf8'))
  const reading = readingOf(doc)
  const lines = readFileSync(join(folder, doc), 'utf8').split('\n')
  it.each(Object.keys(labels))('%s', (category) => {
    expect(told(lines, reading[category] ?? [])).toEqual(told(lines, labels[category]))
  })
})
