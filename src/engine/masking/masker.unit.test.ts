import { describe, expect, it } from 'vitest'
import fc from '../../testing/properties.ts'
import { Masker, maskText } from './masker.ts'

const secret = 'hün/ter"2 +ok'

const base64 = (before: string, after = '') => Buffer.from(`${before}${secret}${after}`).toString('base64')

/** Masks bytes that come in chunks of these lengths. */
function masked(values: readonly string[], bytes: Uint8Array, lengths: readonly number[], live: boolean): Buffer {
  const masker = new Masker(values, { live })
  const parts: Uint8Array[] = []
  let at = 0
  for (const length of lengths) {
    parts.push(masker.write(bytes.subarray(at, at + length)))
    at += length
  }
  parts.push(masker.write(bytes.subarray(at)), masker.end())
  return Buffer.concat(parts)
}

const forms: readonly (readonly [string, string])[] = [
  ['as it is', secret],
  ['in JSON', JSON.stringify(secret).slice(1, -1)],
  ['in JSON with codes', 'h\\u00fcn/ter\\"2 +ok'],
  ['in JSON with escaped slashes', 'h\\u00fcn\\/ter\\"2 +ok'],
  ['in a URL', encodeURIComponent(secret)],
  ['in a URL, lower case', encodeURIComponent(secret).replace(/%../g, (hex) => hex.toLowerCase())],
  ['in a form', encodeURIComponent(secret).replaceAll('%20', '+')],
  ['in hexadecimal', Buffer.from(secret).toString('hex')],
  ['in upper-case hexadecimal', Buffer.from(secret).toString('hex').toUpperCase()],
]

describe('promise 21: a secret is hidden', () => {
  it.each(forms)('%s', (_, form) => {
    const hidden = maskText(`before ${form} after`, [secret])
    expect(hidden).toBe(`before ${'*'.repeat(Buffer.byteLength(form))} after`)
  })

  it.each([0, 1, 2])('in base64, %i bytes into its group of three, whatever follows', (offset) => {
    for (const after of ['', 'x', 'xy', 'xyz']) {
      const encoded = base64('abc'.slice(0, offset), after)
      const hidden = maskText(`(${encoded})`, [secret])
      // At most the characters that are of its neighbours alone are left.
      expect(hidden.replace(/[(*)=]/g, '').length, hidden).toBeLessThanOrEqual(offset + after.length + 1)
      expect(Buffer.from(hidden.replaceAll('*', ''), 'base64').toString('latin1')).not.toContain('ter')
    }
  })

  it('in base64 that is broken into lines, and in that of URLs', () => {
    const long = `${secret}${'ÿ>?'.repeat(30)}`
    const encoded = Buffer.from(`x${long}`).toString('base64')
    const lines = encoded.replace(/.{76}/g, '$&\n')
    expect(maskText(lines, [long]).replace(/[*\n=]/g, '').length).toBeLessThanOrEqual(2)
    expect(
      maskText(lines, [long])
        .split('\n')
        .map((line) => line.length),
    ).toEqual(lines.split('\n').map((line) => line.length))
    const url = Buffer.from(`x${long}`).toString('base64url')
    expect(maskText(url, [long]).replace(/[*]/g, '').length).toBeLessThanOrEqual(2)
  })

  it('line by line where it has several, such as a key', () => {
    const pem = '-----BEGIN KEY-----\nMC4CAQAwBQYDK2VwBCIEIJ\n-----END KEY-----'
    expect(maskText('  MC4CAQAwBQYDK2VwBCIEIJ\r\n', [pem])).toBe(`  ${'*'.repeat(22)}\r\n`)
  })

  it('across the borders of chunks, wherever they lie, and every other byte stays where it was', () => {
    const around = fc.uint8Array({ maxLength: 20 })
    const piece = fc.constantFrom(...forms.map(([, form]) => form), base64('a', 'b'), 'hün', '\n')
    fc.assert(
      fc.property(
        fc.array(fc.tuple(around, piece), { maxLength: 5 }),
        fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 40 }),
        fc.boolean(),
        (parts, lengths, live) => {
          const bytes = Buffer.concat(parts.flatMap(([noise, text]) => [noise, Buffer.from(text)]))
          const whole = masked([secret], bytes, [], false)
          const cut = masked([secret], bytes, lengths, live)
          expect(whole).toHaveLength(bytes.length)
          expect(cut).toHaveLength(bytes.length)
          for (const [, form] of forms) {
            expect(cut.includes(form)).toBe(false)
            expect(whole.includes(form)).toBe(false)
          }
          for (const [at, byte] of cut.entries()) expect(byte === bytes[at] || byte === 42).toBe(true)
        },
      ),
    )
  })
})

it('shows what cannot be part of a secret at once, to somebody who watches', () => {
  const masker = new Masker(['hunter2'], { live: true })
  const write = (text: string) => Buffer.from(masker.write(Buffer.from(text))).toString()
  expect(write('Password: ')).toBe('Password: ')
  expect(write('hun')).toBe('')
  expect(write('gry')).toBe('hungry')
  expect(write(' hunter')).toBe(' ')
  expect(write('2!')).toBe('*******!')
})

it('a short value is hidden where it stands by itself, and found nowhere else', () => {
  expect(maskText('7, 17, 7x, a7 and 7', ['7'])).toBe('*, 17, 7x, a7 and *')
  expect(masked(['7'], Buffer.from('a 7'), [3], true).toString()).toBe('a *')
  expect(masked(['7'], Buffer.from('a 71'), [3], true).toString()).toBe('a 71')
})

it('without secrets nothing changes and nothing waits', () => {
  const masker = new Masker([''])
  expect(Buffer.from(masker.write(Buffer.from('hunter2'))).toString()).toBe('hunter2')
  expect(masker.end()).toHaveLength(0)
})

it('work grows with the output, not with its square', () => {
  const values = [secret, 'x'.repeat(4_000)]
  const megabyte = Buffer.alloc(1_000_000, 'some words\nand lines ')
  const masker = new Masker(values)
  const out = [0, 1, 2].map(() => masker.write(megabyte).length)
  expect(out[1]).toBe(1_000_000)
  expect(out[2]).toBe(1_000_000)
})
