import type { z } from 'zod'
import type { ActName, Acts } from '../../contract/index.ts'
import type { OptionId, PersonCommand } from '../../run/index.ts'

/** What an act is called in the core, by its name on the wire; null: it changes nothing that is recorded. */
const commands: { readonly [N in ActName]: (body: z.output<Acts[N]['body']>) => PersonCommand | null } = {
  answer: ({ decision, option, steps, reason, fields }) => ({
    type: 'Answer',
    decision,
    // What is no option of the decision is refused by the core, with those that are.
    answer: { option: option as OptionId, steps, reason, fields },
  }),
  claim: ({ decision }) => ({ type: 'Claim', decision }),
  release: ({ decision }) => ({ type: 'Release', decision }),
  tick: ({ steps, as, reason, values }) => ({ type: 'Tick', steps, as, reason, values }),
  inputs: ({ values }) => ({ type: 'GiveInputs', values, from: 'person' }),
  cancel: ({ step, attempt, reason }) => ({ type: 'Cancel', step, attempt, reason }),
  comment: ({ step, text }) => ({ type: 'Comment', step, text }),
  pause: ({ reason }) => ({ type: 'Pause', reason }),
  resume: () => ({ type: 'Resume' }),
  back: ({ procedure, reason, confirmed, wait }) => ({ type: 'Back', procedure, reason, confirmed, wait }),
  abort: ({ reason }) => ({ type: 'Abort', reason }),
  'go-on': () => null,
}

/** The body is what the act's schema gave. */
export const commandOf = (name: ActName, body: unknown): PersonCommand | null => commands[name](body as never)
