import type { Answerer, Given } from '../../engine/ports.ts'
import { HoldpointError } from '../../errors.ts'
import type { Actor, Decision, RunState } from '../../run/index.ts'
import type { AnswerRule, Answers } from './answers.ts'

/**
 * Answers questions from a file. A question that nothing in the file fits is left open, so that the run waits for people
 * with it. Fails with `answer-not-offered` when a rule names the question and an option that it does not have.
 */
export function answerFromFile(answers: Answers): Answerer {
  const by: Actor = { kind: 'answers', id: answers.path, name: null, key: null }
  const used = new Map<AnswerRule, number>()
  return async (open, state, _signal, refused) => {
    if (refused !== null) throw refused
    // What takes a role, or another person, is no file's to answer.
    for (const decision of open.filter(({ who }) => who === null)) {
      const given = inputsGiven(answers, decision) ?? ruleGiven(answers, decision, state, used)
      if (given !== null) return { decision: decision.id, by, answer: given }
    }
    return null
  }
}

/** A question for inputs is answered by `inputs` when the file has all that are required. */
function inputsGiven(answers: Answers, decision: Decision): Given['answer'] | null {
  if (decision.kind !== 'input' || !decision.options.some((o) => o.id === 'give')) return null
  const known = decision.fields.filter((f) => Object.hasOwn(answers.inputs, f.name))
  if (known.length === 0 || decision.fields.some((f) => f.required && !known.includes(f))) return null
  const fields = Object.fromEntries(known.map((f) => [f.name, answers.inputs[f.name] ?? '']))
  return { option: 'give', steps: [], reason: null, fields }
}

function ruleGiven(
  answers: Answers,
  decision: Decision,
  state: RunState,
  used: Map<AnswerRule, number>,
): Given['answer'] | null {
  for (const rule of answers.rules) {
    if (!fits(rule, decision, state) || (used.get(rule) ?? 0) >= (rule.times ?? Number.POSITIVE_INFINITY)) continue
    if (!decision.options.some((o) => o.id === rule.option)) {
      if (rule.fallback) continue
      throw notOffered(answers, rule, decision)
    }
    const fields = fieldsOf(rule, decision)
    if (decision.fields.some((f) => f.option === rule.option && f.required && (fields[f.name] ?? '') === '')) continue
    used.set(rule, (used.get(rule) ?? 0) + 1)
    return { option: rule.option, steps: [], reason: rule.reason, fields }
  }
  return null
}

function fits(rule: AnswerRule, decision: Decision, state: RunState): boolean {
  if (rule.kind !== null && rule.kind !== decision.kind) return false
  if (rule.match === null && rule.at === null) return true
  const steps = state.plan.steps.filter((s) => decision.steps.includes(s.id))
  const words = rule.match?.toLowerCase() ?? null
  if (words !== null && ![decision.question, ...steps.map((s) => s.title)].some((t) => t.toLowerCase().includes(words)))
    return false
  const spans = [...(decision.span === null ? [] : [decision.span]), ...steps.map((s) => s.span)]
  return rule.at === null || spans.some((s) => s.line <= (rule.at ?? 0) && (rule.at ?? 0) <= s.endLine)
}

function fieldsOf(rule: AnswerRule, decision: Decision): Readonly<Record<string, string>> {
  const own = decision.fields.filter((f) => f.option === rule.option)
  const single = own.find((f) => f.required) ?? own[0]
  const named = Object.fromEntries(
    Object.entries(rule.fields).flatMap(([key, value]) => called(own, key).map((name) => [name, value] as const)),
  )
  return rule.value !== null && single !== undefined ? { [single.name]: rule.value, ...named } : named
}

/** The fields that a file means: by name, or by the words that stand at the blank, each that has them. */
function called(own: Decision['fields'], key: string): readonly string[] {
  if (own.some((f) => f.name === key)) return [key]
  const words = key.trim().toLowerCase()
  const labelled = own.filter((f) => f.label.trim().toLowerCase() === words).map((f) => f.name)
  return labelled.length > 0 ? labelled : [key]
}

const notOffered = (answers: Answers, rule: AnswerRule, decision: Decision) =>
  new HoldpointError('answer-not-offered', {
    path: answers.path,
    line: rule.line,
    option: rule.option,
    offered: decision.options.map((o) => o.id).join(', '),
    question: decision.question,
  })
