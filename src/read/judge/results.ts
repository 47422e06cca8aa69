import type { JudgedCode } from '../judged.ts'
import type { Vocabulary } from '../words/index.ts'
import type { Context } from './context.ts'
import { type Classified, classify } from './expectation-kind.ts'
import type { Note } from './notes.ts'
import { COMMAND, SENTENCES } from './outcomes.ts'

/** What a line says of how a command turns out, and the words that made it so. */
export interface Result {
  readonly words: string
  readonly said: Classified
}

/** A line with more commands than this states nothing about one; looking further would cost time in its length squared. */
const MOST_PIECES = 50

/** More words before one of success say more than that something went well. */
const MOST_WORDS = 7
const EXITS = { kind: 'status', test: { is: 'exit', status: 0 } } as const

/**
 * A line with `◇` for the commands that it carries: their own words state nothing, as in "No import errors:
 * `python -c "import ferry"`".
 */
export function besides(context: Context, command: JudgedCode, note: Note): Note {
  const parts: string[] = []
  let from = 0
  for (const piece of command.pieces.slice(0, MOST_PIECES)) {
    const carried = context.lines.text.slice(piece.start, piece.end)
    const at = note.text.indexOf(carried, from)
    if (at < 0) continue
    parts.push(note.text.slice(from, at), COMMAND)
    from = at + carried.length
  }
  const text = parts.join('') + note.text.slice(from)
  return { ...note, text, literal: note.literal !== null && text.includes(note.literal) ? note.literal : null }
}

const withoutCommand = (text: string): string =>
  text
    .replace(/[（(]?\s*◇\s*[)）]?/g, ' ')
    .replace(/[\s:：—–-]+$/, '')
    .trim()

/**
 * "Build succeeded: `npm run build`", "`pytest` passes", "Type check OK (`mypy .`)": a subject and a word of success
 * beside a command say that it ends well.
 */
export function succeedsBeside(vocabulary: Vocabulary, around: string): string | null {
  // "Gate passes: `make check` and `make lint` (all of them)" says it in front of the colon.
  const text = (LABEL.exec(around)?.[1] ?? withoutCommand(around)).replace(MARKS_BEHIND, '')
  if (text.split(/\s+/).length > MOST_WORDS || vocabulary.leadingPhrase('if', text) !== null) return null
  const hit = vocabulary.phrase('succeeded', text)
  if (hit === null || vocabulary.phrase('forbidding', text.slice(0, hit.index)) !== null) return null
  const ends = hit.index + hit.text.length >= text.length
  return ends && (hit.index > 0 || around.trimStart().startsWith(COMMAND)) ? hit.entry : null
}

