import { EditorState } from '@codemirror/state'
import { expect, it } from 'vitest'
import { inBreaks, lineBreakOf, placeIn } from './line-breaks.ts'

const edited = (text: string) =>
  EditorState.create({ doc: text, extensions: [EditorState.lineSeparator.of(lineBreakOf(text))] })

it.each([
  ['line feeds', '# Go\n\n- [ ] x\n'],
  ['those of Windows', '# Go\r\n\r\n- [ ] x\r\n'],
  ['those of old', '# Go\r- [ ] x\r'],
  ['mixed ones', '# Go\r\n- [ ] x\n- [ ] y\r'],
  ['none', '# Go'],
  ['a byte-order mark', '\uFEFF# Go\r\n'],
])('a text that nobody touches comes out of the editor as it went in: %s', (_, text) => {
  expect(edited(text).sliceDoc()).toBe(text)
})

it('a finding stands in the editor where it stands in the text', () => {
  for (const text of ['# Go\r\n- [ ] x\r\nfind me\r\n', '# Go\n- [ ] x\nfind me\n']) {
    const at = placeIn(text.indexOf('find me'), 3, lineBreakOf(text))
    expect(edited(text).doc.lineAt(at)).toMatchObject({ number: 3, from: at })
  }
})

it('what is pasted has the breaks of the text around it', () => {
  expect(inBreaks('a\r\nb\nc\rd', '\r\n')).toBe('a\r\nb\r\nc\r\nd')
  expect(inBreaks('a\r\nb', '\n')).toBe('a\nb')
})
