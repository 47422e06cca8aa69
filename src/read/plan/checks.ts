import type { Command, Span, Statement } from '../../plan/index.ts'
import { namesIn } from '../../plan/references.ts'
import { checkOf } from '../checks/grammar.ts'
import type { DocBlock, Document } from '../document.ts'
import { spanOf } from '../lines.ts'
import type { Names } from '../shell/index.ts'
import { standard } from '../shell/variables.ts'

/** `<!-- check: http GET ${URL}/health status=200 -->`: what an author lets a machine look at. */
interface CheckNote {
  /** Of the check's own words. */
  readonly span: Span
  readonly text: string
  /** What is wrong with it; null: it can be made. */
  readonly wrong: string | null
  /** Index of the block that it belongs to: the item in which it stands, else its own. */
  readonly block: number
}

/** The checks that a document's comments hold, in order; none of what a block of code shows. Linear in the text. */
export function checkNotesIn({ blocks, source: { text }, lineStarts }: Document): readonly CheckNote[] {
  const notes: CheckNote[] = []
  const opening = /<!--[ \t]*check:[ \t]*/g
  for (let match = opening.exec(text); match !== null; match = opening.exec(text)) {
    const start = opening.lastIndex
    const close = text.indexOf('-->', start)
    if (close < 0) break
    const words = text.slice(start, close).trimEnd()
    const span = spanOf({ text, starts: lineStarts }, start, start + words.length)
    const block = ownerOf(blocks, span)
    opening.lastIndex = close
    if (block === null) continue
    const read = checkOf(words)
    notes.push({ span, text: words, wrong: 'wrong' in read ? read.wrong : null, block })
  }
  return notes
}

function ownerOf(blocks: readonly DocBlock[], { start }: Span): number | null {
  const around = blocks.findLast((block) => block.span.start <= start && start < block.span.end)
  if (around === undefined || around.kind === 'code') return null
  for (let at: DocBlock | undefined = around; at !== undefined; at = blocks[at.parent ?? -1])
    if (at.kind === 'item') return at.at
  return around.at
}

/** A check as a command of its own language: what looks is no shell. */
export function checkCommand({ span, text, wrong }: CheckNote, names: Pick<Names, 'set' | 'sourced'>): Command {
  const read = checkOf(text)
  const wait = 'wrong' in read ? null : read.check.wait
  const statement: Statement = {
    index: 0,
    span,
    source: text,
    script: text,
    title: null,
    flags: [],
    placeholders: [],
    needs: namesIn(text).filter((name) => !(names.sourced || names.set.has(name) || standard.test(name))),
    answers: [],
    condition: null,
    stdin: null,
    endless: null,
    ...(wait === null ? {} : { waits: wait }),
    port: null,
    alternative: null,
    mayAsk: null,
    offered: null,
  }
  return {
    language: 'check',
    form: 'inline',
    span,
    text,
    unit: 'statements',
    statements: wrong === null ? [statement] : [],
    flags: [],
    session: null,
    incomplete: wrong === null ? null : `the check cannot be made: ${wrong}`,
    timeout: null,
    // Looking twice does no harm.
    idempotent: true,
  }
}
