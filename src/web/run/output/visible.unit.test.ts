import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { plain, visibleLines } from './visible.ts'

/** Output that tries to be more than text, and what is seen of it instead. */
const hostile: readonly { readonly what: string; readonly bytes: string; readonly shown: string }[] = [
  { what: 'a title (OSC 0)', bytes: '\x1b]0;all green\x07', shown: '␛]0;all green␇' },
  { what: 'a title (OSC 2, ended by ST)', bytes: '\x1b]2;all green\x1b\\', shown: '␛]2;all green␛\\' },
  {
    what: 'a link (OSC 8)',
    bytes: '\x1b]8;;http://evil.example\x07here\x1b]8;;\x07',
    shown: '␛]8;;http://evil.example␇here',
  },
  { what: 'the clipboard (OSC 52)', bytes: '\x1b]52;c;cm0gLXJmIC8=\x07', shown: '␛]52;c;cm0gLXJmIC8=␇' },
  { what: 'colours of the palette (OSC 4)', bytes: '\x1b]4;1;?\x07', shown: '␛]4;1;?␇' },
  { what: 'a question for the foreground (OSC 10)', bytes: '\x1b]10;?\x1b\\', shown: '␛]10;?' },
  { what: 'who are you (DA)', bytes: '\x1b[c', shown: '␛[c' },
  { what: 'who are you, second (DA2)', bytes: '\x1b[>c', shown: '␛[>c' },
  { what: 'where is the cursor (DSR)', bytes: '\x1b[6n', shown: '␛[6n' },
  { what: 'a mode (DECRQM)', bytes: '\x1b[?2026$p', shown: '␛[?2026$p' },
  { what: 'a setting (DECRQSS)', bytes: '\x1bP$q"p\x1b\\', shown: '␛P$q"p' },
  { what: 'a termcap entry (XTGETTCAP)', bytes: '\x1bP+q544e\x1b\\', shown: '␛P+q544e' },
  { what: 'a picture (sixel)', bytes: '\x1bPq#0;2;0;0;0\x1b\\', shown: '␛Pq#0' },
  { what: 'the size of the window', bytes: '\x1b[8;1;1t\x1b[21t', shown: '␛[8;1;1t␛[21t' },
  { what: 'the other screen', bytes: '\x1b[?1049hgone\x1b[?1049l', shown: '␛[?1049hgone' },
  { what: 'the cursor up, and a tick over a failure', bytes: '\x1b[3A\x1b[2K✓ passed', shown: '␛[3A␛[2K✓ passed' },
  { what: 'the cursor home, all erased', bytes: '\x1b[H\x1b[2J\x1b[3J', shown: '␛[H␛[2J␛[3J' },
  { what: 'a reset', bytes: '\x1bc', shown: '␛c' },
  { what: 'the mouse and pasted text', bytes: '\x1b[?1000h\x1b[?2004h', shown: '␛[?1000h␛[?2004h' },
  { what: 'a region that does not scroll', bytes: '\x1b[1;1r', shown: '␛[1;1r' },
  { what: 'the last character a million times (REP)', bytes: 'x\x1b[1000000b', shown: 'x␛[1000000b' },
  { what: 'controls of eight bits', bytes: '\x9b31m\x9d52;c;AAAA\x9c', shown: '<9B>31m<9D>52;c;AAAA<9C>' },
  { what: 'text that is concealed', bytes: '\x1b[8mrm -rf /\x1b[28m', shown: '␛[8mrm -rf /␛[28m' },
  { what: 'a hidden colour in a long list', bytes: '\x1b[31;8mx', shown: '␛[31;8mx' },
  { what: 'backspaces over a failure', bytes: 'FAILED\b\b\b\b\b\bPASSED', shown: 'FAILED␈␈␈␈␈␈PASSED' },
  { what: 'a line overwritten', bytes: 'rm -rf /data\rls /data     ', shown: '␍ls /data' },
  { what: 'letters turned around', bytes: 'safe\u202egpj.exe', shown: 'safe<U+202E>gpj.exe' },
  { what: 'letters of no width', bytes: 'pass\u200bed', shown: 'pass<U+200B>ed' },
  { what: 'bells', bytes: '\x07\x07', shown: '␇␇' },
  { what: 'NUL and DEL', bytes: 'a\x00b\x7fc', shown: 'a␀b␡c' },
  { what: 'a sequence that never ends', bytes: `\x1b[${'1;'.repeat(60)}`, shown: '␛[1;1;' },
  { what: 'other character sets', bytes: '\x1b(0lqqk\x0e', shown: '␛(0lqqk␎' },
]

const last = (raw: string) => visibleLines(raw, 'last').join('\n')
const controls = (text: string) => [...plain(text)].filter((one) => /[\p{Cc}\p{Cf}]/u.test(one) && one !== '\t')

describe('what is shown of an output', () => {
  it('keeps colours and weights, and ends them with the line', () => {
    expect(last('\x1b[1;31mred\x1b[0m, \x1b[38;5;208morange, \x1b[38;2;1;2;3mown')).toBe(
      '\x1b[1;31mred\x1b[0m, \x1b[38;5;208morange, \x1b[38;2;1;2;3mown\x1b[0m',
    )
  })

  it('shows what would conceal text or blink', () => {
    expect(last('\x1b[8mhidden\x1b[5m')).toBe('␛[8mhidden␛[5m')
  })

  it.each(hostile)('shows instead of obeying: $what', ({ bytes, shown }) => {
    const text = last(bytes)
    expect(controls(text)).toEqual([])
    expect(text).toContain(shown)
  })

  it('lets no control through, whatever is printed', () => {
    const piece = fc.constantFrom(
      '\x1b',
      '[',
      ']',
      '0',
      '8',
      '31',
      ';',
      'm',
      'c',
      'n',
      '\x07',
      '\x9b',
      '\u202e',
      '\r',
      'a',
    )
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 40 }),
        fc.constantFrom('last', 'all') as fc.Arbitrary<'last' | 'all'>,
        (all, how) => {
          expect(visibleLines(all.join(''), how).flatMap(controls)).toEqual([])
        },
      ),
    )
  })

  it('says that something was overwritten, and shows all of it when asked', () => {
    expect(visibleLines('10 %\r55 %\r100 %\r', 'last')).toEqual(['␍100 %'])
    expect(visibleLines('10 %\r55 %\r100 %\r', 'all')).toEqual(['10 %', '␍55 %', '␍100 %'])
    expect(visibleLines('rm -rf /\rls', 'last')).toEqual(['␍ls'])
  })

  it('takes the line feed of other systems as one', () => {
    expect(last('done\r')).toBe('done')
  })

  it('leaves a family of emoji together', () => {
    expect(last('👩‍👧 ok')).toBe('👩‍👧 ok')
  })
})
