import { projectChecks, readDocument } from '../../compose-documents.ts'
import { HoldpointError } from '../../errors.ts'
import { read, suggestedChecks } from '../../read/index.ts'
import { account } from '../../read/plan/index.ts'
import { toReading } from '../../read/reading.ts'
import { programsOf } from '../../read/shell/index.ts'
import { why } from '../../read/why.ts'
import { checksOf } from '../bound-checks.ts'
import type { Context } from '../context.ts'
import { exits } from '../exit.ts'
import type { Given } from '../given.ts'
import { suggestionLines } from '../inspect/suggestions.ts'
import { inspectLines } from '../inspect/view.ts'
import { whyLines } from '../inspect/why.ts'
import { settingsFor, settle } from '../lint/checked.ts'
import { onPath } from '../on-path.ts'

export async function execute(given: Given, context: Context): Promise<number> {
  const source = readDocument(given.required('file'))
  const { plan, judged, ...found } = read(source, checksOf(await projectChecks(source.path)))
  const line = given.text('why')
  if (line !== null) {
    const reasons = why(judged, Number(line))
    if (given.json) context.printJson({ line: Number(line), reasons })
    else context.print(whyLines(source.text, Number(line), reasons, context.look))
    return exits.done
  }
  if (given.flag('suggest')) {
    const suggestions = suggestedChecks(plan, judged.vocabulary)
    if (given.json) context.printJson({ checks: suggestions })
    else context.print(suggestionLines(suggestions, source.path, context.look))
    return exits.done
  }
  if (given.text('format') === 'reading') {
    context.print(JSON.stringify(toReading(judged), null, 2))
    return exits.done
  }
  const { findings, silenced: off } = settle(found.findings, await settingsFor(source.path))
  const silenced = [...found.silenced, ...off]
  if (given.json) context.printJson({ plan, findings, silenced })
  else {
    const missing = programsOf(plan).filter(({ name }) => !onPath(name, context.env.PATH ?? ''))
    context.print(
      inspectLines(
        { plan, account: account(plan, judged), findings, missing, silenced: silenced.length },
        context.look,
      ),
    )
  }
  if (plan.steps.length === 0)
    throw new HoldpointError('no-steps', { path: source.path, found: 'nothing to do and nothing to run' })
  return exits.done
}
