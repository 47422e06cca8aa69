import type { Alteration } from '../../record/index.ts'
import type { Recorded } from '../../run/index.ts'

/** What was altered, where, and how it shows. `number` gives a step's number by its id. */
export function sentence(one: Alteration, number: (step: string) => number | string): string {
  switch (one.is) {
    case 'edited':
      return `Event ${one.seq} was edited: ${one.why}.`
    case 'missing':
      return `${events(one)} gone: ${one.why}.`
    case 'added':
      return `${events(one)} added: ${one.why}.`
    case 'moved':
      return `Event ${one.seq} stands where another belongs: it ${one.why}.`
    case 'rebuilt':
      return `The run was made anew: ${one.why}.`
    case 'forged':
      return `The ${one.what} in event ${one.seq} was forged: ${one.why}.`
    case 'file':
      return `${one.name} is not as it was written: ${one.why}.`
    case 'output-missing':
      return `The output of step ${number(one.step)}, attempt ${one.attempt}, is not whole: ${one.why}.`
    case 'output-altered':
      return `The output of step ${number(one.step)}, attempt ${one.attempt}, was altered: ${one.why}.`
    case 'listed':
      return `The run's line in the list of runs was altered: ${one.why}.`
  }
}

const events = ({ from, to }: { readonly from: number; readonly to: number }) =>
  from === to ? `Event ${from} is` : `Events ${from} to ${to} are`

/** Numbers of steps by their ids, as far as the journal tells them. */
export function numbersOf(journal: readonly Recorded[]): (step: string) => number | string {
  const first = journal[0]?.event
  const steps = first?.type === 'RunCreated' ? first.plan.steps : []
  return (id) => steps.find((known) => known.id === id)?.number ?? id
}
