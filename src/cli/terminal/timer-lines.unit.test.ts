import { describe, expect, it } from 'vitest'
import { aSoakRun } from '../../testing/soak-run.ts'
import { timerLines } from './timer-lines.ts'

const lines = (soak: string, cwd = '/srv/shop') => {
  const { state } = aSoakRun(`## Monitoring\n<!-- soak: ${soak} -->\n- [ ] It works\n`)
  return timerLines(state, { call: ['/usr/bin/node', '/opt/holdpoint.js', 'soak', 'r1'], cwd, path: '/usr/bin:/bin' })
}

describe('what cron and systemd need', () => {
  it.each([
    ['every=30s for=1h', '* * * * *'],
    ['every=10m for=1h', '*/5 * * * *'],
    ['every=1h for=1d', '*/30 * * * *'],
    ['every=1d for=1w', '0 * * * *'],
  ])('calls twice for each sample, at most every minute: %s', (soak, cadence) => {
    expect(lines(soak).find((line) => line.includes('cd '))).toBe(
      `${cadence} cd /srv/shop && PATH=/usr/bin:/bin /usr/bin/node /opt/holdpoint.js soak r1`,
    )
  })

  it('keeps the signs that cron and systemd read as theirs', () => {
    const all = lines('every=1h for=1d', '/srv/100% shop')
    expect(all.find((line) => line.includes('cd '))).toContain("cd '/srv/100\\% shop' && ")
    expect(all).toContain('WorkingDirectory=/srv/100%% shop')
  })

  it('lets a sample that runs go on, and takes “it goes on” for no failure', () => {
    expect(lines('every=1h for=1d')).toEqual(expect.arrayContaining(['KillMode=process', 'SuccessExitStatus=3']))
  })
})
