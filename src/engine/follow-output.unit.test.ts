import { expect, it } from 'vitest'
import { OutputFollower } from './follow-output.ts'
import type { RunFiles } from './ports.ts'

it('passes each stretch of the output on once, whoever looks at the same time', async () => {
  const text = Buffer.from('one\ntwo\n')
  const output: RunFiles['output'] = async (_run, _step, _attempt, from, to) => {
    await Promise.resolve()
    return text.subarray(from, to)
  }
  const seen: string[] = []
  const files = { output } as RunFiles
  const follower = new OutputFollower(files, { run: 'r', step: 's', attempt: 1 }, ({ bytes }) =>
    seen.push(Buffer.from(bytes).toString()),
  )
  await Promise.all([follower.look(), follower.look(), follower.look(text.length)])
  expect(seen.join('')).toBe('one\ntwo\n')
})
