import { HoldpointError } from '../errors.ts'
import type { Plan } from '../plan/index.ts'
import type { GivenInputs } from './engine.ts'

export interface InputSources {
  /** `--input NAME=VALUE`. */
  readonly said: Readonly<Record<string, string>>
  /** Of the answers file. */
  readonly answers: Readonly<Record<string, string>>
  /** Of the environment that the run is for, from the project file. */
  readonly project: Readonly<Record<string, string>>
  /** The process's own environment variables. */
  readonly process: Readonly<Record<string, string | undefined>>
}

/**
 * Values known before a run starts, strongest first. Of the process's environment only variables that the document
 * reads by that very name count, as they would in a shell; what was remembered from another run is never among them.
 * Fails with `input-not-in-document` when something was said about an input that the document does not have, or a file of
 * answers names it. The project file speaks of all documents, and may.
 */
export function firstInputs(plan: Plan, sources: InputSources): readonly GivenInputs[] {
  const names = plan.inputs.map((input) => input.name)
  for (const name of Object.keys({ ...sources.said, ...sources.answers }))
    if (!names.includes(name))
      throw new HoldpointError('input-not-in-document', {
        path: plan.source.path,
        name,
        known: names.length === 0 ? 'none' : names.join(', '),
      })
  const only = (values: Readonly<Record<string, string | undefined>>) =>
    Object.fromEntries(
      names.flatMap((name) => {
        const value = Object.hasOwn(values, name) ? values[name] : undefined
        return value === undefined || value === '' ? [] : [[name, value]]
      }),
    )
  const given: readonly GivenInputs[] = [
    { from: 'person', values: only(sources.said) },
    { from: 'answers', values: only(sources.answers) },
    { from: 'environment', values: { ...only(sources.process), ...only(sources.project) } },
  ]
  return given.filter(({ values }) => Object.keys(values).length > 0)
}
