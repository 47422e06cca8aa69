import { describe, expect, it } from 'vitest'
import fc from '../../testing/properties.ts'
import { OutputLines } from './output-lines.ts'
import { sanitiseLine, visible } from './sanitise.ts'

const colour = { colour: true, unicode: true }
const ascii = { colour: false, unicode: false }

describe('a line of output', () => {
  it.each([
    ['plain words', 'plain words'],
    ['\x1b[31mred\x1b[0m', '\x1b[31mred\x1b[0m\x1b[0m'],
    ['\x1b[1;38;5;208mlong colour', '\x1b[1;38;5;208mlong colour\x1b[0m'],
    ['\x1b[38;2;1;2;3mtrue colour', '\x1b[38;2;1;2;3mtrue colour\x1b[0m'],
    ['\x1b[2Jgone', '␛[2Jgone'],
    ['\x1b[8mhidden', '␛[8mhidden'],
    ['\x1b[31;8mhidden', '␛[31;8mhidden'],
    ['\x1b]0;title\x07', '␛]0;title␇'],
    ['\x1b]8;;http://evil.example\x1b\\link', '␛]8;;http://evil.example␛\\link'],
    ['\x1b]52;c;aGk=\x07', '␛]52;c;aGk=␇'],
    ['\x1bP+q\x1b\\ \x1b_x\x1b\\', '␛P+q␛\\ ␛_x␛\\'],
    ['\u009b2J and \u0090', '<9B>2J and <90>'],
    ['rm -rf /\rls', '␍ls'],
    ['done\r', 'done'],
    [' 10%\r 50%\r100%', '␍100%'],
    ['ab\b\bcd', 'ab␈␈cd'],
    ['user\u202Etxt.exe', 'user<U+202E>txt.exe'],
    ['pass\u200Bword', 'pass<U+200B>word'],
    ['👩‍🚀 stays one', '👩‍🚀 stays one'],
    ['a\tb', 'a       b'],
    ['NUL\0', 'NUL␀'],
  ])('%j is shown as %j', (raw, shown) => {
    expect(sanitiseLine(raw, colour)).toBe(shown)
  })

  it('is ASCII where the terminal is, and without colour where there is none', () => {
    expect(sanitiseLine('\x1b[31mred\x1b[0m \x1b[2J\x7f', ascii)).toBe('red ^[[2J^?')
  })

  it('holds no control but colours, whatever the output was and wherever its chunks are cut', () => {
    const nasty = fc.oneof(
      fc.constantFrom('\x1b', '\x1b[', '\x1b]', '31m', '8m', ';', '2J', '\r', '\b', '\x07', '\u009b', '\u202e', '\n'),
      fc.string({ unit: 'binary' }),
    )
    fc.assert(
      fc.property(fc.array(nasty, { maxLength: 40 }), fc.integer({ min: 1, max: 7 }), (parts, size) => {
        const bytes = new TextEncoder().encode(parts.join(''))
        const lines = new OutputLines()
        const raw: string[] = []
        for (let at = 0; at < bytes.length; at += size) raw.push(...lines.write(bytes.subarray(at, at + size)))
        raw.push(...lines.end())
        for (const line of raw) {
          const shown = sanitiseLine(line, colour)
          // biome-ignore lint/suspicious/noControlCharactersInRegex: this is what the test is about.
          const rest = shown.replace(/\x1b\[[0-9;:]*m/g, '')
          // biome-ignore lint/suspicious/noControlCharactersInRegex: this is what the test is about.
          expect(rest).not.toMatch(/[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200b]/)
          if (rest !== shown) expect(shown.endsWith('\x1b[0m')).toBe(true)
        }
      }),
    )
  })
})

describe('a text of a document', () => {
  it('has no colours of its own, and keeps its lines', () => {
    expect(visible('\x1b[31mone\r\ntwo')).toBe('␛[31mone\ntwo')
  })
})

describe('output in chunks', () => {
  it('is the same lines however it is cut, also within a character', () => {
    const bytes = new TextEncoder().encode('héllo\n世界\nend')
    const lines = new OutputLines()
    const seen: string[] = []
    for (const byte of bytes) seen.push(...lines.write(Uint8Array.of(byte)))
    expect([...seen, ...lines.end()]).toEqual(['héllo', '世界', 'end'])
  })

  it('never keeps more than one bounded line', () => {
    const lines = new OutputLines()
    for (let i = 0; i < 100; i++) lines.write(new Uint8Array(10_000).fill(120))
    expect(lines.rest.length).toBeLessThanOrEqual(8192)
  })

  it('keeps only the last version of a progress bar that never ends its line', () => {
    const lines = new OutputLines()
    const seen: string[] = []
    for (let i = 0; i < 5000; i++) seen.push(...lines.write(new TextEncoder().encode(`\r${i} of 5000`)))
    expect([...seen, ...lines.end()].map((line) => sanitiseLine(line, colour))).toEqual(['␍4999 of 5000'])
  })
})
