import { describe, expect, it } from 'vitest'
import { detectCaps } from './caps.ts'

const utf8 = { LANG: 'en_GB.UTF-8', TERM: 'xterm-256color' }
const terminal = { isTTY: true, columns: 100, rows: 40 }

describe('what a terminal can show', () => {
  it.each([
    ['a terminal', utf8, terminal, {}, { interactive: true, colour: true, unicode: true, plain: false, width: 100 }],
    ['a pipe', utf8, {}, {}, { interactive: false, colour: false, width: 80 }],
    ['NO_COLOR', { ...utf8, NO_COLOR: '1' }, terminal, {}, { colour: false }],
    ['FORCE_COLOR in a pipe', { ...utf8, FORCE_COLOR: '1' }, {}, {}, { colour: true }],
    ['FORCE_COLOR=0', { ...utf8, FORCE_COLOR: '0' }, terminal, {}, { colour: false }],
    ['--no-color over FORCE_COLOR', { ...utf8, FORCE_COLOR: '1' }, terminal, { color: false }, { colour: false }],
    ['LANG=C', { LANG: 'C', TERM: 'xterm' }, terminal, {}, { unicode: false }],
    ['LC_ALL over LANG', { ...utf8, LC_ALL: 'C' }, terminal, {}, { unicode: false }],
    ['TERM=dumb', { ...utf8, TERM: 'dumb' }, terminal, {}, { unicode: false, colour: false, plain: true }],
    ['--plain', utf8, terminal, { plain: true }, { plain: true, colour: false, unicode: false }],
    ['--ascii', utf8, terminal, { ascii: true }, { unicode: false, colour: true }],
    ['a very narrow window', utf8, { ...terminal, columns: 7 }, {}, { width: 20 }],
  ])('%s', (_, env, output, flags, expected) => {
    expect(detectCaps({ env, output, input: output }, flags)).toMatchObject(expected)
  })
})
