import { describe, expect, it } from 'vitest'
import type { RunDocument, RunView, StepDocument } from '../../../contract/index.ts'
import { aStep, aView } from '../../../testing/run-view.ts'
import { fewSteps, opensAtFirst, rowsOf, timelineOf } from './layout.ts'
import { barOf, placeOf, ticksOf } from './scale.ts'
import { stepWords } from './words.ts'

const minute = 60_000

/** A document of sections with so many steps each, all of a minute. */
function released(perSection: readonly number[]) {
  const sections: RunDocument['sections'] = [
    { id: 'top', title: 'Deploy', level: 1, role: 'reference', line: 1, parent: null, condition: null, steps: 0 },
    ...perSection.map((steps, at) => ({
      id: `s${at}`,
      title: `Part ${at + 1}`,
      level: 2,
      role: 'deploy',
      line: at + 2,
      parent: 'top',
      condition: null,
      steps,
    })),
    // What stands deeper belongs to the part around it.
    { id: 'deep', title: 'Deeper', level: 3, role: 'deploy', line: 99, parent: 's0', condition: null, steps: 0 },
  ]
  const steps: Record<string, StepDocument> = {}
  const timeline: RunView['timeline'] = []
  perSection.forEach((count, part) => {
    for (let at = 0; at < count; at++) {
      const id = `p${part}-${at}`
      const number = timeline.length + 1
      const from = timeline.length * minute
      steps[id] = {
        id,
        number,
        title: `Step ${number}`,
        section: part === 0 && at === 1 ? 'deep' : `s${part}`,
        procedure: null,
      } as StepDocument
      timeline.push({ step: id, planned: { from, to: from + minute }, actual: null, critical: true })
    }
  })
  const document = { title: 'Deploy', sections, steps } as RunDocument
  return { document, timeline }
}

describe('the timeline', () => {
  it('puts what is planned and what was side by side on one scale', () => {
    const { document, timeline } = released([2])
    const first = { ...timeline[0], actual: { from: 0, to: 2 * minute } } as RunView['timeline'][number]
    const view = aView({ timeline: [first, ...timeline.slice(1)], steps: { 'p0-0': aStep('passed') } })
    const { groups, span } = timelineOf(view, document, 2 * minute)
    const [step] = groups[0]?.steps ?? []
    expect(span.from).toBe(0)
    expect(step?.actualBar?.width).toBeCloseTo((step?.plannedBar?.width ?? 0) * 2)
    expect(step?.late).toBe(minute)
    expect(stepWords(step as never)).toBe(
      'planned 1 min 00 s, took 2 min 00 s, 1 min 00 s later than planned, on the critical path',
    )
  })

  it('draws what runs up to now, and says nothing of how late it is', () => {
    const { document, timeline } = released([1])
    const running = { ...timeline[0], actual: { from: 0, to: null } } as RunView['timeline'][number]
    const view = aView({ timeline: [running], steps: { 'p0-0': aStep('running') } })
    const at = timelineOf(view, document, 5 * minute)
    const [step] = at.groups[0]?.steps ?? []
    expect(step).toMatchObject({ running: true, late: null })
    expect((step?.actualBar?.left ?? 0) + (step?.actualBar?.width ?? 0)).toBeCloseTo(placeOf(5 * minute, at.span))
    expect(at.marks.find(({ is }) => is === 'now')?.left).toBeCloseTo(placeOf(5 * minute, at.span))
  })

  it('has no line of now when the run is over', () => {
    const { document, timeline } = released([1])
    const view = aView({ timeline, status: 'ended', outcome: 'done', updatedAt: minute })
    expect(timelineOf(view, document, 9 * minute).marks).toEqual([])
  })

  it('shows a time of watching up to its end, also beyond the last step', () => {
    const { document, timeline } = released([1])
    const soak = {
      id: 'k',
      title: 'Watch',
      startedAt: minute,
      endsAt: 60 * minute,
      phase: 'watching',
    } as RunView['soaks'][number]
    const { span, soaks } = timelineOf(aView({ timeline, soaks: [soak] }), document, 2 * minute)
    expect(span.to).toBeGreaterThanOrEqual(60 * minute)
    expect(soaks[0]?.bar.left).toBeCloseTo(placeOf(minute, span))
  })

  it('gathers steps by the part of the document that people know', () => {
    const { document, timeline } = released([3, 2])
    const { groups } = timelineOf(aView({ timeline }), document, 0)
    expect(groups.map(({ title, steps }) => [title, steps.length])).toEqual([
      ['Part 1', 3],
      ['Part 2', 2],
    ])
  })

  it('shows all steps of few, and of thousands only the part at work where that is small', () => {
    const few = released([3, 3])
    const small = timelineOf(aView({ timeline: few.timeline }), few.document, 0)
    expect(rowsOf(small, (section) => opensAtFirst(small, section))).toHaveLength(8)

    const many = released([1500, fewSteps, 1500])
    const view = aView({ timeline: many.timeline, steps: { 'p1-3': aStep('running'), 'p2-0': aStep('failed') } })
    const large = timelineOf(view, many.document, 0)
    expect(rowsOf(large, (section) => opensAtFirst(large, section))).toHaveLength(3 + fewSteps)
  })
})

describe('a scale of time', () => {
  const span = { from: 0, to: 60 * minute }

  it('keeps a bar within its width, and what is short to be seen', () => {
    expect(barOf({ from: 0, to: 1 }, span)).toEqual({ left: 0, width: 0.4 })
    expect(barOf({ from: 60 * minute, to: 60 * minute }, span)).toEqual({ left: 99.6, width: 0.4 })
    expect(barOf({ from: -5 * minute, to: 90 * minute }, span)).toEqual({ left: 0, width: 100 })
  })

  it('writes few round times, however long the run', () => {
    expect(ticksOf(span, 6)).toEqual([0, 10, 20, 30, 40, 50, 60].map((at) => at * minute))
    for (const hours of [0.01, 1, 30, 24 * 400])
      expect(ticksOf({ from: 1234, to: 1234 + hours * 3_600_000 }, 6).length).toBeLessThanOrEqual(7)
  })

  it('is round by the clock of whoever looks', () => {
    const [first = 0] = ticksOf({ from: 0, to: 6 * 60 * minute }, 3, 30 * minute)
    expect(first % (60 * minute)).toBe(30 * minute)
  })
})
