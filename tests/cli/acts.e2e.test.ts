import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { folderWith, holdpoint, holdpointWith } from './holdpoint.ts'

const deploy = [
  '# Deploy',
  '',
  '## Before',
  '- [ ] The team knows',
  '- [ ] The backup is fresh',
  '',
  '## Run it',
  '```bash',
  'echo one >> ledger',
  '```',
  '',
].join('\n')

const waiting = () => {
  const folder = folderWith({ 'D.md': deploy })
  expect(holdpoint(folder, 'run', 'D.md').status).toBe(3)
  return folder
}
const started = (folder: string) => existsSync(join(folder, 'ledger'))

describe('an act on a run that nobody drives', () => {
  it('ticks, starts nothing, and says how to go on', () => {
    const folder = waiting()
    const ticked = holdpoint(folder, 'tick', 'D.md', '1', '2')
    expect(ticked.status).toBe(0)
    expect(ticked.out).toContain('Nobody drives the run now. Go on with:\n  holdpoint resume ')
    expect(started(folder)).toBe(false)
    expect(holdpoint(folder, 'resume').status).toBe(0)
    expect(started(folder)).toBe(true)
  })

  it('answers, starts nothing, and says how to go on', () => {
    const folder = waiting()
    const answered = holdpoint(folder, 'decide', 'D.md', 'done')
    expect(answered.out).toContain('Nobody drives the run now.')
    expect(started(folder)).toBe(false)
  })

  it('answers single steps of a group, and asks again for the rest', () => {
    const folder = waiting()
    expect(holdpoint(folder, 'decide', 'D.md', 'done', '--step', '2').status).toBe(0)
    const { steps, open } = JSON.parse(holdpoint(folder, 'status', '--json').out)
    expect(steps.map(({ outcome }: { outcome: string | null }) => outcome)).toEqual([null, 'passed', null])
    expect(open).toHaveLength(1)
    expect(holdpoint(folder, 'decide', 'D.md', 'done', '--step', '3').err).toContain('3')
  })

  it('pauses, starts nothing, and names resume', () => {
    const folder = waiting()
    expect(holdpoint(folder, 'pause').out).toContain('holdpoint resume ')
    expect(started(folder)).toBe(false)
  })

  it('aborts for good, and starts nothing', () => {
    const folder = waiting()
    expect(holdpoint(folder, 'abort').out).toContain('Aborted.')
    expect(started(folder)).toBe(false)
    expect(holdpoint(folder, 'resume').status).toBe(1)
    expect(started(folder)).toBe(false)
  })
})

describe('the way back', () => {
  const document = `${deploy}\n\`\`\`bash\necho two >> ledger\n\`\`\`\n\n## Rollback\n\`\`\`bash\necho back >> ledger\n\`\`\`\n`

  it('of a run that has ended is a run of its own, linked to the first', () => {
    const folder = folderWith({ 'D.md': document })
    expect(holdpoint(folder, 'run', 'D.md', '--assume-confirmed').status).toBe(0)
    const [first] = JSON.parse(holdpoint(folder, 'runs', '--json').out)
    expect(holdpoint(folder, 'back', '--reason', 'errors').status).toBe(4)
    const runs = JSON.parse(holdpoint(folder, 'runs', '--json').out)
    expect(runs).toHaveLength(2)
    expect(JSON.parse(holdpoint(folder, 'report', '--format', 'json').out)).toMatchObject({ continues: first.run })
    expect(readFileSync(join(folder, 'ledger'), 'utf8')).toBe('one\ntwo\nback\n')
  })

  it('of a run that has ended is under way once at a time', () => {
    const folder = folderWith({ 'D.md': document.replace('echo back >> ledger', 'echo back >> ledger\nls missing') })
    holdpoint(folder, 'run', 'D.md', '--assume-confirmed')
    const [first] = JSON.parse(holdpoint(folder, 'runs', '--json').out)
    expect(holdpoint(folder, 'back', first.run).status).toBe(3)
    const again = holdpoint(folder, 'back', first.run)
    expect(again.err).toContain('is under way already, in run')
    expect(again.status).toBe(2)
    expect(readFileSync(join(folder, 'ledger'), 'utf8')).toBe('one\ntwo\nback\n')
  })

  it('of a run that waits is taken instead of what it waited for', () => {
    const folder = folderWith({ 'D.md': document })
    expect(holdpoint(folder, 'run', 'D.md').status).toBe(3)
    const { status, out } = holdpoint(folder, 'back')
    expect(out).toContain('1 step,')
    expect(status).toBe(4)
    expect(readFileSync(join(folder, 'ledger'), 'utf8')).toBe('back\n')
  })
})

