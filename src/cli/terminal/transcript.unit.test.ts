import { describe, expect, it } from 'vitest'
import { read, sourceOf } from '../../read/index.ts'
import { aRun, ran, type Scenario } from '../../testing/scenario.ts'
import type { Caps } from './caps.ts'
import { cells } from './cells.ts'
import { liveLines } from './live-view.ts'
import { look } from './look.ts'
import { Tail } from './tail.ts'
import { Tally } from './tally.ts'
import { type Place, transcriptLines } from './transcript.ts'

const wide: Caps = { interactive: true, colour: false, unicode: true, plain: false, width: 80, height: 24 }

const document = `# Release

- [ ] Everybody knows

## Deploy

\`\`\`bash
make deploy
\`\`\`

Look at the page:

\`\`\`bash
# Fetch the first page
curl -s http://localhost/
\`\`\`

Expected: page of 30
`

const planOf = (text: string) => read(sourceOf('D.md', new TextEncoder().encode(text), '0'.repeat(64))).plan

/** The transcript of everything that a run has seen, as one text. */
function transcript(run: Scenario, caps: Partial<Caps> = {}): string {
  let place: Place = { section: null }
  const all: string[] = []
  for (const recorded of run.journal) {
    const next = transcriptLines(recorded, run.state, place, look({ ...wide, ...caps }))
    place = next.place
    all.push(...next.lines)
  }
  return all.join('\n')
}

const deployed = () => {
  const run = aRun(planOf(document))
  run.advance()
  run.answer('confirm', 'done')
  run.advance()
  run.end()
  return run
}

describe('a transcript', () => {
  it('begins with what the run is and where its commands run', () => {
    expect(
      transcript(aRun(planOf(document)))
        .split('\n')
        .slice(0, 3),
    ).toEqual(['Release', 'D.md, 3 steps', 'Run r1 in /srv/app'])
  })

  it('shows the exact command before it runs, and says once what a step is', () => {
    const text = transcript(deployed())
    expect(text).toContain('▸ 2 line 8\n    $ make deploy\n✓ 2 passed')
    expect(text.match(/make deploy/g)).toHaveLength(1)
  })

  it('says which statuses curl received, also when it ended well', () => {
    const run = deployed()
    run.advance()
    run.end({ statements: [{ ...ran(0, 0), http: [503, 200] }] })
    expect(transcript(run)).toContain('    HTTP 503, then 200, line 15.')
  })

  it('puts a heading before the first thing of a section, and none where a section has no title', () => {
    const lines = transcript(deployed()).split('\n')
    expect(lines.filter((line) => line === 'Deploy')).toHaveLength(1)
    for (const [at, line] of lines.entries()) if (line === '') expect(lines[at + 1]?.trim()).toBeTruthy()
  })

  it('says an item that was ticked in one line, without whoever sits in front of it', () => {
    const text = transcript(deployed())
    expect(text).toContain('✓ 1 Everybody knows\n')
    expect(text).not.toContain('Ada')
  })

  it('leaves out what is not part of this run; its beginning says that there is more', () => {
    const run = aRun(planOf(document), { only: ['Deploy'] })
    run.advance()
    const text = transcript(run)
    expect(text).toContain('Only a part of it: sections about "Deploy". The record says so.')
    expect(text).not.toContain('Everybody knows')
  })

  it('names another person who acted', () => {
    const run = aRun(planOf(document))
    run.advance()
    const [step] = run.state.plan.steps
    const grace = { kind: 'person', id: 'grace', name: 'Grace Hopper', key: null } as const
    run.act({ type: 'Tick', steps: [step?.id ?? ''], as: 'done', reason: null, values: [] }, grace)
    expect(transcript(run)).toContain('✓ 1 Everybody knows, Grace Hopper')
  })

  it('says what failed, where, and what was not reached', () => {
    const run = aRun(planOf('# R\n\n## Deploy\n```bash\nmake\nmake install\n```\n'))
    run.advance()
    run.end({ status: 2, statements: [ran(0, 2)], notReached: [1] })
    expect(transcript(run)).toContain('Exit status 2, line 5.\n    Not reached: line 6.')
    run.answer('failure', 'retry')
    expect(transcript(run)).toMatch(/\n {2}→ Retry$/)
    expect(transcript(run, { plain: true, unicode: false })).toMatch(/\n {2}Answer: Retry$/)
  })

  it('has no line wider than a narrow window but commands, which are never cut', () => {
    const lines = transcript(deployed(), { width: 24 }).split('\n')
    for (const line of lines) expect(cells(line)).toBeLessThanOrEqual(24)
  })

  it('shows a long command whole: it runs', () => {
    const words = Array.from({ length: 30 }, (_, at) => `--option-${at}`)
    const run = aRun(planOf(`# R\n\n## Deploy\n\n\`\`\`bash\nmake ${words.join(' ')}\n\`\`\`\n`))
    run.advance()
    const text = transcript(run)
    for (const word of words) expect(text).toContain(word)
    for (const line of text.split('\n')) expect(cells(line)).toBeLessThanOrEqual(80)
  })

  it('is in words with --plain', () => {
    const text = transcript(deployed(), { plain: true, unicode: false })
    expect(text).toContain('Running step 2, line 8: make deploy')
    expect(text).toContain('Passed: 2 passed')
    expect(text).not.toMatch(/[^\p{ASCII}]/u)
  })
})

