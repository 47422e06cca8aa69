import type { Target } from '../../run/index.ts'
import type { YamlNode } from './strict.ts'

/** Hosts on which steps run, by the names that annotations use: `web: { ssh: deploy@web1.example.org, cwd: /srv/app }`. */
export function targetsOf(node: YamlNode | undefined): Readonly<Record<string, Target>> {
  return Object.fromEntries(
    (node?.entries(null, 'a mapping from names to hosts') ?? []).map(([name, one]) => {
      const { ssh, cwd } = Object.fromEntries(one.entries(['ssh', 'cwd'], 'a mapping with `ssh`, and `cwd` if need be'))
      if (ssh === undefined) throw one.wrong('a mapping with `ssh`, e.g. `{ ssh: deploy@web1.example.org }`')
      return [name, { name, ssh: hostIn(ssh), options: [], cwd: cwd === undefined ? null : folderIn(cwd) }]
    }),
  )
}

/** Everything else that ssh needs to know of a host stands in its own configuration. */
function hostIn(node: YamlNode): string {
  const expected = 'a host as `ssh` takes it: `deploy@web1.example.org`, or a `Host` of its configuration'
  const ssh = node.text(expected)
  if (!/^\w[\w.@%:+-]*$/.test(ssh)) throw node.wrong(expected)
  return ssh
}

function folderIn(node: YamlNode): string {
  const expected = 'a folder there, from its root (`/srv/app`) or the home folder (`~/app`)'
  const cwd = node.text(expected)
  if (!/^(?:\/|~(?:\/|$))/.test(cwd)) throw node.wrong(expected)
  return cwd
}
