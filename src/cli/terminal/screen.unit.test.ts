import { describe, expect, it } from 'vitest'
import type { Caps } from './caps.ts'
import { Screen } from './screen.ts'

const caps: Caps = { interactive: true, colour: false, unicode: true, plain: false, width: 10, height: 24 }

function screen(now: () => Caps = () => caps) {
  let written = ''
  const made = new Screen({ write: (text) => (written += text) }, now)
  const since = () => {
    const text = written
    written = ''
    return text
  }
  return { made, since }
}

describe('a screen', () => {
  it('prints lasting lines above the live ones', () => {
    const { made, since } = screen()
    made.live(['now'])
    expect(since()).toBe('now\n')
    made.print(['done'])
    expect(since()).toBe('\x1b[1A\r\x1b[Jdone\nnow\n')
  })

  it('does not draw again what has not changed', () => {
    const { made, since } = screen()
    made.live(['now'])
    since()
    made.live(['now'])
    expect(since()).toBe('')
  })

  it('erases as many rows as the live lines take after the window became narrow', () => {
    let width = 10
    const { made, since } = screen(() => ({ ...caps, width }))
    made.live(['123456789'])
    since()
    width = 4
    made.live(['x'])
    expect(since()).toBe('\x1b[3A\r\x1b[Jx\n')
  })

  it('never moves the cursor in plain mode', () => {
    const { made, since } = screen(() => ({ ...caps, plain: true }))
    made.live(['now'])
    made.print(['done'])
    expect(since()).toBe('done\n')
  })
})