describe('the way back, when several apply', () => {
  const document = `${deploy}\n## Rollback\n### Level 1: quick\n\`\`\`bash\necho quick >> ledger\n\`\`\`\n### Level 2: full\n\`\`\`bash\nrm -rf data\necho full >> ledger\n\`\`\`\n`

  it('is asked for, and then started with its level: what it destroys is shown', () => {
    const folder = folderWith({ 'D.md': document })
    holdpoint(folder, 'run', 'D.md')
    expect(holdpoint(folder, 'back').status).toBe(3)
    const { open } = JSON.parse(holdpoint(folder, 'status', '--json').out)
    expect(open).toMatchObject([{ kind: 'procedure' }])
    const { status, out } = holdpoint(folder, 'back', 'D.md', '2', '--reason', 'errors')
    expect(out).toContain('rm -rf data')
    expect(status).toBe(4)
    expect(readFileSync(join(folder, 'ledger'), 'utf8')).toBe('full\n')
  })
})

describe('commands that are named to be pasted', () => {
  it('lead to the store that the run is in', () => {
    const folder = folderWith({ 'D.md': deploy })
    const elsewhere = folderWith({})
    const store = join(elsewhere, 'a store')
    const { out } = holdpoint(folder, 'run', 'D.md', '--store', store)
    expect(out).toMatch(new RegExp(`^  holdpoint resume \\w+ --store '${store}'$`, 'm'))
    const again = holdpoint(folder, 'run', 'D.md', '--store', store)
    expect(again.err).toContain(`--store '${store}'\``)
  })

  it('do so also where the document lies elsewhere', () => {
    const folder = folderWith({ 'D.md': deploy })
    const { out } = holdpoint(folderWith({}), 'run', join(folder, 'D.md'))
    expect(out).toContain(`--store ${join(folder, '.holdpoint')}`)
  })
})

describe('a part of a document', () => {
  it.each([
    [['--only', 'Nowhere'], 'No section with steps has “Nowhere” in its title.', 'Before, Run it'],
    [['--from', '99'], 'Nothing of D.md is left to run from line 99: its last step is at line 9.', 'Run it (line 7)'],
  ])('that is not there is an error that names the sections: %j', (args, sentence, next) => {
    const folder = folderWith({ 'D.md': deploy })
    const { status, err } = holdpoint(folder, 'run', 'D.md', ...args)
    expect(err).toContain(sentence)
    expect(err).toContain(next)
    expect(status).toBe(2)
    expect(JSON.parse(holdpoint(folder, 'runs', '--json').out)).toEqual([])
  })
})

describe('errors with --json', () => {
  it('are one line of JSON on standard output and nothing else', () => {
    const folder = folderWith({ 'D.md': deploy })
    for (const args of [['status'], ['run', 'missing.md'], ['run', 'D.md', '--form', 'x']]) {
      const { status, out, err } = holdpoint(folder, ...args, '--json')
      expect(err).toBe('')
      expect(out.trimEnd().split('\n')).toHaveLength(1)
      expect(JSON.parse(out).error).toMatchObject({ code: expect.any(String), next: expect.any(String) })
      expect(status).toBe(2)
    }
  })
})

describe('a bug of ours', () => {
  it('ends with 5, a sentence, and what to report', () => {
    const folder = waiting()
    const fault = join(folder, 'fault.mjs')
    writeFileSync(fault, "Date.now = () => { throw new Error('broken on purpose') }")
    const { status, err } = holdpointWith({ NODE_OPTIONS: `--import=${fault}` }, folder, 'status')
    expect(status).toBe(5)
    expect(err).toContain('A bug in Holdpoint')
    expect(err).toContain('`holdpoint doctor`')
    expect(err).not.toMatch(/\n\s+at /)
  })
})
