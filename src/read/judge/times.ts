import { amountInCell, durationOf } from '../facts/durations.ts'
import { periodOf } from '../facts/periods.ts'
import { amountOf, periodAlone, windowOf } from '../facts/times.ts'
import type { JudgedCode, JudgedDuration, Noted } from '../judged.ts'
import type { Hit } from '../words/index.ts'
import type { Context } from './context.ts'
import type { Note } from './notes.ts'

/** Lines that say how long a step or the whole takes. */
export function judgeDurations(
  context: Context,
  code: readonly JudgedCode[],
  notes: readonly Note[],
): JudgedDuration[] {
  const found = notes.flatMap((note) => {
    if (periodIn(context, note) !== null || DRAWN.test(note.text)) return []
    // Behind a command only words that say that it takes so long: "sleep 300  # 5 min" explains a number.
    if (note.trailing && context.vocabulary.leadingPhrase('estimate', note.text) === null) return []
    const duration = durationOf(context.vocabulary, note.text, placeOf(note)) ?? cellOf(context, note)
    if (duration === null) return []
    const why = { rule: 'duration', words: duration.words }
    return [{ span: note.span, text: note.text, seconds: duration.seconds, why }]
  })
  const lines = new Set(found.map(({ span }) => span.line))
  return [...found, ...remarked(context, code).filter(({ span }) => !lines.has(span.line))].sort(
    (a, b) => a.span.start - b.span.start,
  )
}

/** A frame that a program draws around what it measured. */
const DRAWN = /^\s*[\u2500-\u257f]/

const placeOf = ({ place }: Note) => (place === 'heading' || place === 'item' ? place : 'other')

/** "Installing … (2 min)" in a block that is only shown: the author's remark on how long that step takes. */
function remarked(context: Context, code: readonly JudgedCode[]): JudgedDuration[] {
  return code.flatMap((judged) => {
    if (judged.form !== 'fence' || judged.use === 'run' || judged.use === 'template') return []
    return judged.lines.flatMap(({ span }) => {
      const text = context.lines.text.slice(span.start, Math.min(span.end, span.start + 200)).trim()
      const remark = /[(（][^()（）]{2,30}[)）]$/.exec(text)
      const duration = remark === null ? null : durationOf(context.vocabulary, text, 'item')
      if (duration === null || duration.unit === 'second' || duration.words !== remark?.[0]) return []
      return [{ span, text, seconds: duration.seconds, why: { rule: 'duration', words: duration.words } }]
    })
  })
}