const LABEL = /^([^:：◇]{3,60})[:：][\s*`]*◇/
const MARKS_BEHIND = /[\s.!。！✅✓✔👍]+$/u

/** The kind of success: what all tests and no errors are counted by, else the exit status, unless it never ends. */
export function succeeded(vocabulary: Vocabulary, around: string, command: JudgedCode): Classified {
  const said = classify(vocabulary, LABEL.exec(around)?.[1] ?? withoutCommand(around))
  return said.kind === 'judgment' && !command.flags.includes('endless') ? EXITS : said
}

/** "All tests pass", "no errors": an outcome that no other words have to announce. */
function wholeOutcome(vocabulary: Vocabulary, text: string): { readonly index: number; readonly entry: string } | null {
  const found = [vocabulary.phrase('all-pass', text), vocabulary.phrase('nothing', text)]
  return found.flatMap((hit) => hit ?? []).sort((a, b) => a.index - b.index)[0] ?? null
}

/**
 * A sentence that tells of the outcome of the command of its line: "run ◇ and verify that all tests pass". In front of
 * the command only a box states one: "No errors: ◇".
 */
export function toldBeside(vocabulary: Vocabulary, around: string, box: boolean): Result | null {
  const sentences = around.split(SENTENCES)
  const at = sentences.findIndex((sentence) => sentence.includes(COMMAND))
  for (const sentence of sentences.slice(Math.max(0, at))) {
    if (vocabulary.leadingPhrase('if', sentence) !== null) continue
    const expected = vocabulary.phrase('expected', sentence)
    const aside = expected !== null && vocabulary.leadingPhrase('aside', sentence.slice(expected.index)) !== null
    const hit = expected !== null && !aside ? expected : wholeOutcome(vocabulary, sentence)
    const shown = IN_BRACKETS.test(sentence) && hit !== null && vocabulary.phrase('should', sentence) !== null
    if (hit === null || (hit.index < sentence.indexOf(COMMAND) && !shown && (!box || hit === expected))) continue
    if (vocabulary.phrase('if', sentence.slice(0, hit.index)) !== null) continue
    return { words: hit.entry, said: classify(vocabulary, withoutCommand(sentence)) }
  }
  return null
}

/** "It should be Ubuntu (`lsb_release -a`)": the command only shows what is said. */
const IN_BRACKETS = /[(（][^()（）]*◇[^()（）]*[)）]/

/** Programs print `✓`; people set this one. */
const TICK = /^✅\s*/u
const STATUS_ALONE = /^(?:HTTP\s*)?[1-5]\d\d(?:\s+(?:OK|Created|No Content|Found))?$/i

/**
 * A comment in a block of commands that by itself says how they turn out: "# all tests pass", "# Verify that there are no
 * errors", "# ✅ Boats moored" as the last of a block or of a part of it, "# 200 OK" behind a command.
 */
export function saidInComment({ vocabulary }: Context, code: JudgedCode, note: Note): Result | null {
  const at = code.lines.findIndex((line) => line.span.line === note.span.line)
  const text = note.text.replace(/^[\d.)\s]+(?=\p{L})/u, '')
  if (!note.trailing && code.lines[at]?.is !== 'comment') return null
  if (vocabulary.leadingPhrase('if', text) !== null) return null
  const ticked = TICK.exec(note.text)
  if (ticked !== null && titlesNone(code, at))
    return { words: 'a tick', said: classify(vocabulary, note.text.slice(ticked[0].length)) }
  if (note.trailing && STATUS_ALONE.test(note.text))
    return { words: 'a status', said: classify(vocabulary, `returns ${note.text}`) }
  const hit = wholeOutcome(vocabulary, text)
  const asked = vocabulary.leadingPhrase('verify-lead', text) !== null
  const should = hit !== null && vocabulary.phrase('should', text.slice(0, hit.index)) !== null
  if (hit !== null && (hit.index === 0 || asked || should))
    return { words: hit.entry, said: classify(vocabulary, text) }
  if (note.trailing && VALUE.test(note.text))
    return { words: 'a value', said: classify(vocabulary, `Expected: ${note.text.replace(CONFIRM, '')}`) }
  const every = note.trailing ? vocabulary.leadingPhrase('every', text) : null
  return every === null || !UP.test(text) ? null : { words: every.entry, said: classify(vocabulary, text) }
}

/** "# ok", "# ~420 MB 확인": what is printed, and perhaps that it is to be confirmed. */
const CONFIRM = /\s*(?:confirm(?:ed)?|確認|확인|确认)\s*$/i
const VALUE =
  /^(?:[→⇒]|[-=]>)?\s*(?:ok|true|pong|~?\d+(?:[.,]\d+)?\s?(?:%|[kmgt]i?b))(?:\s*(?:confirm(?:ed)?|確認|확인|确认))?$/i

/** States in which programs show what runs, as the last words of a remark: "all boats running". */
const UP =
  /(?:^|[\s"'`])(?:up|ok|ready|healthy|running|active|green|online|true|läuft|laufen|aktiv|bereit|actifs?|prêts?|activos?|listos?|ativos?|prontos?|attiv[ei]|pront[ei]|работают|готовы|активны)[\s.!)"'`]*$|(?:运行|正常|就绪|稼働|起動|正常|실행|정상)[^，。]{0,4}$/iu

/** Whether no command stands right below a line of a block. */
const titlesNone = (code: JudgedCode, at: number): boolean => at > 0 && (code.lines[at + 1]?.is ?? 'blank') !== 'code'

