import { describe, expect, it, vi } from 'vitest'
import { Refused } from '../../client/api.ts'
import { OutputFollower, type OutputSeen } from './follow.ts'
import type { Range } from './window.ts'

/** On a busy machine a second is not long. */
const soon = (check: () => unknown) => vi.waitFor(check, 10_000)

/** A step's output on a server, and somebody who looks at it. */
function looking(start: { bytes: number | null; hint: number }, text: string) {
  const world = { text, total: null as number | null, refuse: null as unknown, asked: [] as Range[] }
  let seen: OutputSeen | null = null
  const follower = new OutputFollower(
    start,
    async (range) => {
      world.asked.push(range)
      if (world.refuse !== null) throw world.refuse
      const all = new TextEncoder().encode(world.text)
      return { from: range.from, bytes: all.slice(range.from, range.to), total: world.total ?? all.length }
    },
    (next) => {
      seen = next
    },
  )
  return {
    world,
    follower,
    seen: () => seen ?? follower.seen,
    texts: () => follower.seen.window.lines.map(({ raw }) => raw),
  }
}

describe('following an output', () => {
  it('fetches a finished one once, and no more', async () => {
    const { world, follower, texts, seen } = looking({ bytes: 8, hint: 0 }, 'one\ntwo\n')
    follower.begin()
    await soon(() => expect(texts()).toEqual(['one', 'two']))
    expect(world.asked).toEqual([{ from: 0, to: 8 }])
    expect(seen().follow).toBe(false)
    follower.end()
  })

  it('fetches what is printed, as it is printed', async () => {
    const { world, follower, texts } = looking({ bytes: null, hint: 4 }, 'one\n')
    follower.begin()
    await soon(() => expect(texts()).toEqual(['one']))
    world.text = 'one\ntwo\nthr'
    follower.printed(11)
    await soon(() => expect(texts()).toEqual(['one', 'two']))
    follower.ended(11)
    await soon(() => expect(texts()).toEqual(['one', 'two', 'thr']))
    follower.end()
  })

  it('leaves whoever reads above alone, and comes back to the newest when asked', async () => {
    const { world, follower, texts } = looking({ bytes: null, hint: 4 }, 'one\n')
    follower.begin()
    await soon(() => expect(texts()).toEqual(['one']))
    follower.follow(false)
    world.text = 'one\ntwo\n'
    follower.printed(8)
    expect(follower.seen.window.total).toBe(8)
    expect(texts()).toEqual(['one'])
    follower.jump('end')
    await soon(() => expect(texts()).toEqual(['one', 'two']))
    expect(follower.seen.follow).toBe(true)
    follower.end()
  })

  it('takes the length that the server says where that which people may see is shorter', async () => {
    const { world, follower, texts } = looking({ bytes: 500, hint: 0 }, 'password: ***\n')
    follower.begin()
    await soon(() => expect(follower.seen.window.total).toBe(14))
    follower.want('end')
    await soon(() => expect(texts()).toEqual(['password: ***']))
    expect(world.asked.length).toBeLessThanOrEqual(3)
    follower.end()
  })

  it('says when nothing of it may be shown, and does not ask again and again', async () => {
    const { world, follower, seen } = looking({ bytes: 8, hint: 0 }, 'one\ntwo\n')
    world.refuse = new Refused(403, { code: 'output-hidden', message: 'Hidden.', next: 'Tell it.' })
    follower.begin()
    await soon(() => expect(seen().refused).toBe('hidden'))
    expect(world.asked).toHaveLength(1)
    follower.end()
  })

  it('says when its file is not there any more', async () => {
    const { world, follower, seen } = looking({ bytes: 8, hint: 0 }, '')
    world.total = 8
    follower.begin()
    await soon(() => expect(seen().refused).toBe('gone'))
    expect(world.asked).toHaveLength(1)
    follower.end()
  })

  it('tries again when asked to after the server was not there', async () => {
    const { world, follower, texts, seen } = looking({ bytes: 4, hint: 0 }, 'one\n')
    world.refuse = new Error('not reached')
    follower.begin()
    await soon(() => expect(seen().error).toBe(world.refuse))
    world.refuse = null
    follower.again()
    await soon(() => expect(texts()).toEqual(['one']))
    follower.end()
  })
})
