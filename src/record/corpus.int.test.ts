import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { bytesOf, type Judged, read, sourceOf } from '../read/index.ts'
import { judge } from '../read/judge/index.ts'
import { knownDocuments, noneKnown, ofKnown } from '../testing/known-documents.ts'
import { settled, toyRun } from '../testing/toy-run.ts'
import { appended, apply, type Edit, edits, markdown, unapply } from './index.ts'

/** Every document, read once. */
const readings = knownDocuments.map((path) => {
  const bytes = readFileSync(path)
  const source = sourceOf(path, bytes, createHash('sha256').update(bytes).digest('hex'))
  return { path, source, ...read(source) }
})

/** One by which boxes are ticked and blanks filled, one by which boxes are struck; both with remarks. */
const outcomes = ['accepted', 'skipped'] as const

/**
 * What must be the same in a document and its record: every block, what it is and on which lines it stands. An item that
 * is nothing but a blank (`- ____`) holds a rule for the reader, until it is filled in.
 */
const skeleton = ({ document: { blocks } }: Judged) =>
  blocks
    .filter(({ kind, parent }) => kind !== 'rule' || parent === null)
    .map(({ kind, parent, span }) => {
      const around = parent === null ? null : blocks[parent]
      return `${kind} in ${around ? `${around.kind} of line ${around.span.line}` : 'the document'}, lines ${span.line}-${span.endLine}`
    })

/** A struck box outside of a list is no box for the reader, so it looks at what stands around it. */
const withoutStrikes = (made: readonly Edit[]) =>
  made.map((edit) => (/^(?:\[-\]|☒)$/.test(edit.text) ? { ...edit, text: edit.before } : edit))

describe(ofKnown('the record of a document as it is read'), () => {
  it.skipIf(noneKnown)('of a run in which nothing was filled in is the source and the appended section', () => {
    expect(readings.length).toBeGreaterThan(200)
    for (const { path, source, plan } of readings) {
      const { state, history } = toyRun(source.text, [], plan, { source })
      expect(markdown(state, history)).toBe(source.text + appended(state, history))
      expect(
        Buffer.compare(bytesOf({ ...source, text: apply(source.text, edits(state)) }), readFileSync(path)),
        path,
      ).toBe(0)
    }
  })

  it.skipIf(noneKnown).each(outcomes)(
    'in which all is %s keeps every block, and leads back to the source',
    (outcome) => {
      for (const { path, source, plan, judged } of readings) {
        const acts = plan.steps.map(({ id, blanks }) =>
          settled(
            id,
            outcome,
            'a | `reason` *',
            blanks.map(({ label }) => `value of ${label}`),
          ),
        )
        const { state } = toyRun(source.text, acts, plan, { source })
        const made = edits(state)
        const filled = apply(source.text, made)
        expect(unapply(filled, made), path).toBe(source.text)
        expect(skeleton(judge({ ...source, text: apply(source.text, withoutStrikes(made)) })), path).toEqual(
          skeleton(judged),
        )
      }
    },
  )

  it.skipIf(noneKnown)('ends with a section that no open fence or comment swallows', () => {
    for (const { path, source, plan } of readings) {
      const { state, history } = toyRun(source.text, [], plan, { source })
      const titles = judge({ ...source, text: markdown(state, history) }).sections.map(({ title }) => title)
      expect(titles, path).toContain('Record')
    }
  })
})
