import { describe, expect, it } from 'vitest'
import { read } from '../index.ts'

const plan = (text: string) => read({ path: 'A.md', text, digest: '0'.repeat(64), encoding: 'utf8' }).plan

const alerts = (text: string) =>
  (plan(text).alerts ?? []).map(({ about, op, value, unit, lasting }) => [about, op, value, unit, lasting])

describe('bounds that must not be reached', () => {
  it('stand under a heading that speaks of alerts', () => {
    expect(alerts('## Automated Alerts\n- CPU > 80% for 5 minutes\n- 500 errors > 10/minute\n')).toEqual([
      ['CPU', '>', 80, '%', 300],
      ['500 errors', '>', 10, '/minute', null],
    ])
  })

  it('or under a line that leads to them, also below what groups them', () => {
    const text = '## Operations\nSet up monitoring alerts for:\n\n1. System\n   - Memory > 90%\n'
    expect(alerts(text)).toEqual([['Memory', '>', 90, '%', null]])
  })

  it('or name themselves', () => {
    expect(alerts('## Set up\n- [ ] Alert when errors > 10 for 5 minutes\n- [ ] Response time < 200 ms\n')).toEqual([
      ['Alert when errors', '>', 10, '', 300],
    ])
  })

  it('or are conditions for a way back, which they name', () => {
    const { alerts = [], procedures } = plan(
      '## Deploy\n- [ ] Switch over\n\n## Rollback\nRoll back if:\n- Error rate > 5%\n\n- [ ] Switch back\n',
    )
    expect(alerts.map(({ text, procedure }) => [text, procedure])).toEqual([['Error rate > 5%', procedures[0]?.id]])
  })
})

describe('<!-- soak: … -->', () => {
  const soaks = (text: string) =>
    plan(text).soaks.map(({ title, from, to, every, limits }) => [title, from, to, every, limits ?? null])

  it('makes a section a soak, or says more of one that is', () => {
    expect(soaks('## Check\n<!-- soak: every=15m for=2h failures=2 -->\n- [ ] It works\n')).toEqual([
      ['Check', 0, 7200, 900, { failures: 2 }],
    ])
    expect(soaks('## Monitoring (first 24 hours)\n<!-- soak: every=1h missed=3 -->\n- [ ] It works\n')).toEqual([
      ['Monitoring (first 24 hours)', 0, 86_400, 3600, { missed: 3 }],
    ])
  })

  it('makes an item one, so many times', () => {
    expect(soaks('## Verify\n- [ ] It works <!-- soak: every=1m count=5 -->\n')).toEqual([['It works', 0, 300, 60, {}]])
  })

  it('is nothing inside a block of code, nor without a time', () => {
    expect(soaks('## Check\n```html\n<!-- soak: every=15m for=2h -->\n```\n- [ ] It works\n')).toEqual([])
    expect(soaks('## Check\n<!-- soak: failures=2 -->\n- [ ] It works\n')).toEqual([])
  })
})

describe('what may be looked at again and again', () => {
  const again = (text: string) => {
    const { soaks, steps } = plan(text)
    return soaks.flatMap((soak) => (soak.again ?? []).map((id) => steps.find((step) => step.id === id)?.title))
  }
  const fence = (line: string) => `\`\`\`bash\n${line}\n\`\`\`\n`

  it('only looks, or is what the document wants done so often', () => {
    expect(again(`## Monitoring (first hour)\n${fence('curl -f localhost/health')}`)).toEqual([
      'curl -f localhost/health',
    ])
    expect(again(`## Monitoring (first hour)\n${fence('./cleanup')}`)).toEqual([])
    expect(again(`## Monitoring (first hour, every 10 minutes)\n${fence('./cleanup')}`)).toEqual(['./cleanup'])
  })

  it('never destroys', () => {
    expect(again(`## Monitoring (first hour, every 10 minutes)\n${fence('rm -rf /srv/old')}`)).toEqual([])
  })
})
