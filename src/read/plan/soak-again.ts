import type { Soak, Step, StepId } from '../../plan/index.ts'
import { onlyLooks } from '../shell/index.ts'

/**
 * Names the steps of each time of watching whose command may be run again and again: checks, what only looks, what an
 * annotation calls idempotent, and what the document itself wants done so often. Never what destroys, asks or goes on for ever.
 */
export const withAgain = (soaks: readonly Soak[], steps: readonly Step[]): Soak[] => {
  if (soaks.length === 0) return []
  const of = new Map(steps.map((step) => [step.id, step]))
  return soaks.map((soak) => ({ ...soak, again: soak.steps.filter((id) => isAgain(soak, of.get(id))) }))
}

const isAgain = ({ every, tasks }: Soak, step: (Step & { readonly id: StepId }) | undefined): boolean => {
  const command = step?.command ?? null
  if (command === null || command.statements.length === 0 || command.incomplete !== null) return false
  if (command.language === 'check') return true
  const { statements, flags, session } = command
  if (session !== null || flags.includes('destructive') || flags.includes('interactive')) return false
  if (statements.some((one) => one.endless !== null || one.offered !== null || one.insteadOf !== undefined))
    return false
  const isTold = every !== null || tasks.some((task) => task.every !== null)
  return command.idempotent || isTold || statements.every(({ source }) => onlyLooks(source))
}
