import { expect, it } from 'vitest'
import { matchesOf } from './matches.ts'

it.each([
  [/a(b)?/g, 'ab a xab'],
  [/x*/g, 'axx a'],
  [/x*/gu, '𝒳x𝒳'],
  [/(?<=\n|^)b/gm, 'b\nb ab'],
  [/z/g, 'none'],
  [/a/g, ''],
])('finds what matchAll finds: %s in %j', (pattern, text) => {
  const all = [...text.matchAll(pattern)]
  expect(matchesOf(pattern, text)).toEqual(all)
  expect(matchesOf(pattern, text)).toEqual(all)
})
