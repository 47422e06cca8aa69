import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { folderWith, holdpoint } from './holdpoint.ts'

const document = [
  '# Shop',
  '',
  'Its log: `logs/app.log`',
  '',
  '## Deploy',
  '',
  '```bash',
  'echo deploy shop >> ledger',
  'false',
  '```',
  '',
  '## Rollback',
  '',
  'Roll back when:',
  '',
  '- The deployment of the shop fails',
  '- Error rate > 5 %',
  '',
  '### Level 1: restart (5 minutes)',
  '',
  '```bash',
  'echo restart shop >> ledger',
  '```',
  '',
  '### Level 2: restore',
  '',
  '```bash',
  'echo restore shop >> ledger',
  '```',
  '',
  '## Post-rollback',
  '',
  '```bash',
  'echo tell >> ledger',
  '```',
  '',
].join('\n')

const folder = () => folderWith({ 'D.md': document, 'app.log': 'it broke\n' })
const ledger = (cwd: string) => readFileSync(join(cwd, 'ledger'), 'utf8').trimEnd().split('\n')

describe('holdpoint back', () => {
  it('--show tells what each way back is for, takes and undoes, and starts nothing', () => {
    const cwd = folder()
    holdpoint(cwd, 'run', 'D.md')
    const asked = holdpoint(cwd, 'decide', 'D.md').out
    expect(asked).toContain('This may be a reason to take “Level 1: restart (5 minutes)”:')
    expect(asked).toContain('The deployment of the shop fails')
    expect(asked).toContain('way back: level 1, about 5 min')
    const shown = holdpoint(cwd, 'back', '--show')
    expect(shown.out).toContain('Level 1: restart (5 minutes): 1 step, about 5 min by the document')
    expect(shown.out).toContain('undoes what was done by step 1')
    const { wayBack, noReturn } = JSON.parse(holdpoint(cwd, 'back', '--show', '--json').out)
    expect(wayBack).toMatchObject([
      { level: 1, standing: 'applies', meant: true, estimate: { seconds: 300, from: 'document' } },
      { level: 2, standing: 'applies', meant: false, estimate: null },
    ])
    expect(noReturn).toBeNull()
    expect(ledger(cwd)).toEqual(['deploy shop'])
  })

  it('keeps how things stood, runs what the document wants done afterwards, and says what it undid', () => {
    const cwd = folder()
    holdpoint(cwd, 'run', 'D.md')
    const back = holdpoint(cwd, 'back', 'D.md', '1')
    expect(back.status).toBe(4)
    expect(back.out).toContain('Afterwards: Post-rollback')
    expect(ledger(cwd)).toEqual(['deploy shop', 'restart shop', 'tell'])
    const record = JSON.parse(holdpoint(cwd, 'report', '--json').out)
    expect(record.waysBack).toMatchObject([{ undone: [1], outcome: 'done' }, { outcome: 'done' }])
    const kept: { of: string; why: string | null }[] = record.waysBack[0].kept
    expect(kept[0]).toMatchObject({ of: 'logs/app.log', why: 'it is not there' })
    expect(kept.some(({ of, why }) => of.startsWith('ps ') && why === null)).toBe(true)
    expect(holdpoint(cwd, 'verify').status).toBe(0)
  })

  it('refuses to stop and to wait for what runs at once', () => {
    const cwd = folder()
    holdpoint(cwd, 'run', 'D.md')
    expect(holdpoint(cwd, 'back', '--stop', '--wait')).toMatchObject({ status: 2 })
    expect(ledger(cwd)).toEqual(['deploy shop'])
  })
})

describe('holdpoint rehearse', () => {
  it('ends with a forecast of what earlier runs took and of what was never rehearsed', () => {
    const cwd = folder()
    holdpoint(cwd, 'run', 'D.md')
    holdpoint(cwd, 'back', 'D.md', '1')
    const { out } = holdpoint(cwd, 'rehearse', 'D.md')
    expect(out).toContain('Forecast')
    expect(out).toMatch(/Never rehearsed as they stand: 3 steps \(lines 22, 28 and 34\)/)
    const lines = holdpoint(cwd, 'rehearse', 'D.md', '--degrade', 'error rate', '--json').out.trim().split('\n')
    const { forecast } = JSON.parse(lines.at(-1) ?? '')
    expect(forecast.neverRehearsed).toHaveLength(1)
    expect(lines.some((line) => line.includes('"TriggerFired"'))).toBe(true)
  })

  it('refuses to make something worse that the document does not speak of', () => {
    const ran = holdpoint(folder(), 'rehearse', 'D.md', '--degrade', 'apdex')
    expect(ran).toMatchObject({ status: 2, err: expect.stringContaining('apdex') })
  })
})
