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

/** The calls of each command, block after block: one shell runs them in this order. */
export function* blocksOf({ statements }: Look): Generator<readonly Called[]> {
  let block: Called[] = []
  let step: Step | null = null
  for (const looked of statements) {
    if (looked.step !== step && block.length > 0) {
      yield block
      block = []
    }
    step = looked.step
    for (const call of looked.calls) block.push({ call, looked })
  }
  if (block.length > 0) yield block
}

/** The call whose turn comes with the operator right behind this one; null where something else stands there. */
export function nextCall(text: string, calls: readonly PlacedCall[], call: PlacedCall): PlacedCall | null {
  if (call.followed === undefined) return null
  const next = calls[firstFrom(calls, call.end)]
  if (next === undefined) return null
  const between = text.slice(call.span.end, next.span.start).replace(/\\\r?\n/g, '')
  return between.trim() === call.followed ? next : null
}

/** Calls stand in the order in which they begin; index of the first that begins here or later. */
function firstFrom(calls: readonly PlacedCall[], start: number): number {
  let low = 0
  let high = calls.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((calls[middle] as PlacedCall).start < start) low = middle + 1
    else high = middle
  }
  return low
}

/** Pipes and chains longer than this are nobody's writing, and are not followed to their end. */
const LONGEST = 20

/** The calls from this one on as long as the operator behind each is one of these; the last has another, or none. */
export function chainOf(
  text: string,
  calls: readonly PlacedCall[],
  call: PlacedCall,
  operators: RegExp,
): PlacedCall[] | null {
  const chain = [call]
  for (let last = call; operators.test(last.followed ?? ''); ) {
    const next = nextCall(text, calls, last)
    if (next === null || chain.length >= LONGEST) return null
    chain.push(next)
    last = next
  }
  return chain
}

/** Where a word of a call stands as it is written; the whole call when it cannot be told. */
export function placeOf(text: string, { span }: PlacedCall, word: string): Span {
  const at = text.slice(span.start, span.end).indexOf(word)
  if (at < 0 || word === '') return span
  const start = span.start + at
  const line = span.line + linesIn(text.slice(span.start, start))
  return { start, end: start + word.length, line, endLine: line + linesIn(word) }
}

/** Ends of lines in a text. */
export const linesIn = (text: string): number => text.match(/\r\n|\n|\r/g)?.length ?? 0

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

/** What a call assigns in the shell that goes on, as written; nothing for a variable of one command (`A=1 ./go`). */
export function* assignedBy({ program, args, env }: PlacedCall): Generator<readonly [name: string, value: string]> {
  const words = program === '' ? env : /^(?:export|declare|local|readonly|typeset)$/.test(program) ? args : []
  for (const word of words) {
    const [, name, value] = /^([A-Za-z_]\w*)=([\s\S]*)$/.exec(word) ?? []
    if (name !== undefined && value !== undefined) yield [name, value]
  }
}
