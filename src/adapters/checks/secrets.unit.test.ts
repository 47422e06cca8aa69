import { expect, it } from 'vitest'
import { secretsIn, without } from './secrets.ts'

const cleaned = (texts: readonly string[], line: string) => without(secretsIn(texts), line)

it.each([
  ['an address', ['postgres://ada:hunter2@db/x'], 'login of ada with hunter2 failed', 'login of ada with *** failed'],
  ['as it is written in it', ['redis://:p%40ss-word@r'], 'AUTH p%40ss-word, p@ss-word', 'AUTH ***, ***'],
  [
    'a setting of one',
    ['https://x/?token=abcdef&a=1'],
    'GET https://x/?token=abcdef&a=1',
    'GET https://x/?token=***&a=1',
  ],
  [
    'a short one, where it stands as one',
    ['https://ada:pw@x/'],
    'GET https://ada:pw@x/ pw',
    'GET https://ada:***@x/ pw',
  ],
  ['another address in an answer', [], 'location: https://bob:other@y/', 'location: https://bob:***@y/'],
])('Evidence has no password of %s', (_, texts, line, expected) => expect(cleaned(texts, line)).toBe(expected))

it('Evidence without one is left as it is', () => {
  expect(cleaned(['http://x:80/a@b'], 'GET http://x:80/a@b?page=2')).toBe('GET http://x:80/a@b?page=2')
})
