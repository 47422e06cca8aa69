import { HoldpointError } from '../errors.ts'
import type { Plan, StepId } from '../plan/index.ts'
import type { Answer, Decision, RunEvent, RunState } from '../run/index.ts'
import { inputsOf, isSafe } from '../run/needs.ts'
import { stepOf } from '../run/order.ts'
import { cleaned } from './masking/clean.ts'
import { maskText } from './masking/masker.ts'

/** Values of secret inputs by run. They live in this process only: neither journal nor disk ever hold them. */
export class Secrets {
  private readonly byRun = new Map<string, Map<string, string>>()
  /** Counts values that came or changed. */
  changes = 0

  of(run: string): Readonly<Record<string, string>> {
    return Object.fromEntries(this.byRun.get(run) ?? [])
  }

  /** Keeps those of `values` that the plan calls secret. Fails with `input-unsafe` and `input-nul` as other inputs do. */
  keep(run: string, plan: Plan, values: Readonly<Record<string, string>>): void {
    const kept = this.byRun.get(run) ?? new Map<string, string>()
    this.byRun.set(run, kept)
    for (const { name, text, secret } of plan.inputs) {
      const value = Object.hasOwn(values, name) ? values[name] : undefined
      if (!secret || value === undefined || value === '') continue
      // A command would get what stands before it, which nothing would then recognise in its output.
      if (value.includes('\0')) throw new HoldpointError('input-nul', { input: text })
      if (!isSafe(plan, name, value)) throw new HoldpointError('input-unsafe', { input: text })
      if (kept.get(name) !== value) this.changes += 1
      kept.set(name, value)
    }
  }

  /** Values of everything secret that a run was given; null when this process does not hold all of them. */
  given({ id, inputs }: RunState): readonly string[] | null {
    const held = this.byRun.get(id)
    const names = Object.entries(inputs).flatMap(([name, { value }]) => (value === null ? [name] : []))
    const values = names.flatMap((name) => held?.get(name) ?? [])
    return values.length === names.length ? values : null
  }

  /** Whether a text holds one that is held here. */
  isIn(run: string, text: string): boolean {
    return maskText(text, [...(this.byRun.get(run)?.values() ?? [])]) !== text
  }

  /** An event on its way to the journal: what people, programs and servers said has no secret in it that is held here. */
  clean(run: string, event: RunEvent): RunEvent {
    const values = [...(this.byRun.get(run)?.values() ?? [])]
    return values.length === 0 ? event : cleaned(event, values)
  }

  /** Takes an answer's secret fields out of it; what goes on to the journal only says that they were given. */
  withhold(run: string, plan: Plan, decision: Decision | undefined, answer: Answer): Answer {
    const secret = new Set([
      ...plan.inputs.flatMap((input) => (input.secret ? [input.name] : [])),
      ...(decision?.fields ?? []).flatMap((field) => (field.type === 'secret' ? [field.name] : [])),
    ])
    this.keep(run, plan, answer.fields)
    for (const [name, value] of Object.entries(answer.fields)) {
      // A command with its secret hidden would be another command; so it is said before it is taken.
      const [input] = [...(this.byRun.get(run) ?? [])].find(([, held]) => maskText(value, [held]) !== value) ?? []
      if (input !== undefined && !secret.has(name)) throw new HoldpointError('secret-in-text', { input })
    }
    const fields = Object.entries(answer.fields).map(([name, value]) =>
      secret.has(name) && value !== '' ? [name, notTold] : [name, value],
    )
    return { ...answer, fields: Object.fromEntries(fields) }
  }

  /** Secret inputs that a step reads and that this process does not hold, e.g. after a restart. */
  missing({ id, plan, inputs }: RunState, step: StepId): readonly string[] {
    const held = this.byRun.get(id)
    return inputsOf(plan, stepOf(plan, step).command?.statements ?? [])
      .filter(({ name, secret }) => secret && inputs[name] !== undefined && held?.has(name) !== true)
      .map(({ name }) => name)
  }
}

/** Stands in the journal where a secret was given: of characters that are safe everywhere, see `isSafe`. */
export const notTold = 'kept-out-of-the-journal'
