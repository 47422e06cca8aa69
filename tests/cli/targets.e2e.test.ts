import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { childrenOf, hasSshd, kill, type SshDaemon, startSshd } from '../../src/testing/ssh-daemon.ts'
import { entry, folderWith, holdpointWith } from './holdpoint.ts'

const ticks = '```'
const fence = (info: string, ...lines: readonly string[]) => [`${ticks}${info}`, ...lines, ticks, ''].join('\n')

describe.skipIf(!hasSshd)('commands on another host', () => {
  let host: SshDaemon
  let folder: string
  beforeEach(async () => {
    host = await startSshd()
    mkdirSync(join(host.home, 'app'))
  })
  afterEach(() => host.dispose())

  const project = (document: string, more: Readonly<Record<string, string>> = {}) => {
    folder = folderWith({
      'D.md': `# Deploy\n\n## Deploy\n\n${document}`,
      'holdpoint.yaml': 'targets:\n  web: { ssh: there, cwd: ~/app }\nenvironments:\n  staging: {}\n',
      'there.yaml': 'default:\n  target: there\n',
      ...more,
    })
  }
  const holdpoint = (...args: readonly string[]) => holdpointWith(host.environment, folder, ...args)
  const app = (name: string) => join(host.home, 'app', name)
  const until = async (holds: () => boolean) => {
    for (let look = 0; look < 500 && !holds(); look++) await new Promise((resolve) => setTimeout(resolve, 20))
    expect(holds()).toBe(true)
  }

  it('run where the document or the project says, go on with each other, and the record says where', () => {
    project(
      fence('bash {target=web}', 'mkdir -p next', 'cd next', 'export VERSION=7') +
        fence('bash', 'echo "here: ${VERSION-nothing}"') +
        fence('bash {target=web}', 'echo "there: $VERSION in ${PWD##*/}"'),
    )
    const { out, status } = holdpoint('run', 'D.md')
    expect(out).toContain('here: nothing')
    expect(out).toContain('there: 7 in next')
    expect(out).toContain('on web')
    expect(status).toBe(0)
    expect(holdpoint('verify').status).toBe(0)
    expect(holdpoint('report').out).toMatch(/On other hosts[\s\S]*\| web \| there \|/)
    expect(existsSync(join(host.home, 'state', 'holdpoint', 'lock'))).toBe(false)
  })

  it('that follow an ssh in the document run there when that is the answer, without the ssh itself', () => {
    project(fence('bash', 'ssh there', 'echo "at $PWD"', 'exit') + fence('bash', 'echo "back in $PWD"'))
    expect(holdpoint('run', 'D.md').status).toBe(3)
    const { out, status } = holdpoint('run', 'D.md', '--new', '--answers', 'there.yaml')
    expect(out).toContain('What follows runs on web.')
    expect(out).toContain(`at ${host.home}/app`)
    expect(out).toContain(`back in ${folder}`)
    expect(status).toBe(0)
  })

  it('have their host tried before anything starts', () => {
    project(fence('bash', 'echo begun >> ledger') + fence('bash {target=web}', 'true'))
    writeFileSync(join(host.home, '..', 'authorized_keys'), '')
    const { err, status } = holdpoint('run', 'D.md')
    expect(status).toBe(2)
    expect(err).toContain('web refuses to let you in')
    expect(err).toContain('ssh -o BatchMode=yes there true')
    expect(existsSync(join(folder, 'ledger'))).toBe(false)
    expect(holdpoint('runs').out).not.toContain('Deploy')
  })

  it('whose host lets nobody in when its turn comes have not started, and start once it does', () => {
    project(fence('bash', 'ssh there', 'echo ran >> ledger'))
    const keys = join(host.home, '..', 'authorized_keys')
    const allowed = readFileSync(keys)
    writeFileSync(keys, '')
    expect(holdpoint('run', 'D.md', '--answers', 'there.yaml').err).toContain('refuses to let you in')
    expect(JSON.parse(holdpoint('status', '--json').out).running ?? []).toEqual([])
    writeFileSync(keys, allowed)
    expect(holdpoint('resume').status).toBe(0)
    expect(readFileSync(app('ledger'), 'utf8')).toBe('ran\n')
  })

  it('go on there when Holdpoint is killed; resume finds them, and nothing ran twice', async () => {
    project(
      fence(
        'bash {target=web}',
        'echo begun >> ledger',
        'until [[ -e go ]] || ((SECONDS > 90)); do sleep 0.05; done; echo ended',
      ),
    )
    const child = spawn(process.execPath, [entry, 'run', 'D.md'], {
      cwd: folder,
      env: host.environment,
      stdio: 'ignore',
    })
    await until(() => existsSync(app('ledger')))
    child.kill('SIGKILL')
    writeFileSync(app('go'), '')
    const { out, status } = holdpoint('resume')
    expect(out).toContain('ended')
    expect(status).toBe(0)
    expect(readFileSync(app('ledger'), 'utf8')).toBe('begun\n')
  })

  it('on a host that is gone for good keep nobody from going back', async () => {
    project(
      fence('bash {target=web}', 'echo begun >> ledger', 'for ((i = 0; i < 90; i++)); do sleep 1; done') +
        `\n## Rollback\n\n${fence('bash', 'echo back >> ledger')}`,
    )
    const child = spawn(process.execPath, [entry, 'run', 'D.md'], {
      cwd: folder,
      env: host.environment,
      stdio: 'ignore',
    })
    await until(() => existsSync(app('ledger')))
    child.kill('SIGKILL')
    await host.stop(true)
    const resumed = holdpoint('resume')
    expect([resumed.status, resumed.err]).toEqual([3, expect.stringContaining('web')])
    const { status, out } = holdpoint('back', 'D.md', '--reason', 'the host is gone')
    expect(out).toContain('Backed out')
    expect(status).toBe(4)
    expect(readFileSync(join(folder, 'ledger'), 'utf8')).toBe('back\n')
    expect(holdpoint('verify').status).toBe(0)
  })

  it('go on there when the connection breaks, and the transcript says so', async () => {
    project(
      fence(
        'bash {target=web}',
        'echo begun | tee ledger',
        'until [[ -e go ]] || ((SECONDS > 90)); do sleep 0.05; done; echo ended',
      ),
    )
    const child = spawn(process.execPath, [entry, 'run', 'D.md'], {
      cwd: folder,
      env: host.environment,
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    let said = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text
    })
    const ended = new Promise((resolve) => child.once('close', resolve))
    await until(() => said.includes('begun\n'))
    for (const pid of childrenOf(host.pid)) kill(pid)
    await until(() => /The\s+step\s+goes\s+on\s+there/.test(said))
    writeFileSync(app('go'), '')
    expect(await ended).toBe(0)
    expect(said).toMatch(/web is there again; what it printed meanwhile\s+follows[\s\S]*ended\n/)
    expect(holdpoint('verify').status).toBe(0)
  })

  it('of two runs do not come between each other', () => {
    project(`${fence('bash {target=web}', 'true')}- [ ] Somebody looks\n`, {
      'E.md': `# Other\n\n## Deploy\n\n${fence('bash {target=web}', 'echo never >> ledger')}`,
    })
    expect(holdpoint('run', 'D.md').status).toBe(3)
    const second = holdpoint('run', 'E.md')
    expect(second.err).toContain('works on web: one run at a time does')
    expect(second.status).toBe(3)
    expect(existsSync(app('ledger'))).toBe(false)
    expect(holdpoint('abort', 'D.md', '--reason', 'later').status).toBe(0)
    expect(holdpoint('resume', 'E.md').status).toBe(0)
  })

  it('are only pretended in a rehearsal', async () => {
    project(fence('bash {target=web}', 'true') + fence('bash', 'ssh $HOST', 'reboot'))
    await host.stop(true)
    const { out, status } = holdpoint('rehearse', 'D.md')
    expect(out).toContain('on web')
    expect(status).toBe(0)
  })

  it('need a target that somebody has named', () => {
    project(fence('bash {target=wbe}', 'true'))
    const { err, status } = holdpoint('run', 'D.md')
    expect(status).toBe(2)
    expect(err).toContain('`wbe`, and `holdpoint.yaml` names no such target; it has web')
  })

  it('are reached as their environment says', () => {
    project(fence('bash {target=web}', 'pwd'), {
      'holdpoint.yaml':
        'targets:\n  web: { ssh: no-such-host.invalid }\nenvironments:\n  staging:\n    targets:\n      web: { ssh: there }\n',
    })
    expect(holdpoint('run', 'D.md').err).toContain('No address is known for web')
    expect(holdpoint('run', 'D.md', '--environment', 'staging').out).toContain(`│ ${host.home}\n`)
  })
})
