import { lookAlikes } from '../../compose.ts'
import { markdown, type OutputTail } from '../../record/index.ts'
import type { Recorded, RunState } from '../../run/index.ts'
import type { Context } from '../context.ts'

/** As many are named; who has more has to look at all of it anyway. */
const named = 10

/**
 * Says what in a record looks like a secret that nobody declared, before it is handed on. Declared ones are hidden in it; of
 * these only a person knows whether they are any.
 */
export async function flagLookAlikes(
  state: RunState,
  history: readonly Recorded[],
  tails: ReadonlyMap<string, OutputTail>,
  context: Context,
): Promise<void> {
  const number = new Map(state.plan.steps.map(({ id, number }) => [id, number]))
  const texts = [
    { where: 'the record', text: markdown(state, history) },
    ...[...tails].map(([key, { bytes }]) => {
      const [attempt = '', ...step] = key.split(' ')
      const where = `the output of step ${number.get(step.join(' ')) ?? ''}, attempt ${attempt}`
      return { where, text: new TextDecoder().decode(bytes) }
    }),
  ]
  await flagIn(texts, context)
}

/** The same in texts with the names by which people know them. */
export async function flagIn(
  texts: readonly { readonly where: string; readonly text: string }[],
  { stderr }: Pick<Context, 'stderr'>,
): Promise<void> {
  const found: string[] = []
  for (const { where, text } of texts)
    for (const { line, what } of await lookAlikes(text)) found.push(`  line ${line} of ${where}: ${what}`)
  if (found.length === 0) return
  const rest = found.length > named ? [`  and ${found.length - named} more`] : []
  stderr.write(
    `${['This looks like a secret that no input declares:', ...found.slice(0, named), ...rest].join('\n')}
Look at it before you hand the record on; if it is one, change it. Values of inputs with names such as TOKEN, PASSWORD or SECRET are hidden.\n`,
  )
}
