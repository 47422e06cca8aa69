import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { operatorKey } from '../../src/adapters/keys/operator-key.ts'
import { folderWith, holdpointWith } from './holdpoint.ts'
import { closeTerminals, pty, terminal, title } from './terminal.ts'

const document = [
  '# Deploy',
  '',
  '## Approval',
  '- [ ] **Release Manager**: ________ Date: ________',
  '',
  '## Deploy',
  '```bash',
  'cat ready && echo one >> ledger',
  '```',
  '',
].join('\n')

/** A person with a key of their own, all of them on one user of one machine. */
const person = (folder: string, name: string) => {
  const env = {
    HOLDPOINT_KEY: '',
    XDG_CONFIG_HOME: join(folder, name),
    GIT_CONFIG_COUNT: '1',
    GIT_CONFIG_KEY_0: 'user.name',
    GIT_CONFIG_VALUE_0: name,
  }
  const says = (...args: readonly string[]) => holdpointWith(env, folder, ...args)
  return { env, key: operatorKey(env).fingerprint, says }
}

/** A folder in which a release manager must sign, `needed` of them, and never for their own release. */
const project = (needed: number) => {
  const folder = folderWith({ 'D.md': document, ready: '' })
  const [ada, bob, cyd] = [person(folder, 'ada'), person(folder, 'bob'), person(folder, 'cyd')] as const
  writeFileSync(
    join(folder, 'holdpoint.yaml'),
    `people:
  ada: { name: Ada, keys: ["${ada.key}"] }
  bob: { name: Bob, keys: ["${bob.key}"] }
  cyd: { name: Cyd, keys: ["${cyd.key}"] }
roles:
  release-manager: [ada, bob, cyd]
approvals:
  - { match: Release Manager, who: { release-manager: ${needed} }, separated: true, deadline: 4h }
`,
  )
  return { folder, ada, bob, cyd }
}

afterEach(closeTerminals)

describe.skipIf(!pty)(title('people with keys of their own on one run'), () => {
  it('one claims, both answer, one wins, and nobody signs their own', async () => {
    const { folder, ada, bob, cyd } = project(1)
    const driving = terminal(folder, ['run', 'D.md'], ada.env, { cols: 100, rows: 40 })
    await driving.seen('Takes release-manager (Ada, Bob, Cyd)')
    await driving.seen('? explain')
    driving.press('g')
    await driving.seen('Release Manager')
    driving.press('\r')
    await driving.seen('Date')
    driving.press('\r')
    await driving.seen('Ada may not let pass their own work: Ada started this run')

    expect(bob.says('decide', 'D.md', '--claim').status).toBe(0)
    await driving.seen('Bob is on it')
    expect(cyd.says('decide', 'D.md', '--claim').err).toContain('Bob is on decision')
    expect(cyd.says('status', 'D.md').out).toContain('Bob is on it.')

    const { id } = JSON.parse(cyd.says('decide', 'D.md', '--json').out)[0]
    const both = [bob, cyd].map(({ env }) => terminal(folder, ['decide', 'D.md', id, 'sign'], env))
    const ends = await Promise.all(both.map((one) => one.status()))
    expect([...ends].sort()).toEqual([0, 2])
    await driving.seen('Done.')
    expect(await driving.status()).toBe(0)
    expect(readFileSync(join(folder, 'ledger'), 'utf8')).toBe('one\n')
    const winner = ends[0] === 0 ? 'bob' : 'cyd'
    const record = ada.says('report', 'D.md').out
    expect(record).toContain(`**Release Manager**: ${winner} Date: 2`)
    expect(record).toMatch(/It can tell users and keys apart, not the people/)
    expect(ada.says('verify', 'D.md').status).toBe(0)
  })
})

describe('an approval by two', () => {
  it('waits for both, lapses with an edited command, and is asked for again before that runs', () => {
    const { folder, ada, bob, cyd } = project(2)
    expect(ada.says('run', 'D.md').status).toBe(3)
    expect(ada.says('decide', 'D.md', 'sign').err).toContain('may not let pass their own work')
    expect(bob.says('decide', 'D.md', 'sign').out).toContain('Waits for 1 of 2 release-manager; Bob has signed.')
    expect(bob.says('decide', 'D.md', 'sign').err).toContain('has given this answer')
    const status = ada.says('status', 'D.md').out
    expect(status).toContain('Bob has signed')
    expect(status).toMatch(/To be answered within 3 h 59 min/)
    expect(cyd.says('decide', 'D.md', 'sign').status).toBe(0)

    // The release fails, and what would run now is not what was signed.
    rmSync(join(folder, 'ready'))
    expect(ada.says('resume', 'D.md').out).toContain('Edit and retry')
    const edited = ada.says('decide', 'D.md', 'edit', '--field', 'text=echo two >> ledger').out
    expect(edited).toContain('The approval does not stand any more')
    expect(edited).toContain('echo two >> ledger')
    expect(ada.says('resume', 'D.md').status).toBe(3)
    expect(existsSync(join(folder, 'ledger'))).toBe(false)
    expect(cyd.says('decide', 'D.md', 'sign').status).toBe(0)
    expect(ada.says('resume', 'D.md').status).toBe(3)
    expect(bob.says('decide', 'D.md', 'sign').status).toBe(0)
    expect(ada.says('resume', 'D.md').status).toBe(0)
    expect(readFileSync(join(folder, 'ledger'), 'utf8')).toBe('two\n')
    const record = ada.says('report', 'D.md').out
    expect(record).toContain('**Release Manager**: cyd, bob Date: 2')
    expect(record).toMatch(/lapsed .*step 2/)
  })
})
