import { type Beside, evidenceOf, isWhole, nameOf, type Promotion, type ReleaseIdentity } from '../run/index.ts'
import { LiveRun } from './live-run.ts'
import type { RunStore } from './ports.ts'

type Ports = Parameters<typeof LiveRun.load>[0] & { readonly store: RunStore }

/**
 * The newest run that did the same release in an environment, all of it and to its end, and that nobody took back since;
 * null: there is none.
 */
export async function promotionFrom(
  ports: Ports,
  environment: string,
  identity: ReleaseIdentity,
): Promise<Promotion | null> {
  const takenBack = new Set<string>()
  for (const header of await ports.store.runs()) {
    if (header.environment !== environment || header.rehearsal) continue
    const { state, head } = await LiveRun.load(ports, header.run)
    // A way back that is under way, or was broken off in its middle, has changed what is there.
    if (state.continues !== null && state.line !== 'main') takenBack.add(state.continues)
    if (!isWhole(state) || takenBack.has(state.id) || state.identity?.digest !== identity.digest) continue
    return evidenceOf(state, head)
  }
  return null
}

/** The newest unfinished run of an environment, beside which another one is to begin; null: there is none. */
export async function runBeside(ports: Ports, environment: string | null, reason: string): Promise<Beside | null> {
  const header = (await ports.store.runs()).find(
    (one) => one.environment === environment && !one.rehearsal && one.outcome === null,
  )
  if (header === undefined || environment === null) return null
  const { state } = await LiveRun.load(ports, header.run)
  return { run: state.id, who: nameOf(state.authority, state.operator), since: state.createdAt, reason }
}
