import { boundsOf } from '../facts/bounds.ts'
import type { JudgedCode } from '../judged.ts'
import type { Hit } from '../words/index.ts'
import { logWatcherAfter, speaksOf } from './about.ts'
import type { Context } from './context.ts'
import { classify } from './expectation-kind.ts'
import type { Around, Line, Verdict } from './expectation-lines.ts'
import { announcesGoals } from './goals.ts'
import { announcesMakes, madeThing } from './makes.ts'
import type { Note } from './notes.ts'
import { speaksAbout, states } from './outcomes.ts'
import { asShown, isPoint, type ShownValue, valueFrom } from './shown-output.ts'

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

/** A line whose list states outcomes. */
interface Lead {
  readonly block: number
  readonly words: string
  /** How much of something there is to be. */
  readonly goals?: boolean
  /** What the command with this index makes. */
  readonly makes?: number
}

/** What has been announced so far, and not yet told. */
export interface Announced {
  list: Listed | null
  lead: Lead | null
  /** The first note that no value before it has taken. */
  past: number
  /** Blocks that spoke about the command before them. */
  readonly told: Set<number>
}

/** A comment in the list that a comment above it announces. */
export function inList(around: Around, state: Announced, line: Line): Verdict {
  const { context, code, commands, notes } = around
  const { note, at, own, on, hit } = line
  const { list } = state
  if (note.place !== 'comment') return undefined
  if (list === null || list.code !== note.code || list.line !== note.span.line - 1 || hit !== null) {
    state.list = null
    return undefined
  }
  const value: ShownValue = list.fresh ? valueFrom(notes, at) : { text: note.text, lines: 1 }
  state.past = at + value.lines
  // Output goes on over several lines, of which the first is told; what hangs from a colon belongs to its line.
  const ends = /[:：]\s*$/.test(note.text) || (list.output && !isPoint(context, note))
  state.list = ends ? null : { ...list, fresh: false, line: note.span.line + value.lines - 1 }
  const about = own === null ? (logWatcherAfter(context, code, commands, note) ?? on) : on
  const said = asShown(classify(context.vocabulary, value.text))
  return { on: about, words: list.words, text: value.text, said }
}

/** "Expected: 3 boats", or "Expected:" in front of what is listed or shown below it. */
export function announced({ context, code }: Around, state: Announced, { note, on, hit }: Line): Verdict {
  const { vocabulary } = context
  if (hit === null) return undefined
  const rest = note.text.slice(hit.index + hit.text.length).replace(/^[\s:：*→-]+/, '')
  // "In the harbour's log you should see:" announces a list as well.
  const heads = note.place === 'paragraph' && rest === '' && /[:：]\s*$/.test(note.text) && note.text.length <= LEAD
  if (endsPoint(context, code[on ?? -1], note, hit)) return { on, words: hit.entry }
  if (!heads && !announces(context, note, hit.index)) return undefined
  // "Expected: 47 boats (by Monday):" says what is expected, whatever is listed below it.
  const counted = note.place !== 'comment' && /^\s*[:：]\s*[*`~≈]*\d/.test(note.text.slice(hit.index + hit.text.length))
  const open = rest === '' || (/[:：]\s*$/.test(rest) && !counted)
  if (note.place === 'comment' && open) {
    // Where the verb ends a sentence nothing follows it: "# 200 が返ること", "# Should fail".
    const ends = hit.index > 0 || /[\d"“„«`「]/.test(hit.text) || classify(vocabulary, note.text).test?.is === 'exit'
    if (rest === '' && ends) return { on, words: hit.entry }
    // What is expected is shown as it is printed; "Look for these messages:" lists one thing after the other.
    const output = vocabulary.leadingPhrase('look-for', note.text) === null
    state.list = { code: note.code ?? -1, line: note.span.line, words: hit.entry, output, fresh: true }
    return null
  }
  if (rest === '' && hit.index > 0 && !/[:：]\s*$/.test(note.text)) return null
  if (open) {
    // "Expected result:" announces what stands below it, "Expected files:" without a command does not.
    const leads = on !== null || vocabulary.leadingPhrase('expected-things', note.text) === null
    if (leads) state.lead = { block: note.block, words: hit.entry }
    return null
  }
  // In brackets behind a box of its own it is what has to hold, and no outcome of the command of another.
  const own = note.place === 'item' && hit.index > 0 && on !== null && !speaksOf(context, code[on], note)
  if (own && isMeasure(context, null, note.text)) return null
  if (isMeasure(context, on, note.text) || besidesAll(context, note, on, hit.index)) return null
  const { kind, test } = classify(vocabulary, note.text)
  // Further away another thing may be meant to fail than the command before.
  const apart = note.place !== 'comment' && !speaksAbout(context, code[on ?? -1], note, state.told)
  const fails = test?.is === 'exit' && test.status === 'fail'
  return { on, words: hit.entry, said: { kind, test: apart && fails ? null : test } }
}

