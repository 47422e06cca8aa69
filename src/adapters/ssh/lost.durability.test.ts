import { writeFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { file, leave, reach, reachThrough, runner, seenOf, textOf, until, waiting } from '../../testing/on-a-host.ts'
import { hasSshd } from '../../testing/ssh-daemon.ts'

describe.skipIf(!hasSshd)('a network in between', () => {
  beforeEach(reach)
  afterEach(leave)

  it('that swallows everything and says nothing is noticed', async () => {
    const proxy = await reachThrough()
    const running = await runner.start(waiting(1))
    const seen = seenOf(running)
    proxy.swallow()
    writeFileSync(file('go'), '')
    await until(() => seen().includes('unseen'), 45_000)
    proxy.cut('open')
    proxy.open()
    expect(await running.end).toMatchObject({ how: 'exit', status: 7 })
    expect(textOf(running)).toBe('one\ntwo\n')
  })
})