describe('the live lines', () => {
  const live = (caps: Partial<Caps> = {}, notice: readonly string[] | null = null) => {
    const run = aRun(planOf(document))
    run.advance()
    run.answer('confirm', 'done')
    run.advance()
    const tally = new Tally()
    tally.begin(run.state)
    const tail = new Tail(200)
    for (let line = 1; line <= 100; line++) tail.add(`output ${line}`)
    const happening = { tally, tail, rest: '', statement: 0, waiting: null, notice }
    return liveLines(run.state, happening, 1_000 * 60, look({ ...wide, ...caps }))
  }

  it('say what runs, how far the run is, what is next, and which key stops it', () => {
    const text = live().join('\n')
    expect(text).toContain('step 2 make deploy')
    expect(text).toContain('1 of 3 done · 2 left')
    expect(text).toContain('next: 3 ')
    expect(text).toContain('Ctrl-C')
  })

  it('show the end of the output', () => {
    expect(live().join('\n')).toContain('│ output 100')
    expect(live().join('\n')).not.toContain('output 50')
  })

  it.each([
    [40, 15],
    [20, 5],
    [200, 50],
  ])('fit a window of %i by %i', (width, height) => {
    const lines = live({ width, height })
    expect(lines.length).toBeLessThan(height)
    for (const line of lines) expect(cells(line)).toBeLessThan(width)
  })

  /** What is live in a run of one block, when `statement` of it runs. */
  const oneBlock = (run: Scenario, statement: number, now: number) => {
    const tally = new Tally()
    tally.begin(run.state)
    const happening = { tally, tail: new Tail(200), rest: '', statement, waiting: null, notice: null }
    return liveLines(run.state, happening, now, look(wide)).join('\n')
  }

  it('call a step without words of its own by the statement that runs', () => {
    const run = aRun(planOf('# R\n\n## Deploy\n\n```bash\nmake build\nmake deploy\n```\n'))
    run.advance()
    expect(oneBlock(run, 1, run.state.updatedAt)).toContain('statement 2 of 2 make deploy')
  })

  it('say when a step that waits looks again', () => {
    const run = aRun(planOf('# R\n\n## Deploy\n\nWait until healthy:\n\n```bash\ncurl -fsS http://localhost/\n```\n'))
    run.advance()
    run.end({ status: 7, statements: [ran(0, 7)] })
    const ended = run.state.steps.get(run.state.plan.steps[0]?.id ?? '').attempts[0]?.endedAt ?? 0
    expect(oneBlock(run, 0, ended + 2_000)).toContain('step 1 waits: not so yet; next look in 3 s')
  })

  it('show the menu of Ctrl-C in place of the keys', () => {
    const lines = live({}, ['s stop this step'])
    expect(lines.at(-1)).toBe('s stop this step')
  })
})
