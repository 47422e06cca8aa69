import type { Engine } from '../../engine/engine.ts'
import type { Decision, RunState } from '../../run/index.ts'

/** A question for values, with those of last time in this environment standing there to be changed; never taken unasked. */
export async function offer(
  decision: Decision,
  state: RunState,
  engine: Pick<Engine, 'suggestions'>,
): Promise<Decision> {
  if (decision.kind !== 'input') return decision
  const remembered = await engine.suggestions(state)
  const fields = decision.fields.map((field) => ({
    ...field,
    suggestion: field.type === 'secret' ? null : (field.suggestion ?? remembered[field.name] ?? null),
  }))
  return { ...decision, fields }
}
