import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { folderWith, holdpoint } from './holdpoint.ts'

const stacks = ['node', 'django', 'rails', 'kubernetes', 'static']

describe('holdpoint init', () => {
  it.each(stacks)('writes a checklist for %s that is clean and can be rehearsed to its end, and back', (stack) => {
    const folder = folderWith({})
    const made = holdpoint(folder, 'init', '--stack', stack)
    expect(made).toMatchObject({ status: 0, err: '' })
    expect(made.out).toContain('rehearse DEPLOYMENT.md')
    expect(holdpoint(folder, 'lint', 'DEPLOYMENT.md').out).toContain('Nothing found in DEPLOYMENT.md: it is clean.')
    expect(holdpoint(folder, 'rehearse', 'DEPLOYMENT.md').status).toBe(0)
    const line = readFileSync(join(folder, 'DEPLOYMENT.md'), 'utf8')
      .split('\n')
      .findIndex((one) => one.startsWith('curl '))
    expect([1, 4]).toContain(holdpoint(folder, 'rehearse', 'DEPLOYMENT.md', '--fail', String(line + 1)).status)
  })

  it('looks at the folder of the file, and says what it saw', () => {
    const folder = folderWith({ 'package.json': '{ "name": "shop", "scripts": { "start": "node ." } }' })
    expect(JSON.parse(holdpoint(folder, 'init', 'RELEASE.md', '--json').out)).toEqual({
      file: 'RELEASE.md',
      stack: 'node',
      because: 'package.json',
    })
  })

  it('never overwrites, and says what it could not find', () => {
    const folder = folderWith({ 'DEPLOYMENT.md': 'ours\n' })
    expect(holdpoint(folder, 'init')).toMatchObject({ status: 2, err: expect.stringContaining('--stack') })
    expect(holdpoint(folder, 'init', '--stack', 'node')).toMatchObject({
      status: 2,
      err: expect.stringContaining('DEPLOYMENT.md exists already'),
    })
    expect(readFileSync(join(folder, 'DEPLOYMENT.md'), 'utf8')).toBe('ours\n')
    expect(holdpoint(folder, 'init', 'none/x.md', '--stack', 'node')).toMatchObject({ status: 2 })
  })
})
