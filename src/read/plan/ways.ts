import type { Alternative, Choice, Condition, Span, Statement } from '../../plan/index.ts'
import type { Judged, JudgedAlternative, JudgedCode, JudgedCondition } from '../judged.ts'
import type { Draft } from './draft.ts'
import { identities, normalised } from './identity.ts'
import { conditionIn, within } from './sections.ts'
import { leadsTheWayBack } from './trigger-lead.ts'
import { isFirst, labelledWays } from './ways-labelled.ts'
import { allOf, named, type Option, waysWithin } from './ways-within.ts'

/** Ways and conditions within a section: between steps, and between the statements of one block. */
export interface Ways {
  readonly choices: readonly Choice[]
  step(draft: Draft): Alternative | null
  statement(draft: Draft, statement: Statement): Statement
  /** Of a step that its own words put under one, or of a command that a sentence right above it does. */
  condition(draft: Draft): Condition | null
}

export function waysOf(judged: Judged, drafts: readonly Draft[]): Ways {
  const id = identities()
  const choices: Choice[] = []
  const ofStep = new Map<number, Alternative>()
  const ofStatement = new Map<string, Alternative>()
  const key = (draft: Draft, statement: Statement) => `${draft.at}:${statement.index}`
  for (const draft of drafts) {
    if (draft.part === null || draft.part.command.unit === 'script') continue
    for (const { members, options, all } of waysWithin(judged, draft)) {
      const group = id('choice', ...options.map((one) => normalised(one.name)))
      members.forEach((statements, at) => {
        const option = options[at] as { name: string; span: Span }
        for (const one of statements)
          ofStatement.set(key(draft, one), { group, option: option.name, all, span: option.span })
      })
      choices.push(choiceOf(group, options, all))
    }
  }
  const labels = new Set<JudgedAlternative>()
  for (const { members, options, marks } of labelledWays(judged, drafts)) {
    const group = id('choice', ...options.map((one) => normalised(one.name)))
    members.forEach((steps, at) => {
      const option = options[at] as { name: string; span: Span }
      for (const one of steps) ofStep.set(one.at, { group, option: option.name, all: null, span: option.span })
    })
    for (const mark of marks) labels.add(mark)
    choices.push(choiceOf(group, options, null))
  }
  const between = judged.alternatives.filter(
    (mark) => !mark.aside && !labels.has(mark) && !isFirst(mark) && !isFallback(judged.vocabulary, mark.text),
  )
  for (const [first, second, noted] of betweenSteps(judged, drafts, between)) {
    const [lead, other] = [first[0] as Draft, second[0] as Draft]
    const options = [
      { name: lead.title, span: lead.span },
      { name: named(judged, noted.text, other.title), span: noted.span },
    ] as const
    const known = ofStep.get(lead.at)
    const all = allOf(noted)
    if (known !== undefined && known.all !== all) continue
    const group = known?.group ?? id('choice', ...options.map((one) => normalised(one.name)))
    for (const one of second) ofStep.set(one.at, { group, option: options[1].name, all, span: noted.span })
    if (known !== undefined) {
      const at = choices.findIndex((choice) => choice.group === group)
      const before = (choices[at] as Choice).options
      choices[at] = choiceOf(group, [...(all === null ? before : before.slice(0, -1)), options[1]], all)
      continue
    }
    for (const one of first) ofStep.set(one.at, { group, option: lead.title, all, span: lead.span })
    choices.push(choiceOf(group, options, all))
  }
  return {
    choices,
    step: (draft) => ofStep.get(draft.at) ?? null,
    statement: (draft, statement) => {
      const alternative = ofStatement.get(key(draft, statement)) ?? null
      // Whoever chooses a way that is commented out takes the offer.
      return alternative === null ? statement : { ...statement, alternative, offered: null }
    },
    condition: (draft) => conditionOf(judged, draft),
  }
}

const choiceOf = (group: string, options: readonly Option[], all: string | null): Choice => ({
  group,
  question: `Which of these: ${options.map((one) => one.name).join(', or ')}?`,
  options: all === null ? options : [...options, { name: all, span: (options[0] as Option).span }],
  when: 'place',
})

