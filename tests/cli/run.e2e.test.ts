import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { folderWith, holdpoint } from './holdpoint.ts'

const deploy = [
  '# Deploy',
  '',
  '## Before',
  '- [ ] The team knows',
  '',
  '## Deploy',
  '```bash',
  'echo one >> ledger',
  "printf '\\033[2Jshown, not obeyed\\n'",
  '```',
  '',
].join('\n')

describe('a run without a terminal', () => {
  it('waits with 3, says how to answer, goes on when answered, and ends with 0', () => {
    const folder = folderWith({ 'D.md': deploy })
    const waiting = holdpoint(folder, 'run', 'D.md')
    expect(waiting.status).toBe(3)
    expect(waiting.out).toContain('The run waits.')
    const run = /holdpoint resume (\w+)/.exec(waiting.out)?.[1] ?? ''

    const again = holdpoint(folder, 'run', 'D.md')
    expect(again.status).toBe(2)
    expect(again.err).toContain(`holdpoint resume ${run}`)

    expect(holdpoint(folder, 'status').status).toBe(3)
    expect(holdpoint(folder, 'tick', 'D.md', '1').status).toBe(0)
    const done = holdpoint(folder, 'resume', run.slice(0, 4))
    expect(done.out).toContain('␛[2Jshown, not obeyed')
    expect(done.out).not.toContain('\x1b')
    expect(done.status).toBe(0)

    expect(holdpoint(folder, 'status').status).toBe(0)
    expect(holdpoint(folder, 'verify').out).toContain('as they were written')
    expect(holdpoint(folder, 'report').out).toContain('- [x] The team knows')
    const file = join(folder, 'record.html')
    expect(holdpoint(folder, 'report', '--format', 'html', '-o', file).status).toBe(0)
  })

  it('ticks plain items when that is said, and the record says so', () => {
    const folder = folderWith({ 'D.md': deploy })
    expect(holdpoint(folder, 'run', 'D.md', '--assume-confirmed').status).toBe(0)
    expect(JSON.parse(holdpoint(folder, 'status', '--json').out).deviations).toMatchObject([{ kind: 'assumed' }])
  })

  it('prints one event a line and nothing else with --json', () => {
    const folder = folderWith({ 'D.md': deploy })
    const { out, status } = holdpoint(folder, 'run', 'D.md', '--assume-confirmed', '--json')
    const types = out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line).event.type)
    expect(types[0]).toBe('RunCreated')
    expect(types.at(-1)).toBe('RunEnded')
    expect(status).toBe(0)
  })

  it('waits with a failure, takes the way back, and ends with 4', () => {
    const folder = folderWith({
      'D.md': `${deploy}\n\`\`\`bash\nfalse\n\`\`\`\n\n## Rollback\n\`\`\`bash\necho back >> ledger\n\`\`\`\n`,
    })
    expect(holdpoint(folder, 'run', 'D.md', '--assume-confirmed').status).toBe(3)
    expect(holdpoint(folder, 'back', '--reason', 'it failed').status).toBe(4)
  })

  it('ends with 1 when it is aborted', () => {
    const folder = folderWith({ 'D.md': deploy })
    holdpoint(folder, 'run', 'D.md')
    expect(holdpoint(folder, 'abort', '--reason', 'wrong day').status).toBe(0)
    expect(holdpoint(folder, 'status').status).toBe(1)
  })
})

describe('a damaged store', () => {
  it('is named, with what to do, and nothing is run', () => {
    const folder = folderWith({ 'D.md': deploy })
    holdpoint(folder, 'run', 'D.md')
    writeFileSync(join(folder, '.holdpoint/holdpoint.db'), 'no database at all, certainly not')
    const { status, err } = holdpoint(folder, 'resume')
    expect(err).toMatch(/^holdpoint: /)
    expect(err).not.toContain('A bug in Holdpoint')
    expect([1, 2, 5]).toContain(status)
  })
})

describe('one document', () => {
  it('is the same by every path, and another of its name is another', () => {
    const folder = folderWith({})
    for (const name of ['.git', 'shop', 'mail']) mkdirSync(join(folder, name))
    for (const name of ['shop', 'mail']) writeFileSync(join(folder, name, 'D.md'), deploy)
    symlinkSync(join(folder, 'shop'), join(folder, 'link'))
    expect(holdpoint(join(folder, 'shop'), 'run', 'D.md').status).toBe(3)
    for (const path of ['shop/D.md', 'link/D.md', join(folder, 'shop/D.md')]) {
      const again = holdpoint(folder, 'run', path)
      expect(again.err).toContain('is unfinished')
      expect(again.status).toBe(2)
    }
    expect(holdpoint(join(folder, 'mail'), 'status', 'D.md').status).toBe(2)
    expect(holdpoint(join(folder, 'mail'), 'run', 'D.md').status).toBe(3)
    const runs: { document: string }[] = JSON.parse(holdpoint(folder, 'runs', '--json').out)
    expect(runs.map((run) => run.document)).toEqual(['mail/D.md', 'shop/D.md'])
  })
})

describe('old runs', () => {
  it('are pruned only when that is confirmed, and unfinished ones stay', () => {
    const folder = folderWith({ 'D.md': deploy })
    for (let i = 0; i < 2; i++) holdpoint(folder, 'run', 'D.md', '--assume-confirmed', '--new')
    const asked = holdpoint(folder, 'runs', '--prune', '--keep', '1')
    expect(asked.status).toBe(2)
    expect(asked.out).toContain('removes')
    expect(holdpoint(folder, 'runs', '--prune', '--keep', '1', '--confirm').out).toContain('Removed 1 run')
    expect(JSON.parse(holdpoint(folder, 'runs', '--json').out)).toHaveLength(1)
  })
})