/**
 * A sentence right behind a command on what comes of it: "All pods should be up", "✅ Boats moored", "Make sure that no
 * errors show". A longer text tells of other things as well.
 */
export function saidBehind({ vocabulary }: Context, { text, codes }: Note): Result | null {
  if (text.length > SHORT) return null
  const ticked = TICK.exec(text)
  if (ticked !== null) return { words: 'a tick', said: classify(vocabulary, text.slice(ticked[0].length)) }
  for (const sentence of text.split(SENTENCES)) {
    if (vocabulary.phrase('if', sentence) !== null || vocabulary.leadingPhrase('aside', sentence) !== null) continue
    const sought = codes.find((code) => sentence.includes(code))
    const look = sought === undefined ? null : vocabulary.leadingPhrase('look-for', sentence)
    if (look !== null && sought !== undefined)
      return { words: look.entry, said: { kind: 'text', test: { is: 'text', text: sought, sure: false } } }
    const expected = shouldShow(vocabulary, sentence, codes)
    const asked = vocabulary.leadingPhrase('verify-lead', sentence)
    const rest = asked === null ? sentence : sentence.slice(asked.text.length).replace(THAT, '')
    const askedAtEnd = asked ?? vocabulary.phrase('verify-end', sentence)
    const whole = wholeOutcome(vocabulary, rest)
    const every = asked === null ? null : vocabulary.leadingPhrase('every', rest)
    const words =
      expected?.entry ?? (whole !== null && (askedAtEnd !== null || whole.index === 0) ? whole.entry : every?.entry)
    if (words !== undefined) return { words, said: classify(vocabulary, rest) }
  }
  return null
}

/** "The output must contain `up`", "All boats should be moored": words that say so, and what can be seen; a rule for people is none. */
function shouldShow(vocabulary: Vocabulary, sentence: string, codes: readonly string[]) {
  const hit = vocabulary.phrase('expected', sentence)
  if (hit === null || vocabulary.phrase('should', sentence) === null) return null
  const shows = hit.entry.startsWith('en:') ? SHOWS.test(hit.text) : !IS.test(hit.text)
  // "It should be specified for `ferry`" tells what to do.
  const end = hit.index + hit.text.length
  const named = codes.some((code) => {
    const at = sentence.indexOf(code, hit.index)
    return at >= 0 && at - end <= BESIDE && !/\b\w+ed\b/.test(sentence.slice(end, at))
  })
  const seen = vocabulary.leadingPhrase('every', sentence) !== null || shows || named
  return seen || classify(vocabulary, sentence.slice(hit.index)).kind !== 'judgment' ? hit : null
}

/** How far behind its verb what is seen may stand. */
const BESIDE = 24
const SHOWS = /\b(?:see|show|return|display|print|output|say|report|contain|include|respond|list)$/
/** Verbs of other languages that only say how something is. */
const IS =
  /(?:sein|haben|être|avoir|ser|estar|tener|haber|ter|essere|avere|быть|иметь|[为是有]|であること|여야 ?\p{L}+)$/u
const SHORT = 160
/** Between asking and what is asked. */
const THAT = /^\s*(?:that|dass|que|che|что|,)?\s*/i

/** What a row that carries a command gives in its column of outcomes: "| `curl quay` | 200 |" under "Expected". */
export function expectedCell({ document, vocabulary }: Context, note: Note): Result | null {
  const row = document.blocks[note.block]
  const header = row?.kind === 'row' && row.role === 'body' ? document.blocks[row.header] : undefined
  if (row?.kind !== 'row' || header?.kind !== 'row') return null
  for (const [column, { text }] of header.cells.entries()) {
    const hit = vocabulary.leadingPhrase('expected', text.plain.trim())
    const cell = row.cells[column]?.text.plain.trim() ?? ''
    if (hit !== null && /[\p{L}\d]/u.test(cell))
      return { words: hit.entry, said: classify(vocabulary, `Expected: ${cell}`) }
  }
  return null
}
