import { describe, expect, it } from 'vitest'
import { aPlan } from '../testing/plans.ts'
import { aRun } from '../testing/scenario.ts'
import { evidenceName, mediaOf } from './evidence.ts'

const bytes = (...parts: readonly (string | number)[]) =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Buffer.from([part]))))

describe('What a file is', () => {
  it.each([
    ['image/png', bytes(0x89, 'PNG\r\n', 0x1a, '\n', 'rest')],
    ['image/jpeg', bytes(0xff, 0xd8, 0xff, 'rest')],
    ['image/gif', bytes('GIF89a')],
    ['image/webp', bytes('RIFF', 1, 2, 3, 4, 'WEBPVP8 ')],
    ['application/pdf', bytes('%PDF-1.7')],
    ['text/plain', bytes('grüße\n')],
    ['text/plain', bytes('<svg xmlns="http://www.w3.org/2000/svg"><script>')],
    ['text/plain', bytes('x'.repeat(64 * 1024 - 1), 'ü')],
    ['application/octet-stream', bytes('text', 0)],
    ['application/octet-stream', bytes(0xff, 0xfe, 'utf-16')],
    ['application/octet-stream', bytes('PK', 3, 4, 0)],
    ['application/octet-stream', bytes('RIFF', 1, 2, 3, 4, 'WAVE', 0)],
  ])('%s, by its bytes', (media, given) => {
    expect(mediaOf(given)).toBe(media)
  })
})

describe('What it is called', () => {
  it.each([
    ['error rate.png', 'error rate.png'],
    ['/etc/passwd', 'passwd'],
    ['..\\..\\x.png', 'x.png'],
    ['..', 'file'],
    ['.htaccess', 'htaccess'],
    ['a\u202egnp.exe', 'a gnp.exe'],
    ['a\r\nb: c', 'a b c'],
    ['', 'file'],
    ['grüße.png', 'grüße.png'],
    [`${'x'.repeat(300)}.png`, `${'x'.repeat(116)}.png`],
    ['\ud800', 'file'],
  ])('%j is %j', (given, name) => {
    expect(evidenceName(given)).toBe(name)
  })
})

describe('Evidence of a run', () => {
  const file = { name: 'a.png', media: 'image/png', bytes: 3, digest: 'd'.repeat(64), note: null }

  it('is of a step or of the whole, also when the run is over', () => {
    const run = aRun(aPlan({ sections: [{ title: 'Release', steps: ['look'] }] }))
    run.act({ type: 'AddEvidence', step: 'look', ...file })
    run.act({ type: 'Abort', reason: 'over' })
    run.act({ type: 'AddEvidence', step: null, ...file, note: 'after' })
    expect(run.state.evidence.map(({ step, note }) => [step, note])).toEqual([
      ['look', null],
      [null, 'after'],
    ])
    expect(run.state.status).toBe('ended')
  })
  it('is of no step that is not there', () => {
    const run = aRun(aPlan({ sections: [{ title: 'Release', steps: ['look'] }] }))
    expect(() => run.act({ type: 'AddEvidence', step: 'other', ...file })).toThrow('No step')
  })
})
