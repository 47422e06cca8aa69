import { describe, expect, it } from 'vitest'
import { aSoakRun, hour, minute } from '../../testing/soak-run.ts'
import { look } from './look.ts'
import { soakEventLines, soakStatusLines } from './soak-lines.ts'

const plain = look({ interactive: false, colour: false, unicode: false, plain: true, width: 200, height: 40 })

const run = () => {
  const begun = aSoakRun('## Monitoring\n- [ ] Hour 1: watch the logs\n- [ ] Hour 2: watch the load\n')
  begun.go()
  return begun
}

const status = (of: ReturnType<typeof run>) => soakStatusLines(of.state, of.now(), plain).join(' ')

describe('where a soak is', () => {
  it('says what is watched, what was seen, and when the next sample is', () => {
    const watched = run()
    watched.later(20 * minute)
    expect(status(watched)).toMatch(/“Monitoring” since .*; no sample yet; next sample in 40 min, at .*; until /)
    watched.watch(watched.now() + hour)
    watched.answer('sample', 'done')
    expect(status(watched)).toContain('1 green')
  })

  it('says that it is for people to decide when it is', () => {
    const watched = run()
    watched.watch(watched.now() + hour)
    watched.answer('sample', 'unmet', { reason: 'slow' })
    watched.go()
    expect(status(watched)).toContain('unmet: it is for people to decide')
  })

  it('tells of a sample in one line, and why it is not green', () => {
    const watched = run()
    watched.watch(watched.now() + hour)
    watched.answer('sample', 'unmet', { reason: 'slow' })
    const told = watched.samples().flatMap((event) => soakEventLines(event, watched.state, plain))
    expect(told.map((line) => line.trim())).toEqual([
      expect.stringMatching(/^red sample of “Monitoring”/),
      'Hour 1: watch the logs: slow',
    ])
  })
})
