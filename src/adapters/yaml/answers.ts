import type { DecisionKind, OptionId } from '../../run/index.ts'
import { inputsOf } from './inputs.ts'
import { readYaml, type YamlNode } from './strict.ts'

/** Answers given ahead of a run; `docs/answers.md` is the manual of the file. */
export interface Answers {
  readonly path: string
  readonly inputs: Readonly<Record<string, string>>
  /** Tried in order; the first that fits a question answers it. */
  readonly rules: readonly AnswerRule[]
}

export interface AnswerRule {
  /** In the answers file. */
  readonly line: number
  /** Null: any. */
  readonly kind: DecisionKind | null
  /** Words of the question or of the title of a step it is about, case-insensitively; null: any. */
  readonly match: string | null
  /** A line of the runbook that the question or one of its steps covers; null: any. */
  readonly at: number | null
  readonly option: OptionId
  readonly reason: string | null
  readonly fields: Readonly<Record<string, string>>
  /** The value of the one field that must be given. */
  readonly value: string | null
  /** How many questions it may answer; null: any number. */
  readonly times: number | null
  /** From `default`: it gives way silently where its option is not offered. */
  readonly fallback: boolean
}

export function readAnswers(path: string): Answers {
  return answersOf(path, readYaml(path))
}

export function answersOf(path: string, root: YamlNode): Answers {
  const top = Object.fromEntries(
    root.entries(['inputs', 'answers', 'default'], 'a mapping with `inputs`, `answers` and `default`'),
  )
  return {
    path,
    inputs: inputsOf(top.inputs),
    rules: [
      ...(top.answers?.items('a list of answers') ?? []).map(ruleOf),
      ...(top.default?.entries(kinds, 'a mapping from kinds of questions to answers') ?? []).map(([kind, node]) =>
        defaultOf(kind as DecisionKind, node),
      ),
    ],
  }
}

function ruleOf(node: YamlNode): AnswerRule {
  const parts = Object.fromEntries(node.entries(ruleKeys, 'a mapping with `option`'))
  const { option } = parts
  if (option === undefined) throw node.wrong('an answer with `option`')
  const chosen = option.oneOf(options)
  return {
    line: node.line,
    kind: parts.kind?.oneOf(kinds) ?? null,
    match: parts.match?.text('words of the question') ?? null,
    at: parts.line?.count('a line of the runbook') ?? null,
    option: chosen,
    ...rest(parts),
    times: parts.times?.count('how many questions it may answer') ?? (again.includes(chosen) ? 1 : null),
    fallback: false,
  }
}

function defaultOf(kind: DecisionKind, node: YamlNode): AnswerRule {
  const parts: Readonly<Record<string, YamlNode>> = node.isText
    ? { option: node }
    : Object.fromEntries(node.entries(['option', 'reason', 'fields', 'value'], 'an option, or a mapping with `option`'))
  if (parts.option === undefined) throw node.wrong('an option, or a mapping with `option`')
  const option = parts.option.oneOf(options)
  const times = again.includes(option) ? 1 : null
  return { line: node.line, kind, match: null, at: null, option, ...rest(parts), times, fallback: true }
}

const rest = (parts: Readonly<Record<string, YamlNode>>) => ({
  reason: parts.reason?.text('a sentence') ?? null,
  fields: Object.fromEntries(
    (parts.fields?.entries(null, 'a mapping from fields to values') ?? []).map(([name, n]) => [
      name,
      n.text('a value'),
    ]),
  ),
  value: parts.value?.text('a value') ?? null,
})

/** These come back with the same question; without a bound a file could keep a run going for ever. */
const again: readonly OptionId[] = ['retry', 'retry-all', 'edit', 'instead', 'wait']

const ruleKeys = ['kind', 'match', 'line', 'option', 'reason', 'fields', 'value', 'times']

const kinds = Object.keys({
  input: 0,
  alternative: 0,
  condition: 0,
  claims: 0,
  confirm: 0,
  record: 0,
  signoff: 0,
  go: 0,
  message: 0,
  destructive: 0,
  target: 0,
  byhand: 0,
  judgment: 0,
  failure: 0,
  unknown: 0,
  value: 0,
  procedure: 0,
  sample: 0,
  soak: 0,
  triggers: 0,
  override: 0,
} satisfies Record<DecisionKind, 0>) as readonly DecisionKind[]

const options = Object.keys({
  yes: 0,
  no: 0,
  accept: 0,
  reject: 0,
  skip: 0,
  retry: 0,
  'retry-all': 0,
  edit: 0,
  instead: 0,
  back: 0,
  pause: 0,
  abort: 0,
  done: 0,
  sign: 0,
  send: 0,
  refuse: 0,
  give: 0,
  choose: 0,
  here: 0,
  hand: 0,
  there: 0,
  met: 0,
  unmet: 0,
  take: 0,
  keep: 0,
  start: 0,
  wait: 0,
} satisfies Record<OptionId, 0>) as readonly OptionId[]
