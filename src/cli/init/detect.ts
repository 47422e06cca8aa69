import { HoldpointError } from '../../errors.ts'
import { django, type Facts, node, plainSite, rails, site } from './applications.ts'
import { kubernetes, plainKubernetes } from './kubernetes.ts'
import { packageJson } from './package-json.ts'
import { Folder, type Project, type Stack, stacks } from './project.ts'

interface Sign {
  readonly stack: Stack
  /** What shows that it is this one; null: nothing does. */
  readonly because: (folder: Folder) => string | null
  readonly facts: (folder: Folder) => Facts
}

/** The first that fits is meant: manifests say more of a release than the code beside them. */
const signs: readonly Sign[] = [
  {
    stack: 'kubernetes',
    because: (folder) => kubernetes(folder)?.because ?? null,
    facts: (folder) => kubernetes(folder) ?? plainKubernetes(folder),
  },
  { stack: 'django', because: (folder) => folder.first('manage.py'), facts: django },
  {
    stack: 'rails',
    because: (folder) => (folder.has('Gemfile') ? folder.first('config/application.rb') : null),
    facts: rails,
  },
  {
    stack: 'node',
    because: (folder) => (packageJson(folder)?.scripts.start === undefined ? null : 'package.json'),
    facts: node,
  },
  {
    stack: 'static',
    because: (folder) => site(folder)?.because ?? null,
    facts: (folder) => site(folder) ?? plainSite(folder),
  },
  { stack: 'node', because: (folder) => folder.first('package.json'), facts: node },
]

/**
 * Looks at a folder for what is released from it. `wanted` is what a person says it is. Fails with `stack-unknown` when
 * nothing fits, and with `manifest-unreadable`.
 */
export function detect(path: string, wanted: Stack | null): Project {
  const folder = new Folder(path)
  const asked = signs.filter(({ stack }) => wanted === null || stack === wanted)
  for (const { stack, because, facts } of asked) {
    const sign = because(folder)
    if (sign !== null) return { stack, because: sign, ...pick(facts(folder)) }
  }
  const [first] = asked
  if (wanted === null || first === undefined)
    throw new HoldpointError('stack-unknown', { folder: path, stacks: stacks.join(', ') })
  return { stack: wanted, because: '--stack', ...pick(first.facts(folder)) }
}

const pick = ({ has, values }: Facts): Facts => ({ has, values })
