import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { operator } from './operator.ts'

it("is the operating system's user with git's name and address", () => {
  const folder = mkdtempSync(join(tmpdir(), 'holdpoint-people-'))
  try {
    execFileSync('git', ['init', '-q', folder])
    execFileSync('git', ['-C', folder, 'config', 'user.name', 'Ada Example'])
    execFileSync('git', ['-C', folder, 'config', 'user.email', 'ada@example.org'])
    expect(operator(folder, 'SHA256:abc')).toEqual({
      kind: 'person',
      id: userInfo().username,
      name: 'Ada Example <ada@example.org>',
      key: 'SHA256:abc',
    })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