const LEAD = 120

/** "「ready」が表示される": where the verb stands last, a point right behind a command that ends with it. */
function endsPoint(
  context: Context,
  command: JudgedCode | undefined,
  note: Note,
  { entry, index, text }: Hit,
): boolean {
  if (note.place !== 'item' || !note.first || !/^(?:ja|ko):/.test(entry)) return false
  return note.text.slice(index + text.length).replace(/[\s。.）)]/g, '').length <= 2 && speaksOf(context, command, note)
}

/** The words begin the line, follow a sign that sets them apart, or stand in a comment that doesn't say them in passing. */
function announces({ vocabulary }: Context, note: Note, index: number): boolean {
  const before = note.text.slice(0, index)
  if (!/[\p{L}\d]/u.test(before) || /(?:[:(—–]|\s-)\s*$/.test(before)) return true
  return note.place === 'comment' && vocabulary.leadingPhrase('aside', note.text.slice(index)) === null
}

/** "Tables that will be created:", "Target metrics:" right behind a command: their list tells what comes of it. */
export function announcedBehind({ context, code }: Around, state: Announced, { note, near }: Line): Verdict {
  if (near === null) return undefined
  const makes = announcesMakes(context, code[near], note)
  if (makes !== null) {
    state.lead = { block: note.block, words: makes.entry, makes: near }
    return null
  }
  const goal = announcesGoals(context, code[near], note)
  if (goal === null) return undefined
  state.lead = { block: note.block, words: goal.entry, goals: true }
  return null
}

/** A point of a list that a line above it announces. */
export function underLead({ context }: Around, state: Announced, { note, item, carried, on }: Line): Verdict {
  const { lead } = state
  const inside =
    lead !== null &&
    note.place === 'item' &&
    note.first &&
    isWithin(context, note.block, leadParent(context, lead.block))
  if (!inside) {
    if (note.place !== 'item') state.lead = null
    return undefined
  }
  if (lead.makes !== undefined) {
    // What asks for something to be done is a step of its own.
    const asks = context.vocabulary.leadingPhrase('imperative', note.text) !== null
    const made = item !== undefined && carried === undefined && !asks
    return made ? { on: lead.makes, words: lead.words, said: madeThing(context, note.text) } : null
  }
  // What is required may be named beside it; a goal says how much.
  const names =
    lead.goals === true &&
    boundsOf(context.vocabulary, note.text).length === 0 &&
    context.vocabulary.leadingPhrase('every', note.text) === null &&
    !states(note.text)
  return isMeasure(context, on, note.text) || names ? null : { on, words: lead.words }
}

/** A bound that is no command's outcome is a number to hold: a measure. */
const isMeasure = ({ vocabulary }: Context, on: number | null, text: string): boolean =>
  on === null && boundsOf(vocabulary, text).length > 0

/** "Sum (should show a value)" below a point, with no command before it, describes a part of what is looked at. */
function besidesAll({ document }: Context, note: Note, on: number | null, index: number): boolean {
  const block = document.blocks[note.block]
  const within = block?.kind === 'item' ? document.blocks[block.parent ?? -1] : undefined
  return on === null && within?.kind === 'item' && /[(（]\s*$/.test(note.text.slice(0, index))
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
