import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rehearse } from './rehearse.ts'

/** Sections of ten commands each. */
const commands = (count: number) =>
  `# Release\n${Array.from({ length: count }, (_, at) => `${at % 10 === 0 ? `\n## Deploy part ${at / 10}\n` : ''}\n\`\`\`bash\nmake part-${at}\n\`\`\`\n`).join('')}`

/** Sections of a hundred boxes each. */
const boxes = (count: number) =>
  `# Release\n${Array.from({ length: count }, (_, at) => `${at % 100 === 0 ? `\n## Check part ${at / 100}\n\n` : ''}- [ ] Item ${at} is right\n`).join('')}`

describe('work grows with the document and no faster', () => {
  let folder = ''
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'holdpoint-growth-'))
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  /** Events and questions of a rehearsal to the end. */
  const work = async (name: string, text: string) => {
    const path = join(folder, name)
    writeFileSync(path, text)
    const { stop, history, asked, plan } = await rehearse(folder, path)
    if (typeof stop === 'string') throw new Error(stop)
    expect(stop.state.outcome).toBe('done')
    const bytes = history.slice(1).reduce((sum, { event }) => sum + JSON.stringify(event).length, 0)
    return { steps: plan.steps.length, events: history.length, asked, bytes }
  }

  it('3,000 commands', async () => {
    const small = await work('300.md', commands(300))
    const large = await work('3000.md', commands(3000))
    expect(large.steps).toBe(3000)
    // A start, an end and what settles a step; a constant for the run itself.
    expect(large.events - small.events).toBe(3 * 2700)
    expect(large.asked).toBe(small.asked)
    expect(large.bytes / small.bytes).toBeLessThan(11)
  })

  it('10,000 items', async () => {
    const small = await work('1000-items.md', boxes(1000))
    const large = await work('10000-items.md', boxes(10_000))
    expect(large.steps).toBe(10_000)
    expect(large.asked).toBe(10 * small.asked)
    expect(large.bytes / small.bytes).toBeLessThan(11)
  })
})
