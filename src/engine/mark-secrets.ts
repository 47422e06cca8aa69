import { markOf } from '../run/chain.ts'
import type { RunCommand, RunState } from '../run/index.ts'
import type { RunFiles } from './ports.ts'
import type { Secrets } from './secrets.ts'

interface MarkPorts {
  readonly files: Pick<RunFiles, 'markKey'>
  readonly secrets: Secrets
}

/**
 * What tells one value of a secret from another, for approvals: keyed with a key of the run's own, which never leaves its store,
 * so that who has the journal alone can try no values. Those that the run knows already are left out; without a key there are none.
 */
export async function marksDue({ files, secrets }: MarkPorts, state: RunState): Promise<readonly RunCommand[]> {
  const held = Object.entries(secrets.of(state.id)).filter(([name]) => state.inputs[name]?.value === null)
  if (held.length === 0 || state.rehearsal || state.status === 'ended') return []
  const key = await files.markKey(state.id)
  if (key === null) return []
  const marks = held
    .map(([name, value]) => [name, markOf(key, name, value)] as const)
    .filter(([name, mark]) => state.marks?.[name] !== mark)
  return marks.length === 0 ? [] : [{ type: 'MarkSecrets', marks: Object.fromEntries(marks) }]
}
