import { boundsOf } from '../facts/bounds.ts'
import type { JudgedCode, JudgedExpectation, JudgedItem } from '../judged.ts'
import { commandBefore, commandsOf, commandVerified, logWatcherAfter, speaksOf } from './about.ts'
import type { Context } from './context.ts'
import { type Classified, classify } from './expectation-kind.ts'
import { announcesGoals, goalOf } from './goals.ts'
import { announcesMakes, madeThing } from './makes.ts'
import { namedBefore } from './named-before.ts'
import type { Note } from './notes.ts'
import {
  announced,
  appears,
  failsInBrackets,
  ofAnotherCase,
  speaksAbout,
  statedBehind,
  statedOutcome,
  states,
  statesBound,
} from './outcomes.ts'
import { besides, expectedCell, saidBehind, saidInComment, succeeded, succeedsBeside, toldBeside } from './results.ts'
import { saidToSucceed } from './said-to-succeed.ts'
import { asShown, isPoint, outputFences, type ShownValue, valueFrom } from './shown-output.ts'

/** A comment that announces outcomes, whose following comment lines state them. */
interface Listed {
  readonly code: number
  readonly line: number
  readonly words: string
  /** Announced as what is printed. */
  readonly output: boolean
  /** Nothing is listed yet. */
  readonly fresh: boolean
}

