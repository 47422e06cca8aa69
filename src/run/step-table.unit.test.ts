import { describe, expect, it } from 'vitest'
import { aPlan } from '../testing/plans.ts'
import fc from '../testing/properties.ts'
import { ada, aRun } from '../testing/scenario.ts'
import { advance } from './advance.ts'
import { digestOf } from './chain.ts'
import { untouched } from './initial.ts'
import type { StepState, StepTable } from './state.ts'
import { stepTable } from './step-table.ts'

const ids = (count: number) => Array.from({ length: count }, (_, at) => `step ${at}`)
const ordinals = (count: number) => new Map(ids(count).map((id, at) => [id, at]))

describe('The table of steps', () => {
  it('answers like a map, at every size, and keeps what it was before', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(1, 31, 32, 33, 1024, 1025, 3000),
        fc.array(fc.tuple(fc.nat(), fc.string()), { maxLength: 40 }),
        (size, writes) => {
          const map = new Map<string, StepState>()
          let table = stepTable(ordinals(size), untouched)
          for (const [at, reason] of writes) {
            const id = `step ${at % size}`
            const before = table
            const was = before.get(id)
            table = table.set(id, { ...untouched, reason })
            map.set(id, { ...untouched, reason })
            expect(before.get(id)).toBe(was)
          }
          for (const id of ids(size)) expect(table.get(id)).toEqual(map.get(id) ?? untouched)
        },
      ),
      { numRuns: 50 },
    )
  })

  it('tells which steps are other than in an earlier table, and no others', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(1, 32, 33, 1025, 3000),
        fc.array(fc.nat(), { maxLength: 20 }),
        fc.array(fc.nat(), { maxLength: 20 }),
        (size, first, then) => {
          const write = (table: StepTable, places: readonly number[], reason: string) =>
            places.reduce((to, at) => to.set(`step ${at % size}`, { ...untouched, reason }), table)
          const before = write(stepTable(ordinals(size), untouched), first, 'before')
          const after = write(before, then, 'after')
          const changed = new Set(then.map((at) => `step ${at % size}`))
          expect([...after.changedSince(before)].sort()).toEqual([...changed].sort())
          expect(before.changedSince(before)).toEqual([])
        },
      ),
      { numRuns: 50 },
    )
  })

  it('knows no step that the plan has not', () => {
    expect(() => stepTable(ordinals(3), untouched).get('another')).toThrow('no step another')
  })
})

describe('Finding what comes next', () => {
  const looks = (size: number) => {
    const steps = Array.from({ length: size }, (_, at) => ({ title: `command ${at}`, run: ['make'] }))
    const run = aRun(aPlan({ sections: [{ title: 'Deploy', steps }] }))
    for (let at = 0; at < size - 1; at += 1) {
      run.advance()
      run.end()
    }
    let gets = 0
    const counted = (table: StepTable): StepTable => ({
      get: (step) => {
        gets += 1
        return table.get(step)
      },
      set: (step, state) => counted(table.set(step, state)),
      changedSince: table.changedSince,
    })
    const events = advance(
      { ...run.state, steps: counted(run.state.steps) },
      { terminal: false },
      {
        now: 0,
        run: 'r1',
        by: ada,
        newId: String,
        digestOf,
      },
    )
    expect(events).toMatchObject([{ type: 'StepStarted', step: `command ${size - 1}` }])
    return gets
  }

  it('looks at as many steps at the end of a long plan as at the end of a short one', () => {
    expect(looks(400)).toBe(looks(4))
  })
})
