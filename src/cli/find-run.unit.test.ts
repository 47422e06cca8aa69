import { describe, expect, it } from 'vitest'
import type { RunHeader } from '../engine/ports.ts'
import { findRun } from './find-run.ts'

const place = { cwd: '/srv/app', store: '/srv/app/.holdpoint' }
const header = (run: string, document: string): RunHeader => ({
  run,
  document,
  title: 'Deploy',
  environment: null,
  rehearsal: false,
  createdAt: 0,
  updatedAt: 0,
  last: 1,
  head: '',
  outcome: null,
})
const runs = [header('7f3a9', '/srv/app/B.md'), header('7f1', '/srv/app/A.md'), header('c00', '/srv/app/A.md')]

describe('which run is meant', () => {
  it.each([
    [null, '7f3a9'],
    ['7f3', '7f3a9'],
    ['7f1', '7f1'],
    ['c', 'c00'],
    ['/srv/app/A.md', '7f1'],
  ])('%j means %s', (wanted, run) => {
    expect(findRun(runs, wanted, place).run).toBe(run)
  })

  it.each([
    ['7f', 'run-ambiguous'],
    ['x', 'run-missing'],
  ])('%j is refused as %s', (wanted, code) => {
    expect(() => findRun(runs, wanted, place)).toThrow(expect.objectContaining({ code }))
  })

  it('is the latest that ran, where something was rehearsed since, unless the rehearsal is named', () => {
    const since = [{ ...header('9e1', '/srv/app/A.md'), rehearsal: true }, ...runs]
    expect(findRun(since, null, place).run).toBe('7f3a9')
    expect(findRun(since, '/srv/app/A.md', place).run).toBe('7f1')
    expect(findRun(since, '9e', place).run).toBe('9e1')
    expect(findRun(since.slice(0, 1), null, place).run).toBe('9e1')
  })

  it('is none where there are none', () => {
    expect(() => findRun([], null, place)).toThrow(expect.objectContaining({ code: 'runs-none' }))
  })
})
