import { expect, it } from 'vitest'
import { queryOf, runsSearch } from './search.ts'

it('an address says which runs are wanted, and nonsense in it says nothing', () => {
  expect(
    runsSearch({ text: 24, outcome: 'failed', environment: '', rehearsals: 'only', from: '50', show: 'trends' }),
  ).toEqual({ text: '24', outcome: 'failed', environment: '', rehearsals: 'only', from: 50, show: 'trends' })
  expect(runsSearch({ outcome: 'lost', from: -3, days: 'x', show: 'all', document: { a: 1 }, other: 1 })).toEqual({})
})

it('the server is asked for what it knows of', () => {
  const search = runsSearch({ text: 'a&b', show: 'trends', environment: '' })
  expect(queryOf(search, ['text', 'environment', 'document'])).toBe('?text=a%26b&environment=')
  expect(queryOf({}, ['text'])).toBe('')
})
