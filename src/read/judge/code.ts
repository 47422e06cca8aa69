import type { Span } from '../../plan/index.ts'
import type { Code } from '../document.ts'
import { codeLines } from '../facts/code-lines.ts'
import type { JudgedCode, JudgedLine } from '../judged.ts'
import { spanOf } from '../lines.ts'
import type { Topic, Vocabulary } from '../words/index.ts'
import { CODE_RULES, type CodeFacts } from './code-rules.ts'
import { otherFacts, shellFacts } from './command-facts.ts'
import { type Context, isCode, leadOf, wordsOf } from './context.ts'
import { type Ban, type Forbidden, forbiddenIn } from './forbidden.ts'
import { inlineCommands } from './inline-commands.ts'
import { writtenHere } from './own-programs.ts'
import { scriptToSave } from './scripts.ts'

const ASSIGNMENT = /^\s*(?:export\s+)?[A-Za-z_][\w.]*\s*=\s*\S*/

/** `KEY=value`, and no shell in it. */
const isSetting = (text: string): boolean =>
  ASSIGNMENT.test(text) && !/^\s*export\s/.test(text) && !/\$\(|`/.test(text) && !/^\s*\w+=\S*\s+[^\s#]/.test(text)

/** `key:` with what belongs to it below, and nothing that a shell would run: a configuration whose tag says otherwise. */
const YAML = /^\s*(?:-\s+)?[\w.-]+:(?:\s.*)?$|^\s*-\s+\S/
const isYaml = (code: readonly string[]): boolean =>
  code.every((text) => YAML.test(text)) && code.some((text) => /^\s*(?:-\s+)?[\w.-]+:\s*$/.test(text))

/** A configuration or an environment file, not a command: settings, none of which the document's commands read. */
function isSettings(context: Context, lines: readonly JudgedLine[]): boolean {
  const source = context.lines.text
  const code = lines.filter((line) => line.is === 'code').map(({ span }) => source.slice(span.start, span.end))
  if (code.length === 0) return false
  if (isYaml(code)) return true
  if (!code.every(isSetting)) return false
  const read = variablesRead(context)
  return !code.some((text) => read.has(/[A-Za-z_]\w*/.exec(text)?.[0] ?? ''))
}

/** `Berth [A1]:B7`, `Go on? (y/N)`: what a program asks, and perhaps what is answered. */
const QUESTION = /^\s*\p{Lu}[^\n;|&$`=]{0,120}(?:\[[^\]\n]{0,60}\]\s?[:：]|[([][yY](?:es)?\/[nN]o?[)\]])/u

/** Nothing but questions of a program: they are answered, not typed. */
function isPrompts(context: Context, lines: readonly JudgedLine[]): boolean {
  const code = lines.filter((line) => line.is === 'code')
  const asks = code.filter(({ span }) => QUESTION.test(context.lines.text.slice(span.start, span.end)))
  return asks.length > 0 && (asks.length === code.length || (asks.length > 2 && asks.length * 2 > code.length))
}

const readIn = new WeakMap<Context, ReadonlySet<string>>()