/** Lines that state the result of a command. `timed` are those that say how long something takes: "Expected duration: 5 min". */
export function judgeExpectations(
  context: Context,
  code: readonly JudgedCode[],
  items: readonly JudgedItem[],
  notes: readonly Note[],
  timed: ReadonlySet<number>,
): JudgedExpectation[] {
  const found: JudgedExpectation[] = []
  const itemLines = new Map(items.map((item) => [item.span.line, item]))
  const commands = commandsOf(code)
  const add = (note: Note, on: number | null, words: string, text: string, given?: Classified) => {
    const { kind, test } = given ?? classify(context.vocabulary, text)
    // What never ends has no number of errors: somebody watches it. A line of its own says which of them count.
    const beside = on !== null && code[on]?.form === 'inline' && code[on]?.span.line === note.span.line
    const watched = kind === 'count' && test === null && on !== null && !beside && code[on]?.flags.includes('endless')
    const why = { rule: 'expectation', words }
    const { literal } = note
    // What ends in code is told as it is printed; it may still be a part of it only.
    if (kind === 'judgment' && literal !== null)
      found.push({ span: note.span, text, kind: 'text', on, test: { is: 'text', text: literal, sure: false }, why })
    else found.push({ span: note.span, text, kind: watched ? 'judgment' : kind, on, test, why })
  }
  /** What nothing announced may be a description in the document's own words: a person judges where it isn't found. */
  const unsure = ({ kind, test }: Classified): Classified => ({
    kind,
    test: test?.is === 'text' ? { ...test, sure: false } : test,
  })
  const addStated = (note: Note, on: number | null, words: string, text = note.text) =>
    add(note, on, words, text, unsure(classify(context.vocabulary, text)))
  const told = new Set<number>()
  /** A bound that is no command's outcome is a number to hold: a measure. */
  const isMeasure = (on: number | null, text: string) => on === null && boundsOf(context.vocabulary, text).length > 0
  /** "Sum (should show a value)" below a point, with no command before it, describes a part of what is looked at. */
  const besidesAll = (note: Note, on: number | null, index: number) => {
    const block = context.document.blocks[note.block]
    const within = block?.kind === 'item' ? context.document.blocks[block.parent ?? -1] : undefined
    return on === null && within?.kind === 'item' && /[(（]\s*$/.test(note.text.slice(0, index))
  }
  let list: Listed | null = null
  let lead: {
    readonly block: number
    readonly words: string
    readonly goals?: boolean
    readonly makes?: number
  } | null = null
  let past = 0
  for (const [at, line] of notes.entries()) {
    if (at < past) continue
    const carried = line.place === 'comment' ? undefined : commands.inlineAt.get(line.span.line)
    const command = carried === undefined ? undefined : code[carried]
    const note = command === undefined ? line : besides(context, command, line)
    const hit = timed.has(note.span.line) ? null : context.vocabulary.phrase('expected', note.text)
    const own = note.code !== null && code[note.code]?.use === 'run' ? note.code : null
    const near = own ?? commandBefore(context, code, commands, note)
    const on = carried ?? near
    if (note.place === 'comment') {
      if (list !== null && list.code === note.code && list.line === note.span.line - 1 && hit === null) {
        const value: ShownValue = list.fresh ? valueFrom(notes, at) : { text: note.text, lines: 1 }
        past = at + value.lines
        const shown = asShown(classify(context.vocabulary, value.text))
        const about = own === null ? (logWatcherAfter(context, code, commands, note) ?? on) : on
        add(note, about, list.words, value.text, shown)
        // Output goes on over several lines, of which the first is told; what hangs from a colon belongs to its line.
        const ends: boolean = /[:：]\s*$/.test(note.text) || (list.output && !isPoint(context, note))
        list = ends ? null : { ...(list as Listed), fresh: false, line: note.span.line + value.lines - 1 }
        continue
      }
      list = null
    }
    if (
      hit !== null &&
      (!/[\p{L}\d]/u.test(note.text.slice(0, hit.index)) ||
        (note.place === 'comment' && context.vocabulary.leadingPhrase('aside', note.text.slice(hit.index)) === null) ||
        /(?:[:(—–]|\s-)\s*$/.test(note.text.slice(0, hit.index)))
    ) {
      const rest = note.text.slice(hit.index + hit.text.length).replace(/^[\s:：*→-]+/, '')
      // Where the verb ends a sentence nothing follows it: "# 200 が返ること", "# Should fail".
      const ends =
        hit.index > 0 || /[\d"“„«`「]/.test(hit.text) || classify(context.vocabulary, note.text).test?.is === 'exit'
      if (rest === '' && ends && note.place === 'comment') {
        add(note, on, hit.entry, note.text)
        continue
      }
      if ((rest === '' || /[:：]\s*$/.test(rest)) && note.place === 'comment') {
        // What is expected is shown as it is printed; "Look for these messages:" lists one thing after the other.
        const output = context.vocabulary.leadingPhrase('look-for', note.text) === null
        list = { code: note.code ?? -1, line: note.span.line, words: hit.entry, output, fresh: true }
        continue
      }
      // "Expected result:" announces what stands below it, "Expected files:" without a command does not.
      const announces = on !== null || context.vocabulary.leadingPhrase('expected-things', note.text) === null
      if (rest === '' && hit.index > 0 && !/[:：]\s*$/.test(note.text)) continue
      if (rest === '' || /[:：]\s*$/.test(rest)) lead = announces ? { block: note.block, words: hit.entry } : lead
      else if (!isMeasure(on, note.text) && !besidesAll(note, on, hit.index)) {
        const { kind, test } = classify(context.vocabulary, note.text)
        // Further away another thing may be meant to fail than the command before.
        const apart = note.place !== 'comment' && !speaksAbout(context, code[on ?? -1], note, told)
        const fails = test?.is === 'exit' && test.status === 'fail'
        add(note, on, hit.entry, note.text, { kind, test: apart && fails ? null : test })
      }
      continue
    }
    const fails = own !== null && hit === null ? failsInBrackets(context, note) : null
    if (fails !== null) {
      // Of a block of several commands it is only one that fails.
      add(note, own, fails.entry, note.text, { kind: 'status', test: null })
      continue
    }
    const printed =
      own !== null && note.place === 'comment' ? context.vocabulary.leadingPhrase('printed', note.text) : null
    if (printed !== null) {
      const { kind, test } = classify(context.vocabulary, note.text)
      add(note, own, printed.entry, note.text, { kind: kind === 'judgment' ? 'text' : kind, test })
      continue
    }
    const alone =
      own !== null && code[own] !== undefined && hit === null ? saidInComment(context, code[own], note) : null
    if (alone !== null) {
      add(note, own, alone.words, note.text, unsure(alone.said))
      continue
    }
    const behind = command === undefined ? null : statedBehind(context, note.text)
    if (behind !== null && carried !== undefined) {
      add(note, carried, behind.words, behind.text)
      continue
    }
    const stated = statedOutcome(context, note.text)
    const about = stated === null ? null : (announced(context, code, note) ?? near)
    if (stated !== null && about !== null && (about !== near || speaksAbout(context, code[about], note, told))) {
      add(note, about, stated.words, stated.text)
      told.add(note.block)
      continue
    }
    const behindIt =
      note.place === 'paragraph' &&
      near !== null &&
      carried === undefined &&
      speaksAbout(context, code[near], note, told)
    const following = behindIt && !/[:：]\s*$/.test(note.text) ? saidBehind(context, note) : null
    if (following !== null) {
      add(note, near, following.words, note.text, unsure(following.said))
      told.add(note.block)
      continue
    }
    const makes = near === null ? null : announcesMakes(context, code[near], note)
    if (near !== null && makes !== null) {
      lead = { block: note.block, words: makes.entry, makes: near }
      continue
    }
    const goal = near === null ? null : announcesGoals(context, code[near], note)
    if (goal !== null) {
      lead = { block: note.block, words: goal.entry, goals: true }
      continue
    }
    const held = near === null ? null : goalOf(context, code[near], note)
    if (held !== null) {
      add(note, near, held.entry, note.text)
      continue
    }
    if (near !== null && statesBound(context, note.text) && speaksAbout(context, code[near], note, told)) {
      add(note, near, 'a bound that should hold', note.text)
      told.add(note.block)
      continue
    }
    if (
      lead !== null &&
      note.place === 'item' &&
      note.first &&
      isWithin(context, note.block, leadParent(context, lead.block))
    ) {
      if (lead.makes !== undefined) {
        // What asks for something to be done is a step of its own.
        const asks = context.vocabulary.leadingPhrase('imperative', note.text) !== null
        if (itemLines.has(note.span.line) && carried === undefined && !asks)
          add(note, lead.makes, lead.words, note.text, madeThing(context, note.text))
        continue
      }
      // What is required may be named beside it; a goal says how much.
      const names =
        lead.goals === true &&
        boundsOf(context.vocabulary, note.text).length === 0 &&
        context.vocabulary.leadingPhrase('every', note.text) === null &&
        !states(note.text)
      if (!isMeasure(on, note.text) && !names) add(note, on, lead.words, note.text)
      continue
    }
    if (note.place !== 'item') lead = null
    if (note.place === 'comment' && /^\{\s*"/.test(note.text) && on !== null) {
      add(note, on, 'a JSON value', note.text)
      continue
    }
    const outcome = context.vocabulary.phrase('outcome', note.text)
    const item = itemLines.get(note.span.line)
    const named = item === undefined || carried !== undefined ? null : namedBefore(context, code, commands, note)
    if (named !== null) {
      addStated(note, named.on, named.words)
      continue
    }
    const bounded = boundsOf(context.vocabulary, note.text).length > 0
    const said = outcome !== null && states(note.text)
    if (carried !== undefined && command !== undefined) {
      const celled = note.place === 'row' ? expectedCell(context, note) : null
      if (celled !== null) {
        add(note, carried, celled.words, note.text, unsure(celled.said))
        continue
      }
      const success = succeedsBeside(context.vocabulary, note.text)
      const told = toldBeside(context.vocabulary, note.text, item !== undefined)
      // Beside its command no other subject can be meant; English has words among them that are no verbs.
      const shown = said || (outcome !== null && !outcome.entry.startsWith('en:'))
      const other = outcome !== null && ofAnotherCase(context, note.text, outcome)
      if (success !== null) add(note, carried, success, note.text, succeeded(context.vocabulary, note.text, command))
      else if (told !== null) add(note, carried, told.words, note.text, unsure(told.said))
      else if (item !== undefined && (bounded || shown) && !other) addStated(note, carried, outcome?.entry ?? 'a bound')
      continue
    }
    const point = note.place === 'item' && note.first
    const listed = point ? (on ?? commandVerified(context, code, commands, note)) : null
    const whole = point ? context.vocabulary.leadingPhrase('every', note.text) : null
    const success = listed !== null && item !== undefined ? saidToSucceed(context, code[listed], note) : null
    if (listed !== null && success !== null && speaksOf(context, code[listed], note)) {
      const { kind, test } = classify(context.vocabulary, note.text)
      const ends = kind === 'judgment' && code[listed]?.flags.includes('endless') === false
      const ended = { kind: 'status', test: { is: 'exit', status: 0 } } as const
      add(note, listed, success.entry, note.text, ends ? ended : { kind, test })
      continue
    }
    const logged = point && item !== undefined ? context.vocabulary.leadingPhrase('logs-show', note.text) : null
    const counted = point && item !== undefined ? /^\d+(?= \p{L})/u.exec(note.text)?.[0] : undefined
    const words =
      logged !== null
        ? logged.entry
        : bounded
          ? 'a bound after a command'
          : said
            ? outcome.entry
            : (whole?.entry ?? counted)
    if (listed !== null && words !== undefined && speaksOf(context, code[listed], note)) addStated(note, listed, words)
    else if (note.place === 'comment' && on === note.code && item !== undefined && outcome !== null)
      addStated(note, on, outcome.entry)
    else if (item === undefined) {
      const seen = appears(context, note)
      const said = seen === null ? null : unsure(classify(context.vocabulary, seen.text))
      // Of what no command prints only a look tells how much there is of it.
      if (seen !== null && said !== null)
        add(
          note,
          on,
          seen.words,
          seen.text,
          on === null && said.kind === 'count' ? { kind: 'judgment', test: null } : said,
        )
    }
  }
  return [...found, ...outputFences(context, code, commands)].sort((a, b) => a.span.start - b.span.start)
}

/** Whether a block is inside of another; everything is inside of -1. */
function isWithin({ document }: Context, block: number, outer: number): boolean {
  let at = document.blocks[block]?.parent ?? -1
  while (at > outer) at = document.blocks[at]?.parent ?? -1
  return at === outer
}

/** The item that a lead-in stands in, -1 for none: its list is inside it. */
const leadParent = (context: Context, block: number): number => {
  const lead = context.document.blocks[block]
  return lead?.kind === 'item' ? lead.at : (lead?.parent ?? -1)
}
