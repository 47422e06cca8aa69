import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readYaml } from './strict.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'holdpoint-yaml-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

describe('a YAML file that cannot be read', () => {
  it('is named with the reason; a pipe is not waited for', () => {
    const pipe = join(folder, 'holdpoint.yaml')
    spawnSync('mkfifo', [pipe])
    expect(() => readYaml(pipe)).toThrow('it is not a file')
    expect(() => readYaml(folder)).toThrow('it is not a file')
    expect(() => readYaml(join(folder, 'none.yaml'))).toThrow('it does not exist')
  })
})