/** A line that says "or" between two commands of one section, or of one list item: the steps of either side. */
function* betweenSteps(
  judged: Judged,
  drafts: readonly Draft[],
  marks: readonly JudgedAlternative[],
): Generator<readonly [readonly Draft[], readonly Draft[], JudgedAlternative]> {
  const { blocks } = judged.document
  const siblings = Map.groupBy(drafts, (draft) => draft.parent)
  for (const mark of marks) {
    if (judged.code.some((code) => code.form === 'fence' && within(mark.span, code.span))) continue
    const block = blocks.findLast((one) => one.kind !== 'quote' && within(mark.span, one.span))
    if (block === undefined || block.kind === 'heading') continue
    const around = blocks[block.parent ?? -1]?.span ?? null
    const second = drafts.find((draft) => draft.span.start >= mark.span.start || within(mark.span, draft.span))
    if (second === undefined) continue
    const level = siblings.get(second.parent) ?? []
    const at = level.indexOf(second)
    const first = level[at - 1]
    if (first === undefined || first.section !== second.section) continue
    if (around !== null && !(within(first.span, around) && within(second.span, around))) continue
    if (first.part === null || second.part === null) continue
    let from = at - 1
    while (first.code !== null && level[from - 1]?.code === first.code) from -= 1
    let to = at + 1
    while (goesOn(judged, level[to - 1] as Draft, level[to])) to += 1
    yield [level.slice(from, at), level.slice(at, to), mark]
  }
}

/** Is it a later part of the same fence, or of a fence right below it, with no words between? */
function goesOn(judged: Judged, draft: Draft, next: Draft | undefined): boolean {
  const [one, other] = [judged.code[draft.code ?? -1], judged.code[next?.code ?? -1]]
  if (one?.form !== 'fence' || other?.form !== 'fence') return false
  return one === other || other.block === one.block + 1
}

function conditionOf(judged: Judged, draft: Draft): Condition | null {
  if (draft.code === null || draft.box !== null) return conditionIn(judged, draft.span) ?? clauseOf(judged, draft)
  const code = judged.code[draft.code]
  if (code !== undefined && code.form !== 'inline') return conditionAbove(judged, code)
  const found = judged.conditions.find((one) => one.span.line === draft.span.line)
  return found === undefined ? clauseOf(judged, draft) : stated(found)
}

const stated = ({ condition, text, span }: JudgedCondition): Condition => ({ text: condition || text, span })

/** An item says when its command applies: "If it does not start, `kill shop`". */
function clauseOf(judged: Judged, { part, title, span }: Draft): Condition | null {
  const clause = part === null ? undefined : /^[^,:，：]+(?=[,:，：])/.exec(title)?.[0]
  return clause !== undefined && isConditional(judged, clause) ? { text: clause.trim(), span } : null
}

/** The block right above a fence says when it applies: "If you use Redis:". */
function conditionAbove(judged: Judged, code: JudgedCode): Condition | null {
  const above = judged.document.blocks[code.block - 1]
  if (above === undefined || above.kind !== 'paragraph' || leadsTheWayBack(judged, above)) return null
  const found = judged.conditions.find((one) => within(one.span, above.span))
  if (found !== undefined) return stated(found)
  const lead = leadOf(above.text.plain)
  return lead !== null && isConditional(judged, lead) ? { text: lead, span: above.span } : null
}

/** The last sentence of a paragraph, where it introduces what stands below it: "Restart it. If that fails:". */
const leadOf = (text: string): string | null => /([^.!?。]+?)\s*[:：]\s*$/.exec(text)?.[1]?.trim() ?? null

const isConditional = ({ vocabulary }: Judged, lead: string): boolean =>
  vocabulary.leadingPhrase('if', lead) !== null || isFallback(vocabulary, lead)

/** "Or, if that fails": nobody chooses that before it has failed. */
const isFallback = (vocabulary: Judged['vocabulary'], text: string): boolean =>
  vocabulary.leadingPhrase('fallback', text.toLowerCase()) !== null
