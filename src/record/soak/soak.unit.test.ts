import { describe, expect, it } from 'vitest'
import { aSoakRun, hour, minute } from '../../testing/soak-run.ts'
import { facts } from '../facts.ts'
import { htmlPage } from '../html/page.ts'
import { json } from '../json.ts'
import { tables } from '../tables.ts'
import { seriesOf } from './facts.ts'

const document = `# Release

## Monitoring (first hour)
<!-- soak: every=1m failures=9 missed=9 -->
\`\`\`bash
# CPU
./cpu-percent
\`\`\`

### Alerts
- CPU > 80%
`

const watched = (reading: (attempt: number) => string | undefined) => {
  const run = aSoakRun(document, {
    ends: (_, attempt) => {
      const value = reading(attempt)
      return value === undefined ? {} : { reading: value }
    },
  })
  run.go()
  return run
}

const rows = (run: ReturnType<typeof aSoakRun>, title: string) =>
  tables(facts(run.state, run.journal)).find((table) => table.title.startsWith(title))?.rows ?? []

describe('the record of a soak', () => {
  it('tells each sample, and of many the green ones that follow each other in one row, with what they saw', () => {
    const run = watched((attempt) => (attempt === 30 ? '91 %' : `${10 + (attempt % 5)} %`))
    run.watch()
    const told = rows(run, 'Samples of')
    expect(told.map(([, sample, seen]) => [sample, seen])).toEqual([
      ['29 green', 'CPU: 10 % to 14 %'],
      ['red', 'CPU: 91 %: “CPU > 80%”'],
      ['30 green', 'CPU: 10 % to 14 %'],
    ])
    expect(rows(run, 'Soaks')[0]?.slice(0, 2)).toEqual(['Monitoring (first hour)', 'met'])
  })

  it('names what was missed', () => {
    const run = watched(() => '10 %')
    run.later(5 * minute)
    run.go()
    expect(rows(run, 'Samples of').map((row) => row[3])).toEqual(['4'])
  })

  it('as data has every sample with its values', () => {
    const run = watched(() => '10 %')
    run.watch(run.now() + 3 * minute)
    const [soak] = json(run.state, run.journal).soaks
    expect(soak?.samples.map(({ verdict, looks }) => [verdict, looks[0]?.value])).toEqual([
      ['green', '10 %'],
      ['green', '10 %'],
      ['green', '10 %'],
    ])
  })

  it('draws what was measured with the bounds of the document; nothing of it can be markup', () => {
    const run = watched((attempt) => `${attempt} %`)
    run.watch(run.now() + hour)
    const told = facts(run.state, run.journal)
    expect(seriesOf(run.state, told.soaks[0] as (typeof told.soaks)[number])).toMatchObject([
      { name: 'CPU', unit: '%', bounds: [{ words: 'alert > 80%', value: 80 }] },
    ])
    const page = htmlPage(run.state, run.journal, () => null)
    expect(page).toContain('<title>CPU</title><desc>60 values from 1 to 60 %')
    expect(page.match(/<svg [^>]*role="img"/g)).toHaveLength(2)
    expect(page).not.toContain('<script')
  })

  it('draws a week of samples in bounded space, and what stands out stays', () => {
    const text = document.replace('first hour', 'first week').replace('every=1m', 'every=1h')
    const run = aSoakRun(text, { ends: (_, attempt) => ({ reading: attempt === 77 ? '79 %' : '10 %' }) })
    run.watch()
    const page = htmlPage(run.state, run.journal, () => null)
    const points = /points="([^"]*)"/.exec(page)?.[1]?.split(' ') ?? []
    expect(points.length).toBeLessThanOrEqual(320)
    expect(new Set(points.map((point) => point.split(',')[1])).size).toBe(2)
  })
})