/** Names that anything in the document expands. */
function variablesRead(context: Context): ReadonlySet<string> {
  const known = readIn.get(context)
  if (known !== undefined) return known
  const names = new Set([...context.lines.text.matchAll(/\$\{?([A-Za-z_]\w*)/g)].map((match) => match[1] ?? ''))
  readIn.set(context, names)
  return names
}

const leadsToOutput = (vocabulary: Vocabulary, lead: string): boolean =>
  /(?:output|response|result|returns?|looks like|like this|you (?:should|will) see|respuesta|sortie|resultado)\b[^.]{0,30}:?$/i.test(
    lead,
  ) && vocabulary.phrase('run', lead.slice(0, 12)) === null

/** Every block of code and every line whose code spans are commands, in document order. */
export function judgeCode(context: Context): JudgedCode[] {
  const forbidden = forbiddenIn(context)
  const fences = context.document.blocks.filter(isCode).map((block) => judgeFence(context, forbidden, block))
  return [...fences, ...inlineCommands(context, forbidden)].sort((a, b) => a.span.start - b.span.start)
}

function judgeFence(context: Context, forbidden: Forbidden, block: Code): JudgedCode {
  const written = writtenHere(context, block)
  const lines = codeLines(block.lines, written.dialect, written.transcript)
  const transcript = written.transcript !== null
  const first = block.lines[0]?.span
  const last = block.lines.at(-1)?.span
  const text = first && last ? context.lines.text.slice(first.start, last.end) : ''
  const lead = wordsOf(leadOf(context, block.at))
  const facts: CodeFacts = {
    written,
    html: block.fence === 'html',
    lines,
    text,
    lead,
    ban: banOf(forbidden.block(block.at), text) ?? scriptToSave(context, block),
    announced: leadsToOutput(context.vocabulary, lead),
    acted: isActedOn(context, block.at),
    count: (is) => lines.filter((line) => line.is === is).length,
    settings: isSettings(context, lines),
    prompts: isPrompts(context, lines),
    files: lines.every(({ is, span }) => is !== 'code' || FILE.test(context.lines.text.slice(span.start, span.end))),
    carried: lines.filter((line) => line.is === 'box' && line.code !== null).length,
  }
  const rule = CODE_RULES.find((row) => row.when(facts)) as (typeof CODE_RULES)[number]
  const span = extent(context, block, lines)
  const run = rule.use === 'run'
  const own = { block: block.at, form: 'fence' as const, span, pieces: piecesOf(lines), transcript, lines }
  const read = !run
    ? { flags: [], placeholders: [], shell: null }
    : written.language === 'bash'
      ? shellFacts(context, own)
      : { ...otherFacts(context, own, written.language), shell: null }
  return {
    ...own,
    language: written.language,
    use: rule.use,
    reason: rule.rule === 'forbidden' ? (facts.ban?.reason ?? '') : rule.reason,
    ...read,
    why: {
      rule: `code-${rule.rule}`,
      words: rule.rule === 'forbidden' ? (facts.ban?.words ?? '') : block.info === '' ? 'no tag' : block.info,
    },
  }
}

const FILE = /^\s*[\w./-]+\.\w{2,5}\s*;?\s*$/

const piecesOf = (lines: readonly JudgedLine[]): Span[] =>
  lines.filter((line) => line.is === 'code').map((line) => line.code ?? line.span)

const EXPLAINED = ['shelf', 'reference', 'explains'] as const
const ACTED = ['deploy', 'rollback', 'before', 'prepare'] as const

/** The nearest heading around a block that says whether it explains or does something; the document's title is none. */
function isActedOn({ headings, sectionOf, vocabulary }: Context, block: number): boolean {
  let level = Infinity
  for (let at = sectionOf[block] ?? -1; at >= 0; at--) {
    const heading = headings[at]
    if (heading === undefined || heading.level >= level) continue
    level = heading.level
    if (at === 0 && level === 1 && headings.length > 1 && sectionOf[block] !== 0) return false
    const is = (topic: Topic) => vocabulary.topic(topic, heading.text.plain) !== null
    if (EXPLAINED.some(is)) return false
    if (ACTED.some(is)) return true
  }
  return false
}

/** What makes the file by itself is a command, whatever its introduction calls it. */
const WRITES = /<<-?\s*["']?\w|\btee\b|^\s*(?:sudo\s+)?(?:vi|vim|nano)\s/m
const banOf = (ban: Ban | null, text: string) => (ban?.rule === 'contents' && WRITES.test(text) ? null : ban)

/** First to last line of code that is not blank. */
function extent(context: Context, block: Code, lines: readonly JudgedLine[]): Span {
  const filled = lines.filter((line) => line.is !== 'blank')
  const from = filled[0]?.span
  const to = filled.at(-1)?.span
  return from && to ? spanOf(context.lines, from.start, Math.max(from.start, to.end)) : block.span
}
