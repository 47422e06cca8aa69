import type { StepId } from '../../plan/index.ts'
import type { Decision, RunState } from '../../run/index.ts'
import { chooseAnswer, chooseQuestion } from '../choose-answer.ts'
import type { Context } from '../context.ts'
import { exits } from '../exit.ts'
import type { Given } from '../given.ts'
import { outputsOf } from '../outputs.ts'
import { pairs } from '../pairs.ts'
import { statusJson } from '../status-json.ts'
import { attendedLines, authorityLines, mayLines } from '../terminal/approval-lines.ts'
import { wrap } from '../terminal/cells.ts'
import { choiceLines, decisionLines, spelledLines } from '../terminal/decision-view.ts'
import { stepsNamed } from '../terminal/numbers.ts'
import { short } from '../terminal/run-views.ts'
import { indexOf } from '../terminal/words.ts'
import { whoDrives } from '../who-drives.ts'
import { openRun } from '../workplace.ts'

export async function execute(given: Given, context: Context): Promise<number> {
  const { work, state } = await openRun(given, context, given.required('run'))
  const { look } = context
  try {
    if (given.flag('claim') || given.flag('release')) {
      const type = given.flag('claim') ? 'Claim' : 'Release'
      const decision = chooseQuestion(state.open, given.text('decision'), `--${type.toLowerCase()}`)
      const acted = await work.engine.act(state.id, { type, decision: decision.id }, work.driving.by)
      if (given.json) context.printJson(statusJson(acted.state, Date.now()))
      else context.print(authorityLines(decision, acted.state, look))
      return exits.done
    }
    const chosen = chooseAnswer(state.open, given.text('decision'), given.text('option'))
    if (chosen === null) {
      if (given.json) context.printJson(state.open)
      else if (state.open.length === 0) context.print(`Run ${short(state.id)} asks nothing now.`)
      for (const [at, decision] of given.json ? [] : state.open.entries()) {
        const outputOf = await outputsOf(work.engine, () => look)(decision, state)
        const number = state.open.length > 1 ? [look.bold(`Question ${at + 1}, ${short(decision.id)}`)] : []
        context.print([
          ...number,
          ...decisionLines(decision, state, outputOf, look),
          ...mayLines(decision, state, work.driving.by, look),
          ...spelledLines(decision, look),
          ...choiceLines(decision, look),
        ])
      }
      return exits.done
    }
    const answer = {
      option: chosen.option.id,
      steps: stepsOf(chosen.decision, given, state),
      reason: given.text('reason'),
      fields: pairs('--field', given.list('field')),
    }
    const acted = await work.engine.act(
      state.id,
      { type: 'Answer', decision: chosen.decision.id, answer },
      work.driving.by,
    )
    if (given.json) context.printJson(statusJson(acted.state, Date.now()))
    else {
      const left = acted.state.open.find(({ id }) => id === chosen.decision.id)
      context.print(wrap(`${chosen.option.label}: ${chosen.option.effect}`, look.caps.width, '  '))
      if (left) context.print(authorityLines(left, acted.state, look))
      for (const { event, actor } of acted.recorded)
        if (event.type === 'ApprovalLapsed') context.print(attendedLines({ event, actor }, acted.state, look))
      context.print(await whoDrives(acted.state, work, context))
    }
    return exits.done
  } finally {
    await work.close()
  }
}

/** The steps of a group that `--step` names; none named: all of them that are open. */
function stepsOf(decision: Decision, given: Given, state: RunState): readonly StepId[] {
  const among = decision.steps.map((id) => indexOf(state.plan).step(id))
  return stepsNamed(given.list('step'), state.plan, among).map(({ id }) => id)
}
