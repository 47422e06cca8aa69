import { logName, type RunCommand, type RunState } from '../run/index.ts'
import type { RunFiles, StepRunner } from './ports.ts'

/**
 * Commands that seal the logs of services whose process is gone. A service is the release: nothing ends it but a step of the
 * document or somebody outside, and the run notices when it looks.
 */
export async function goneServices(
  { runner, files }: { readonly runner: StepRunner; readonly files: RunFiles },
  state: RunState,
): Promise<readonly RunCommand[]> {
  const open = state.services.filter((service) => service.endedAt === null)
  if (open.length === 0) return []
  const alive = await runner.alive(open)
  const commands: RunCommand[] = []
  for (const { step, attempt, pid, log } of open.filter((service) => !alive.includes(service))) {
    const later = await files.seal(state.id, step, attempt, 0, Number.POSITIVE_INFINITY, logName(log))
    if (later !== null) commands.push({ type: 'EndService', step, attempt, pid, later, why: 'its process is gone' })
  }
  return commands
}
