import { expect, it } from 'vitest'
import { vocabularyOf } from '../words/index.ts'
import { remembered } from './remembered.ts'

it('looks at each text of a document once, and at the texts of another document anew', () => {
  const looks: string[] = []
  const find = remembered((_, text) => {
    looks.push(text)
    return text === 'nothing' ? null : text.length
  })
  const document = vocabularyOf('Deploy')
  expect([find(document, 'two'), find(document, 'two'), find(document, 'nothing'), find(document, 'nothing')]).toEqual([
    3,
    3,
    null,
    null,
  ])
  expect(looks).toEqual(['two', 'nothing'])
  find(vocabularyOf('Deploy'), 'two')
  expect(looks).toEqual(['two', 'nothing', 'two'])
})
