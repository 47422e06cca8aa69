import { describe, expect, it } from 'vitest'
import { whenUsed } from './when-used.ts'

describe('a part of the page that is loaded when it is used', () => {
  const failing = (times: number) => {
    let left = times
    return async () => {
      if (left-- > 0) throw new TypeError('Failed to fetch')
      return 'the pane'
    }
  }

  it('comes after a connection that was lost', async () => {
    const waited: number[] = []
    expect(await whenUsed(failing(3), async (ms) => void waited.push(ms))).toBe('the pane')
    expect(waited).toEqual([500, 1_000, 2_000])
  })

  it('fails when it never comes', async () => {
    await expect(whenUsed(failing(100), async () => {})).rejects.toThrow('Failed to fetch')
  })
})
