import { parseAllDocuments } from 'yaml'
import { type Facts, plainName, those } from './applications.ts'
import type { Folder } from './project.ts'

/** What is applied to a cluster. */
interface Manifests {
  readonly because: string
  readonly how: 'helm' | 'kustomize' | 'files'
  readonly path: string
  readonly name: string
  /** Names of its deployments, stateful sets and daemon sets, as `kubectl rollout` takes them. */
  readonly workloads: readonly string[]
}

const folders = ['k8s', 'kubernetes', 'deploy/k8s', 'deploy/kubernetes', 'manifests', 'deploy', 'infra/k8s']
const charts = ['.', 'chart', 'helm', 'deploy/helm', 'deploy/chart']

/** A Helm chart, a kustomization or plain manifests, where one is found; null otherwise. */
export function kubernetes(folder: Folder): (Facts & { readonly because: string }) | null {
  const found = helm(folder) ?? kustomization(folder) ?? files(folder)
  return found === null ? null : { because: found.because, ...factsOf(found) }
}

/** Manifests that a person says there are, where none are yet. */
export const plainKubernetes = (folder: Folder): Facts =>
  factsOf({ because: '--stack', how: 'files', path: 'k8s', name: folder.name, workloads: ['deployment/<deployment>'] })

function factsOf({ how, path, name, workloads }: Manifests): Facts {
  const release = /^[a-z0-9][a-z0-9-]*$/.test(name) ? name : '<helm-release>'
  const each = (verb: string, rest: string) =>
    workloads.map((one) => `kubectl --namespace <namespace> rollout ${verb} ${one}${rest}`).join('\n')
  const status = each('status', ' --timeout=10m')
  const apply = how === 'kustomize' ? `--kustomize ${path}` : `--filename ${path}`
  return {
    has: those({ helm: how === 'helm', manifests: how !== 'helm', deployments: workloads.length > 0 }),
    values: {
      name: plainName(name),
      path,
      release,
      apply,
      status,
      undo: undoOf(how, release, apply, each('undo', '')),
    },
  }
}

function undoOf(how: Manifests['how'], release: string, apply: string, undo: string): string {
  if (how === 'helm') return `helm --namespace <namespace> rollback ${release} --wait --timeout 10m`
  return undo === '' ? `git checkout <previous-commit>\nkubectl --namespace <namespace> apply ${apply}` : undo
}

function helm(folder: Folder): Manifests | null {
  const nested = ['charts', 'helm', 'deploy'].flatMap((parent) =>
    folder
      .names(parent)
      // It stands in a command.
      .filter((name) => /^[\w.-]+$/.test(name))
      .map((name) => `${parent}/${name}`),
  )
  const path = [...charts, ...nested].find((at) => folder.has(`${at}/Chart.yaml`))
  if (path === undefined) return null
  const file = `${path}/Chart.yaml`.replace(/^\.\//, '')
  const [chart] = documentsOf(folder, file)
  return {
    because: file,
    how: 'helm',
    path: path === '.' ? '.' : `./${path}`,
    name: typeof chart?.name === 'string' ? chart.name : folder.name,
    workloads: [],
  }
}

function kustomization(folder: Folder): Manifests | null {
  const overlays = folders.flatMap((at) =>
    ['overlays/production', 'overlays/prod', 'base', ''].map((part) => `${at}/${part}`.replace(/\/$/, '')),
  )
  const path = ['.', ...overlays].find(
    (at) => folder.has(`${at}/kustomization.yaml`) || folder.has(`${at}/kustomization.yml`),
  )
  if (path === undefined) return null
  const bases = [path, path.replace(/overlays\/.*$/, 'base')]
  return {
    because: `${path}/kustomization.yaml`.replace(/^\.\//, ''),
    how: 'kustomize',
    path,
    name: folder.name,
    workloads: [...new Set(bases.flatMap((at) => workloadsIn(folder, at)))],
  }
}

function files(folder: Folder): Manifests | null {
  for (const path of folders) {
    const workloads = workloadsIn(folder, path)
    if (workloads.length > 0) return { because: `${path}/`, how: 'files', path, name: folder.name, workloads }
  }
  return null
}

function workloadsIn(folder: Folder, path: string): readonly string[] {
  return folder
    .names(path)
    .filter((name) => /\.ya?ml$/.test(name))
    .flatMap((name) => documentsOf(folder, path === '.' ? name : `${path}/${name}`))
    .flatMap(({ kind, metadata }) => {
      const name = typeof metadata === 'object' && metadata !== null ? (metadata as { name?: unknown }).name : null
      const rolled = kind === 'Deployment' || kind === 'StatefulSet' || kind === 'DaemonSet'
      return rolled && typeof name === 'string' && /^[a-z0-9][a-z0-9.-]*$/.test(name)
        ? [`${kind.toLowerCase()}/${name}`]
        : []
    })
}

/** The mappings of a YAML file; a template of manifests that is no YAML by itself has none. */
function documentsOf(folder: Folder, name: string): readonly Readonly<Record<string, unknown>>[] {
  const parsed = parseAllDocuments(folder.text(name), { prettyErrors: false, logLevel: 'silent' })
  return [...parsed].flatMap((document) => {
    if (document.errors.length > 0) return []
    const value: unknown = document.toJS({ maxAliasCount: 100 })
    return typeof value === 'object' && value !== null ? [value as Readonly<Record<string, unknown>>] : []
  })
}
