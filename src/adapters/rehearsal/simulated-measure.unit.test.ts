import { describe, expect, it } from 'vitest'
import { read } from '../../read/index.ts'
import type { Degraded } from './degraded.ts'
import { simulatedMeasure } from './simulated-measure.ts'

const row = (target: string) =>
  `## Monitoring (first hour)\n| Metric | Target | Actual |\n|---|---|---|\n| Disk <!-- check: disk . free>1GB --> | ${target} | ___ |\n`

const printed = (target: string, fits: (words: string) => boolean) => {
  const { plan } = read({ path: 'M.md', text: row(target), digest: 'd', encoding: 'utf8' })
  const check = plan.steps.find(({ command }) => command !== null)
  return check === undefined ? null : simulatedMeasure(plan, check, { fits } as Degraded)
}

describe('what a look in a row of metrics prints in a rehearsal', () => {
  it('is a value that meets its target', () => {
    expect(printed('> 1 GB', () => false)).toBe('met: measured, was 2 GB\n')
    expect(printed('< 80%', () => false)).toBe('met: measured, was 40 %\n')
  })

  it('misses it where the measure is to be worse', () => {
    expect(printed('> 1 GB', (words) => words === 'Disk')).toBe('met: measured, was 0.5 GB\n')
  })

  it('is nothing where the row has no target', () => {
    expect(printed('as before', () => false)).toBe('')
  })
})
