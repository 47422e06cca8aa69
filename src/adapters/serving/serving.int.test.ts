import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { noteServing, servingNow } from './serving.ts'

describe('The pages of a store', () => {
  let store = ''
  beforeEach(() => {
    store = mkdtempSync(join(tmpdir(), 'holdpoint-serving-'))
  })
  afterEach(() => rmSync(store, { recursive: true }))

  it('are known as long as their process serves them', () => {
    expect(servingNow(store)).toEqual([])
    const over = noteServing(store, 'http://127.0.0.1:4747', 5)
    expect(servingNow(store)).toEqual([{ pid: process.pid, url: 'http://127.0.0.1:4747', since: 5 }])
    over()
    expect(servingNow(store)).toEqual([])
  })

  it('are not those of a process that died, nor what is no note', () => {
    noteServing(store, 'http://127.0.0.1:4747', 5)
    writeFileSync(join(store, 'serving', '0.json'), JSON.stringify({ pid: 2 ** 22 + 1, url: 'http://x', since: 9 }))
    writeFileSync(join(store, 'serving', '1.json'), '{"pid":')
    expect(servingNow(store).map(({ url }) => url)).toEqual(['http://127.0.0.1:4747'])
  })

  it('hinder nobody where they cannot be noted', () => {
    writeFileSync(join(store, 'file'), '')
    expect(() => noteServing(join(store, 'file'), 'http://127.0.0.1:4747', 5)).not.toThrow()
  })
})