/** A period of watching; hours of a heading in brackets are how long its steps take. */
function periodIn({ vocabulary }: Context, { place, text }: Note): Hit | null {
  if (place === 'row') return null
  const amount = place === 'heading' && /[(（]/.test(text) ? amountOf(vocabulary, text) : null
  return amount !== null && amount.seconds < DAY ? null : periodOf(vocabulary, text)
}

const DAY = 86_400

/** "Critical: 7 days" as a point below "Observation period:". */
function periodUnder({ document: { blocks }, vocabulary }: Context, note: Note): Hit | null {
  if (note.place !== 'item' || !note.first) return null
  const amount = amountOf(vocabulary, note.text)
  if (amount === null || amount.seconds < HOUR || !LABELLED.test(note.text.slice(0, amount.index))) return null
  if (!/^[\s.*]*$/.test(note.text.slice(amount.index + amount.text.length))) return null
  const parent = blocks[note.block]?.parent
  let lead = blocks[note.block - 1]
  while (lead?.kind === 'item' && lead.parent === parent) lead = blocks[lead.at - 1]
  const words = lead?.kind === 'paragraph' || lead?.kind === 'heading' ? lead.text.plain.trim() : ''
  return words.length > LABEL ? null : vocabulary.leadingPhrase('observe', words)
}

/** "After the switch (T+1 week)", and the days of a table that begin so. */
function countedFromRelease({ document, vocabulary }: Context, note: Note): Hit | null {
  if (note.place === 'heading') {
    const counted = /[(（]\s*(?:T|D)\s?\+\s?(\d[^()（）]*?)\s*[)）]\s*$/.exec(note.text)
    const amount = counted === null ? null : amountOf(vocabulary, counted[1] ?? '')
    if (counted === null || amount === null || amount.seconds < DAY || amount.text !== counted[1]) return null
    return { entry: counted[0], text: counted[0], index: counted.index }
  }
  const row = note.place === 'row' ? document.blocks[note.block] : undefined
  if (row?.kind !== 'row' || row.role !== 'body') return null
  const header = document.blocks[row.header]
  const [first] = row.cells
  const counted = /^(?:T|D)\s?\+\s?\d+$/.exec(first?.text.plain.trim() ?? '')?.[0]
  const named = header?.kind === 'row' ? (header.cells[0]?.text.plain.trim() ?? '') : ''
  if (counted === undefined || (amountOf(vocabulary, `2 ${named}`)?.seconds ?? 0) < DAY) return null
  return { entry: counted, text: counted, index: 0 }
}

const HOUR = 3600
const LABELLED = /^[^:：]{1,40}[:：]\s*[*~≈]*$|^[~≈]?$/

/** An amount of time that stands in a column of times. */
function cellOf(context: Context, note: Note): { seconds: number; words: string } | null {
  const row = context.document.blocks[note.block]
  if (row?.kind !== 'row' || row.role !== 'body') return null
  const header = context.document.blocks[row.header]
  if (header?.kind !== 'row') return null
  for (const [column, cell] of row.cells.entries()) {
    const full = header.cells[column]?.text.plain.trim() ?? ''
    const unit = /\s*[([（]\s*(\p{L}+)\s*[)\]）]$/u.exec(full)
    const name = full.slice(0, unit?.index)
    const hit = context.vocabulary.leadingPhrase('time-column', name)
    const said =
      /^[\d\s.,–~-]+$/.test(cell.text.plain) && unit !== null ? `${cell.text.plain} ${unit[1]}` : cell.text.plain
    const seconds = hit === null || hit.text.length < name.length ? null : amountInCell(context.vocabulary, said)
    if (hit !== null && seconds !== null) return { seconds, words: hit.entry }
  }
  return null
}

/** Lines that name a period or cadence of watching or of recurring work. */
export function judgeWindows(
  context: Context,
  code: readonly JudgedCode[],
  notes: readonly Note[],
  durations: readonly JudgedDuration[],
): Noted[] {
  const taken = new Set(durations.map((duration) => duration.span.line))
  const timelines = timelinesOf(context, notes)
  return notes.flatMap((note) => {
    const period = timelines.get(note.block)
    if (period !== undefined && !taken.has(note.span.line))
      return [{ span: note.span, text: note.text, why: { rule: 'window', words: period } }]
    // A form to fill in watches nothing, nor does a program, and whom to call when is no watch.
    if (note.role === 'contacts' || (note.code !== null && code[note.code]?.use === 'template')) return []
    const block = context.document.blocks[note.block]
    if (block?.kind === 'code' && PROGRAM.test(block.info)) return []
    if (note.place === 'paragraph' && !isLabel(context, note)) return []
    // How long something has to be wrong before one goes back is no time to watch.
    if (context.vocabulary.phrase('trigger-lead', note.text) !== null && /[:：]\s*$/.test(note.text)) return []
    const window =
      taken.has(note.span.line) || note.trailing
        ? null
        : (windowOf(context.vocabulary, note.text) ??
          periodIn(context, note) ??
          periodUnder(context, note) ??
          countedFromRelease(context, note))
    if (window === null || isInCode(context, note, window.text) || isOfPlan(context, note, window)) return []
    // What a long point tells along the way is no appointment either.
    if (note.place === 'item' && window.index > STORY) return []
    // "A backup is made daily. To make one by hand:" announces the second, not the first.
    if (note.place === 'paragraph' && /[.!?]\s.*[:：]\s*$/.test(note.text.slice(window.index))) return []
    return [{ span: note.span, text: note.text, why: { rule: 'window', words: window.entry } }]
  })
}

/** "Accepts `weekly`, `monthly`": what only stands in code is a value, and no time at which anybody looks. */
function isInCode(context: Context, note: Note, said: string): boolean {
  const words = said.split(' … ')[0] ?? ''
  const text = context.lines.text.slice(note.span.start, note.span.end)
  return text.includes('`') && text.includes(words) && !text.replace(/`[^`]*`/g, '').includes(words)
}

/** "Installation (Week 1-2)" is when a phase of a project is due, and "# Cancel nightly jobs" names a job: nobody watches. */
function isOfPlan({ vocabulary }: Context, note: Note, { index, text }: Hit): boolean {
  if (note.role === 'monitor' || vocabulary.phrase('watch', note.text) !== null) return false
  const behind = note.text.slice(index + text.length)
  if (note.place === 'comment') return index > 0 && /^ \p{L}{4}/u.test(behind)
  if (note.place !== 'heading') return false
  // "(J+1 …)" counts from the release, and what is done after it is watched.
  if (/^[jdtд] ?\+/i.test(text)) return false
  return /[(（]\s*$/.test(note.text.slice(0, index)) && /^\p{L}.*\d$/u.test(text) && /^\s*[)）]\s*$/.test(behind)
}

/** Tags of programming languages. */
const PROGRAM =
  /^\{?\.?(?:python3?|py|javascript|js|jsx|typescript|ts|tsx|java|kotlin|go|golang|rust|rs|c|cpp|c\+\+|cs|csharp|php|ruby|rb|scala|swift|solidity|sol|r|lua|perl|dart|elixir|graphql|promql|css)\b/i

/** A line by itself or one that announces others; what a paragraph tells along the way is no appointment. */
function isLabel(context: Context, note: Note): boolean {
  const { span, text } = note
  if (/[:：]\s*$|^[^.:：]{1,40}[:：]\s/.test(text) || context.vocabulary.leadingPhrase('run', text) !== null)
    return true
  const block = context.document.blocks[note.block]
  return block?.kind === 'paragraph' && block.span.line === block.span.endLine && span.end - span.start <= LABEL
}

const LABEL = 100
const STORY = 120

/** What stands at the end of a line's brackets: "30分〜1時間", "1 h onwards". */
const BRACKETS = /[(（]([^()（）]{2,40})[)）]\s*$/

/**
 * Headings or points beside each other, one of which is "(first 30 minutes)", divide one time: "(30 minutes – 1 hour)"
 * behind it is the next part of it, and not how long it takes. By block, with the words.
 */
function timelinesOf({ document, vocabulary }: Context, notes: readonly Note[]): ReadonlyMap<number, string> {
  const found = new Map<number, string>()
  /** Where a time has begun that what stands beside it goes on with. */
  const begun = new Set<string>()
  for (const note of notes) {
    const block = document.blocks[note.block]
    if (!note.first || (block?.kind !== 'heading' && block?.kind !== 'item')) continue
    const beside = block.kind === 'heading' ? `level ${block.level}` : `within ${block.parent}`
    const inner = BRACKETS.exec(note.text)?.[1]
    if (block.kind === 'heading')
      for (const place of begun) if (place.startsWith('within') || place > beside) begun.delete(place)
    // "(0-1 hour)" begins such a time, too.
    const zero = inner !== undefined && /^\s*0\s*[-–—~〜～]\s*\d/.test(inner) && amountOf(vocabulary, inner) !== null
    if (zero) found.set(note.block, inner)
    if (
      zero ||
      (inner !== undefined && vocabulary.phrase('first', inner) !== null && windowOf(vocabulary, inner) !== null)
    )
      begun.add(beside)
    else if (inner === undefined || !periodAlone(vocabulary, inner)) begun.delete(beside)
    else if (begun.has(beside)) found.set(note.block, inner)
  }
  return found
}
