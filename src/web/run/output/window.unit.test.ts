import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { emptyWindow, grown, held, laid, lineAt, type OutputWindow, page, rangeFor, type Wish } from './window.ts'

const bytesOf = (text: string) => new TextEncoder().encode(text)

/** Fetches as a server would, which sends exactly what is asked for. */
function wished(window: OutputWindow, wish: Wish, output: Uint8Array): OutputWindow {
  const range = rangeFor(window, wish)
  return range === null ? window : laid(window, wish, range.from, output.subarray(range.from, range.to))
}

const texts = ({ lines }: OutputWindow) => lines.map(({ raw }) => raw)
const weight = ({ from, to, lines }: OutputWindow) => ({ bytes: to - from, lines: lines.length })

/** Lines that tell their number, 20 bytes each. */
const most = 120_000
const all = bytesOf(Array.from({ length: most }, (_, at) => `${String(at).padStart(19, '0')}\n`).join(''))
const numbered = (count: number) => all.subarray(0, count * 20)

describe('the part of an output that is held', () => {
  it('is all of a short one, with the last line although no line feed ends it', () => {
    const output = bytesOf('one\ntwo')
    expect(texts(wished(emptyWindow(output.length, true), 'end', output))).toEqual(['one', 'two'])
  })

  it('keeps the line that has not ended apart while more may come', () => {
    const output = bytesOf('one\ntw')
    const window = wished(emptyWindow(output.length, false), 'end', output)
    expect(texts(window)).toEqual(['one'])
    expect(new TextDecoder().decode(window.rest)).toBe('tw')
    const more = bytesOf('one\ntwo\nth')
    const next = wished(grown(window, more.length, false), 'end', more)
    expect(texts(next)).toEqual(['one', 'two'])
    expect(next.drawing).toBe(window.drawing)
    expect(texts(grown(next, more.length, true))).toEqual(['one', 'two', 'th'])
  })

  it('begins with the end of a long one, at a line', () => {
    const output = numbered(60_000)
    const window = wished(emptyWindow(output.length, true), 'end', output)
    expect(window.to).toBe(output.length)
    expect(window.from % 20).toBe(0)
    expect(texts(window).at(-1)).toBe('0000000000000059999')
    expect(weight(window).bytes).toBeLessThanOrEqual(page.bytes)
  })

  it('never grows beyond its bounds, however far one follows', () => {
    const output = numbered(most)
    let window = emptyWindow(0, false)
    for (let total = 0; total <= output.length; total += 100_003) {
      window = grown(window, total, false)
      window = wished(window, 'end', output)
      expect(weight(window).bytes).toBeLessThanOrEqual(held.bytes)
      expect(weight(window).lines).toBeLessThanOrEqual(held.lines)
    }
    expect(window.to).toBeGreaterThan(output.length - 100_003)
  })

  it('jumps to the end where more came than anybody follows, and leaves out what is between', () => {
    const output = numbered(most)
    const first = wished(emptyWindow(20_000, false), 'end', output)
    const then = wished(grown(first, output.length, false), 'end', output)
    expect(then.from).toBeGreaterThan(first.to)
    expect(then.to).toBe(output.length)
    expect(then.drawing).toBeGreaterThan(first.drawing)
  })

  it('goes up and down without a gap or a line twice', () => {
    const output = numbered(30_000)
    let window = wished(emptyWindow(output.length, true), 'end', output)
    const check = () => {
      const numbers = texts(window).map(Number)
      expect(numbers.findIndex((number, at) => number !== (numbers[0] ?? 0) + at)).toBe(-1)
      expect(window.from).toBe((numbers[0] ?? 0) * 20)
    }
    for (let steps = 0; window.from > 0; steps++) {
      expect(steps).toBeLessThan(100)
      window = wished(window, 'before', output)
      check()
    }
    for (let steps = 0; window.to < output.length; steps++) {
      expect(steps).toBeLessThan(100)
      window = wished(window, 'after', output)
      check()
    }
  })

  it('holds the place that is jumped to, at the beginning, in the middle and at the end', () => {
    const output = numbered(most)
    for (const at of [0, 20, 1_200_000, 2_399_990, output.length]) {
      const window = wished(emptyWindow(output.length, true), at, output)
      const line = window.lines[lineAt(window, at)]
      expect(line?.at).toBe(Math.min(output.length - 20, at - (at % 20)))
      expect(rangeFor(window, Math.min(at, output.length - 1))).toBeNull()
    }
  })

  it('stays within its bounds where every byte is a line, and where there is no line at all', () => {
    for (const output of [new Uint8Array(1_500_000).fill(10), new Uint8Array(3_000_000).fill(120)]) {
      let window = emptyWindow(output.length, true)
      for (const wish of ['end', 'before', 'before', 'after', 700_000, 'before', 'after', 0, 'after'] as const) {
        window = wished(window, wish, output)
        expect(weight(window).lines).toBeLessThanOrEqual(held.lines)
        expect(weight(window).bytes).toBeLessThanOrEqual(held.bytes)
        expect(window.rest.length).toBeLessThanOrEqual(8192)
      }
    }
  })

  it('does not take what comes too late', () => {
    const output = numbered(40_000)
    const window = wished(emptyWindow(output.length, true), 'end', output)
    expect(laid(window, 'before', 40, output.subarray(40, 80))).toBe(window)
    expect(laid(window, 'after', 40, output.subarray(40, 80))).toBe(window)
  })

  it('holds each byte in exactly one line, wherever one goes', () => {
    const text = fc.array(fc.constantFrom('a', 'é', '👍', '\n', '\r', 'a long word '), { maxLength: 200 })
    const moves = fc.array(fc.oneof(fc.constantFrom<Wish>('end', 'before', 'after'), fc.nat(900)), { maxLength: 12 })
    fc.assert(
      fc.property(text, moves, (words, wishes) => {
        const output = bytesOf(words.join(''))
        let window = emptyWindow(output.length, true)
        for (const wish of wishes) window = wished(window, wish, output)
        const decoded = new TextDecoder().decode(output.subarray(window.from, window.to - window.rest.length))
        const lines = texts(window).join('\n')
        expect([lines, `${lines}\n`]).toContain(decoded)
      }),
    )
  })
})
