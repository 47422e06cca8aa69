import { describe, expect, it } from 'vitest'
import { projectEnvironment, projectOf } from './project.ts'
import { parseYaml } from './strict.ts'

const project = (...lines: readonly string[]) =>
  projectOf('holdpoint.yaml', parseYaml('holdpoint.yaml', lines.join('\n')))

describe('targets', () => {
  it('are hosts by name, with the folder in which commands start', () => {
    expect(project('targets:', '  web: { ssh: deploy@web1, cwd: /srv/app }', '  db: { ssh: db1 }').targets).toEqual({
      web: { name: 'web', ssh: 'deploy@web1', options: [], cwd: '/srv/app' },
      db: { name: 'db', ssh: 'db1', options: [], cwd: null },
    })
  })

  it('of an environment are over those of all', () => {
    const read = project(
      'targets: { web: { ssh: web1 }, db: { ssh: db1 } }',
      'environments: { staging: { targets: { web: { ssh: staging } } } }',
    )
    expect(projectEnvironment(read, 'staging')?.targets).toMatchObject({ web: { ssh: 'staging' }, db: { ssh: 'db1' } })
    expect(read.targets).toMatchObject({ web: { ssh: 'web1' } })
  })

  it.each([
    ['an option for ssh', '{ ssh: -oProxyCommand=touch }'],
    ['more than a host', '{ ssh: "web1 reboot" }'],
    ['something for a shell', '{ ssh: "web1;reboot" }'],
    ['nowhere', '{ cwd: /srv/app }'],
    ['a folder from nowhere', '{ ssh: web1, cwd: app }'],
    ['another key', '{ ssh: web1, port: 22 }'],
  ])('that are %s are refused, by line', (_, written) => {
    expect(() => project('targets:', `  web: ${written}`)).toThrow(/holdpoint\.yaml:2: /)
  })
})
