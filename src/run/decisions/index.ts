import type { DecisionKind } from '../decision.ts'
import { answerAlternative } from './alternative.ts'
import type { AnswerTo } from './build.ts'
import { answerByHand } from './byhand.ts'
import { answerClaims } from './claims.ts'
import { answerCondition } from './condition.ts'
import { answerConfirm } from './confirm.ts'
import { answerDestructive } from './destructive.ts'
import { answerFailure } from './failure.ts'
import { answerGo } from './go.ts'
import { answerInput } from './input.ts'
import { answerJudgment } from './judgment.ts'
import { answerMessage } from './message.ts'
import { answerOverride } from './override.ts'
import { answerProcedure } from './procedure.ts'
import { answerRecord } from './record.ts'
import { answerSample } from './sample.ts'
import { answerSignoff } from './signoff.ts'
import { answerSoak } from './soak.ts'
import { answerTarget } from './target.ts'
import { answerTriggers } from './triggers.ts'
import { answerUnknown } from './unknown.ts'
import { answerValue } from './value.ts'

/** What an answer brings about, by the kind of its question. */
export const answers: Readonly<Record<DecisionKind, AnswerTo>> = {
  input: answerInput,
  alternative: answerAlternative,
  condition: answerCondition,
  claims: answerClaims,
  confirm: answerConfirm,
  record: answerRecord,
  signoff: answerSignoff,
  go: answerGo,
  message: answerMessage,
  destructive: answerDestructive,
  target: answerTarget,
  byhand: answerByHand,
  judgment: answerJudgment,
  failure: answerFailure,
  unknown: answerUnknown,
  value: answerValue,
  procedure: answerProcedure,
  sample: answerSample,
  soak: answerSoak,
  triggers: answerTriggers,
  override: answerOverride,
}
