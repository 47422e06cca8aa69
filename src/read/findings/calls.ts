import type { Fix, Span, Step } from '../../plan/index.ts'
import type { PlacedCall } from '../shell/index.ts'
import type { Look, Looked } from './look.ts'

/** A simple command with the statement that it stands in. */
export interface Called {
  readonly call: PlacedCall
  readonly looked: Looked
}

/** Every simple command that would run, in source order; those within `$( … )` and functions too. */
export function* callsOf({ statements }: Look): Generator<Called> {
  for (const looked of statements) for (const call of looked.calls) yield { call, looked }
}

/** The call whose turn comes with the operator right behind this one; null where something else stands there. */
export function nextCall(text: string, calls: readonly PlacedCall[], call: PlacedCall): PlacedCall | null {
  if (call.followed === undefined) return null
  const next = calls.find((one) => one.start >= call.end && one.nested === call.nested)
  if (next === undefined) return null
  const between = text.slice(call.span.end, next.span.start).replace(/\\\r?\n/g, '')
  return between.trim() === call.followed ? next : null
}

const steps = new WeakMap<Look, Map<Step, Looked[]>>()

/** The statements of the same step, in order. */
export function blockOf(look: Look, { step }: Looked): readonly Looked[] {
  let byStep = steps.get(look)
  if (byStep === undefined) {
    byStep = new Map()
    for (const one of look.statements) {
      const own = byStep.get(one.step)
      if (own === undefined) byStep.set(one.step, [one])
      else own.push(one)
    }
    steps.set(look, byStep)
  }
  return byStep.get(step) ?? []
}

/** Calls of the same step in the statements before this one. */
export const callsBefore = (look: Look, looked: Looked): readonly PlacedCall[] =>
  blockOf(look, looked).flatMap((one) => (one.statement.index < looked.statement.index ? one.calls : []))

/** Calls of the same step in the statements after this one. */
export const callsAfter = (look: Look, looked: Looked): readonly PlacedCall[] =>
  blockOf(look, looked).flatMap((one) => (one.statement.index > looked.statement.index ? one.calls : []))

/** Where a word of a call stands as it is written; the whole call when it cannot be told. */
export function placeOf(text: string, { span }: PlacedCall, word: string): Span {
  const at = text.slice(span.start, span.end).indexOf(word)
  if (at < 0 || word === '') return span
  const start = span.start + at
  const line = span.line + linesIn(text.slice(span.start, start))
  return { start, end: start + word.length, line, endLine: line + linesIn(word) }
}

const linesIn = (text: string) => text.match(/\r\n|\n|\r/g)?.length ?? 0

/** An option directly behind the program's name; null where something else stands before it (`sudo curl`). */
export function withOption(text: string, { span, program }: PlacedCall, option: string): Fix | null {
  const at = span.start + program.length
  if (text.slice(span.start, at) !== program) return null
  return {
    title: `Add ${option}`,
    edits: [{ span: { ...span, start: at, end: at, endLine: span.line }, text: ` ${option}` }],
  }
}

/** One edit that puts a text in the place of another. */
export const replacing = (title: string, span: Span, text: string): Fix => ({ title, edits: [{ span, text }] })

/** What each name was given by the assignments among the calls, as written. */
export function assignmentsOf(calls: readonly PlacedCall[]): ReadonlyMap<string, string> {
  const values = new Map<string, string>()
  for (const { program, args, env } of calls) {
    const words = program === '' ? env : /^(?:export|declare|local|readonly|typeset)$/.test(program) ? args : []
    for (const word of words) {
      const [, name, value] = /^([A-Za-z_]\w*)=([\s\S]*)$/.exec(word) ?? []
      if (name !== undefined && value !== undefined) values.set(name, value)
    }
  }
  return values
}
