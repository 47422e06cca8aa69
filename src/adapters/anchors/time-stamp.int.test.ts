import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Authority, hasOpenssl, timeStampAuthority } from '../../testing/time-stamp-authority.ts'
import { checkStamp, timeStamp } from './time-stamp.ts'

const text = `Holdpoint-Run: abc events=12 merkle-root=${'0f'.repeat(32)}\n`

describe.skipIf(!hasOpenssl)('a time stamp (needs openssl)', () => {
  let tsa: Authority
  let other: Authority
  let reply: Uint8Array
  beforeAll(async () => {
    tsa = await timeStampAuthority()
    other = await timeStampAuthority()
    reply = await timeStamp(tsa.url, text)
  }, 60_000)
  beforeEach(() => {
    tsa.answer = null
  })
  afterAll(async () => {
    await tsa.close()
    await other.close()
  })

  it('holds for the text that was stamped, and tells when', () => {
    const checked = checkStamp(text, reply, tsa.ca)
    expect(checked).toMatchObject({ is: 'good', at: expect.stringMatching(/^\w{3} .*\d{4} GMT$/) })
  })

  it('holds for no other text, and by no other authority', () => {
    expect(checkStamp(text.replace('12', '13'), reply, tsa.ca)).toMatchObject({ is: 'bad' })
    expect(checkStamp(text, reply, other.ca)).toMatchObject({ is: 'bad' })
  })

  it('is not held for good where no authority is named', () => {
    expect(checkStamp(text, reply, null)).toMatchObject({ is: 'unchecked', why: expect.stringContaining('--ca') })
  })

  it('of which a byte was changed is none, or does not hold', () => {
    for (let at = 0; at < reply.length; at += 97) {
      const changed = Buffer.from(reply)
      changed[at] = (changed[at] ?? 0) ^ 0x55
      // What stands beside the signature, in certificates that nobody asks for, may change; what is said may not.
      const checked = checkStamp(text, changed, tsa.ca)
      if (checked.is === 'good') expect(checked).toEqual(checkStamp(text, reply, tsa.ca))
    }
    expect(checkStamp(text, reply.subarray(0, reply.length - 1), tsa.ca)).toMatchObject({ is: 'bad' })
    expect(checkStamp(text, new Uint8Array(), tsa.ca)).toMatchObject({ is: 'bad' })
  })

  it.each([
    ['an error', { status: 503, body: 'later' }, 'it answered 503'],
    ['something else', { status: 200, body: '<html>' }, 'its answer grants no time stamp'],
    ['more than is read', { status: 200, body: 'x'.repeat(1_000_001) }, 'its answer is longer than 1000000 bytes'],
  ])('is not taken from an authority that answers with %s', async (_, answer, why) => {
    tsa.answer = answer
    await expect(timeStamp(tsa.url, text)).rejects.toThrow(why)
  })

  it('is not there where nobody answers', async () => {
    await expect(timeStamp('http://127.0.0.1:1/', text)).rejects.toThrow('gave no time stamp')
  })
})
