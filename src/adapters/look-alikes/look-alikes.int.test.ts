import { expect, it } from 'vitest'
import { lookAlikes } from './look-alikes.ts'

/** Made here, so that nobody who looks for secrets finds one in this file. */
const token = `ghp_${'a1B2c3D4e5F6'.repeat(3)}`

it('names the line of what looks like a secret, and not the secret', async () => {
  const found = await lookAlikes(`# Deploy\n\nlogin --token ${token}\n`)
  expect(found).toEqual([{ line: 3, what: 'GITHUB_TOKEN' }])
})

it('says nothing of a record without one', async () => {
  expect(await lookAlikes(`# Deploy\n\nSHA-256 ${'0123abcd'.repeat(8)}\n${'*'.repeat(40)}\n`)).toEqual([])
})
