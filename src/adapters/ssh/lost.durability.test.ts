import { writeFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type DropProxy, dropProxy } from '../../testing/drop-proxy.ts'
import { file, host, leave, reach, runner, seenOf, textOf, until, waiting } from '../../testing/on-a-host.ts'
import { hasSshd } from '../../testing/ssh-daemon.ts'

describe.skipIf(!hasSshd)('a network in between', () => {
  let proxy: DropProxy
  const through = async (delay = 0) => {
    proxy = await dropProxy(host.port, delay)
    host.configure(['Match all', `  Port ${proxy.port}`, `  HostKeyAlias [127.0.0.1]:${host.port}`])
  }
  beforeEach(reach)
  afterEach(async () => {
    await leave()
    await proxy.close()
  })

  it('that swallows everything and says nothing is noticed', async () => {
    await through()
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
