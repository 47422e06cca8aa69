import { describe, expect, it } from 'vitest'
import { read, sourceOf } from '../index.ts'
import { cronIn } from './cron-lines.ts'

const of = (text: string) => read(sourceOf('D.md', new TextEncoder().encode(text), '0'.repeat(64))).plan
const schedules = (text: string) => of(`# Release\n\n## Deploy\n- [ ] Switch over\n\n${text}`).schedules ?? []
const fence = (...lines: readonly string[]) => `## Cron jobs\n\`\`\`bash\n${lines.join('\n')}\n\`\`\`\n`

describe('what recurs in a document', () => {
  it.each([
    ['### Daily Checks', 86_400],
    ['### Weekly Checks', 604_800],
    ['### Monthly Checks', 2_592_000],
  ])('is a time of watching without an end: %s', (heading, seconds) => {
    const [one, ...others] = schedules(`## Monitoring\n\n${heading}\n- [ ] Read the log\n- [ ] No complaints\n`)
    expect(one).toMatchObject({ title: heading.slice(4), cadence: { is: 'every', seconds }, owner: null })
    expect(one?.steps).toHaveLength(2)
    expect(others).toEqual([])
  })

  it('is an item with all that is nested in it, and the owner whom the document names', () => {
    const [one] = schedules('## Monitoring\n- [ ] **Weekly Reviews** (owner: SRE on duty)\n  - [ ] Resolution rate\n')
    expect(one).toMatchObject({ cadence: { is: 'every', seconds: 604_800 }, owner: 'SRE on duty' })
    expect(one?.steps).toHaveLength(2)
  })

  it.each([
    ['has an end', '## Monitoring\n- [ ] Daily for 1 week: read the log\n'],
    ['only is to be arranged', '## Monitoring\n- [ ] Schedule weekly review of the ratings\n'],
    ['comes several times a day', '## Monitoring\n### Hourly checks\n- [ ] Read the log\n'],
    ['belongs to a way back', '## Rollback\n### Daily checks\n- [ ] Read the log\n'],
  ])('is nothing that %s', (_, text) => {
    expect(schedules(text)).toEqual([])
  })

  it.each([
    ['## Review (1 week after production)', 604_800],
    ['## Verification 2 days after release', 172_800],
    ['## Post-release review (T+7 days)', 604_800],
  ])('may be due once, days later: %s', (heading, after) => {
    const [one] = schedules(`${heading}\n- [ ] All metrics met\n- [ ] Lessons learned: ____\n`)
    expect(one?.cadence).toEqual({ is: 'once', after })
    expect(one?.steps).toHaveLength(2)
  })

  it.each(['## Verify 10 minutes after the deployment', '## Announce 1 week before release'])(
    'is not what the release waits for: %s',
    (heading) => {
      expect(schedules(`${heading}\n- [ ] All metrics met\n`)).toEqual([])
    },
  )
})

describe('a line for cron', () => {
  it('is found among commands, with its placeholders and its step', () => {
    const plan = of(`# Release\n\n${fence('crontab -e', '0 2 * * * /path/to/backup.sh --to <bucket>')}`)
    const [one] = plan.schedules ?? []
    expect(one?.title).toBe('Cron jobs')
    expect(one?.cadence).toMatchObject({
      is: 'cron',
      lines: [
        {
          text: '0 2 * * * /path/to/backup.sh --to <bucket>',
          times: '0 2 * * *',
          command: '/path/to/backup.sh --to <bucket>',
          placeholders: [{ text: '/path/to/backup.sh' }, { text: '<bucket>' }],
          wrong: null,
          step: plan.steps.find(({ title }) => title === 'crontab -e')?.id,
        },
      ],
    })
  })

  it('is found behind the words of a comment', () => {
    const [one] = schedules(fence('# Add to crontab: 0 2 * * * /opt/backup.sh', 'crontab -e'))
    expect(one?.cadence).toMatchObject({ lines: [{ text: '0 2 * * * /opt/backup.sh' }] })
  })

  it('stands for another one behind "or"', () => {
    const lines = ['0 1 * * * /opt/a', '', '# Or using the helper:', '0 1 * * * /opt/b', '0 5 * * * /opt/c']
    const found = schedules(fence(...lines)).map(({ cadence }) =>
      cadence.is === 'cron' ? cadence.lines.map(({ command }) => command) : [],
    )
    expect(found).toEqual([['/opt/a', '/opt/b'], ['/opt/c']])
  })

  it('that a reference explains is installed by nobody', () => {
    expect(schedules(fence('0 1 * * * /opt/a').replace('Cron jobs', 'Example'))).toEqual([])
  })

  it.each([
    ['0 2 * * * a', null],
    ['*/15 8-18 * jan-mar mon-fri a', null],
    ['0 0 1,15 * 7 a', null],
    ['@daily a', null],
    ['61 2 * * * a', '`61` is no minute'],
    ['0 24 * * * a', '`24` is no hour'],
    ['0 0 0 * * a', '`0` is no day of the month'],
    ['0 0 * * 5-1 a', '`5-1` is no day of the week'],
    ['*/0 * * * * a', '`*/0` is no minute'],
  ])('is held against what cron takes: %s', (line, wrong) => {
    expect(cronIn(line)).toMatchObject({ command: 'a', wrong })
  })
})
