import type { RunEvent } from '../../run/index.ts'
import { maskText } from './masker.ts'

/**
 * Members of events that hold text of people, commands, programs or servers. Ids, digests and words of ours are left alone: a
 * secret that happens to be called `done` must not change what an event means.
 */
const free: ReadonlySet<string> = new Set(
  (
    'after allowed before body command effect error evidence expected fields got label note observed question reason request ' +
    'response sample script seen subject subjects suggestion text url value values why'
  ).split(' '),
)

/** Events whose text will run: hiding a part of it would make it another one. */
const runs: ReadonlySet<RunEvent['type']> = new Set([
  'RunCreated',
  'InputsSet',
  'ValueCaptured',
  'StepEdited',
  'TextLetPass',
])

/** An event with secrets hidden in what somebody or something said. */
export const cleaned = (event: RunEvent, secrets: readonly string[]): RunEvent =>
  runs.has(event.type) ? event : (clean(event, secrets, false) as RunEvent)

/** `inside`: the value stands under a name of `free`; so do the texts of a list or a record there. */
function clean(value: unknown, secrets: readonly string[], inside: boolean): unknown {
  if (typeof value === 'string') return inside ? maskText(value, secrets) : value
  if (Array.isArray(value)) return value.map((one) => clean(one, secrets, inside && typeof one === 'string'))
  if (typeof value !== 'object' || value === null) return value
  const members = Object.entries(value).map(([name, member]) => {
    const isText = free.has(name) || (inside && typeof member === 'string')
    return [name, clean(member, secrets, isText)]
  })
  return Object.fromEntries(members)
}
