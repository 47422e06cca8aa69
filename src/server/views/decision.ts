import type { DecisionView } from '../../contract/index.ts'
import type { Step } from '../../plan/index.ts'
import { isOpen, knownAs, lets } from '../../run/authority/admit.ts'
import {
  type Actor,
  type Answered,
  type Decision,
  nameOf,
  outstanding,
  type RunState,
  refusal,
  signersOf,
  whoMay,
} from '../../run/index.ts'
import { stepOf } from '../../run/order.ts'
import { whoView } from './who.ts'

/**
 * An open question with everything that must lie before whoever answers it. `viewer`: of whom it is said whether they may; null:
 * nobody in particular.
 */
export function decisionView(state: RunState, decision: Decision, viewer: Actor | null): DecisionView {
  const asked = state.answered.findLast((one) => one.decision.id === decision.id)
  const signers = signersOf(state, decision)
  return {
    id: decision.id,
    kind: decision.kind,
    question: decision.question,
    detail: decision.detail.map((exhibit) =>
      exhibit.is === 'sentence' ? { is: 'sentence', text: exhibit.text, line: exhibit.span.line } : { ...exhibit },
    ),
    steps: [...decision.steps],
    left: decision.steps.filter((id) => state.steps.get(id).how === null),
    line: decision.span?.line ?? null,
    about: decision.about,
    openedAt: asked?.openedAt ?? state.updatedAt,
    options: decision.options.map(({ id, label, effect, key, reason, deviation }) => ({
      id,
      label,
      effect,
      key,
      reason,
      deviation,
      lets: lets(decision, id),
      open: isOpen(decision, id),
    })),
    fields: decision.fields.map(({ option, name, label, type, choices, required, suggestion, aim }) => ({
      option,
      name,
      label,
      type,
      choices: [...choices],
      required,
      suggestion,
      aim: aim === undefined ? null : aimWords(aim),
    })),
    may: whoMay(state, decision),
    mine: viewer === null ? null : whyNot(state, decision, viewer),
    signed: signers.map((one) => whoView(state, one)),
    missing: missingWords(state, decision, signers),
    claimed: asked?.claimed ? { by: whoView(state, asked.claimed.by), at: asked.claimed.at } : null,
    deadline: decision.deadline?.at ?? null,
    binds: bindWords(state, decision),
  }
}

/** Why somebody may not answer, said to them; null: they may. */
function whyNot(state: RunState, decision: Decision, viewer: Actor): string | null {
  if (decision.who === null) return null
  const refused = refusal(state, decision, viewer)
  if (refused?.code !== 'decision-not-yours') return refused?.message ?? null
  return `You may not answer this: it takes ${whoMay(state, decision)}. You are known here as ${knownAs(viewer)}.`
}

const standings = new WeakMap<Answered, DecisionView>()

/** The same without its steps and whoever looks at it, made once as long as nothing happens to the question. */
export function standingOf(state: RunState, decision: Decision): DecisionView {
  const asked = state.answered.findLast((one) => one.decision.id === decision.id)
  const found = asked === undefined ? undefined : standings.get(asked)
  if (found) return found
  const made = { ...decisionView(state, decision, null), left: [] }
  if (asked !== undefined) standings.set(asked, made)
  return made
}

/** `2 of 3 release-manager`, as in the terminal. */
function missingWords(state: RunState, decision: Decision, signers: readonly Actor[]): string[] {
  return outstanding(state, decision, signers).map(({ need, missing }) => {
    const held = need.people.length === 0 && need.roles.length > 0 ? ', which nobody holds' : ''
    return `${missing} of ${need.count} ${need.roles.join(' or ') || 'person'}${held}`
  })
}

/** What an approval covers, one line each. */
function bindWords({ plan }: RunState, { binds }: Decision): string[] {
  if (binds === null) return []
  const named = ({ number, title }: Step) => `step ${number}: ${title}`
  return [
    ...binds.steps.map(({ step }) => named(stepOf(plan, step))),
    ...binds.inputs.map(({ input }) => `the value of ${input}`),
    ...(binds.release === null ? [] : [`release ${binds.release}`]),
    ...(binds.checks ?? []).map((step) => `that it stays met: ${named(stepOf(plan, step))}`),
  ]
}

const aims: Readonly<Record<string, string>> = {
  '<': 'below',
  '<=': 'at most',
  '>': 'above',
  '>=': 'at least',
  '=': 'exactly',
}

/** `at most 300 ms`. */
const aimWords = ({
  op,
  value,
  unit,
}: {
  readonly op: string
  readonly value: number
  readonly unit: string
}): string => `${aims[op] ?? op} ${value}${unit === '' ? '' : unit === '%' ? '%' : ` ${unit}`}`

/** What a run waits for with a question, in words. */
export function waitsForWords(state: RunState, decision: Decision): string {
  const question = decision.question.replace(/\s+/g, ' ').trim()
  if (decision.who === null) return question
  const signers = signersOf(state, decision)
  const signed = signers.map((one) => nameOf(state.authority, one))
  const has = signed.length === 0 ? '' : ` (${signed.join(', ')} ${signed.length === 1 ? 'has' : 'have'} signed)`
  const whom = signers.length === 0 ? whoMay(state, decision) : missingWords(state, decision, signers).join(' and ')
  return `${question} Waits for ${whom}${has}.`
}
