import type { Fix, Span } from '../../../plan/index.ts'
import { programOf } from '../../facts/programs.ts'
import type { Judged, JudgedCode } from '../../judged.ts'
import type { Look } from '../look.ts'
import type { Rule } from '../rule.ts'

/** Bash cannot be given what was left out. */
export const leftOut: Rule = {
  name: 'left-out',
  severity: 'warning',
  reason: 'A command with a part left out cannot be run by anybody who does not already know the part.',
  remedy: 'Write it out, with a placeholder such as <name> for what changes from release to release.',
  *find({ plan, statements, judged }) {
    const run = new Set(statements.flatMap(({ on, step }) => (on === 'shelf' ? [] : [step])))
    const gaps = judged.code.flatMap(({ shell }) => shell?.leftOut.map(({ span }) => span) ?? [])
    for (const step of plan.steps) {
      if (!run.has(step)) continue
      if (step.command?.language !== 'bash' || step.command.incomplete === null) continue
      const { span, incomplete } = step.command
      // The dots themselves, where they are what is missing; else the whole command.
      const gap = gaps.find((one) => one.start >= span.start && one.end <= span.end)
      if (gap !== undefined && (toldBehind(judged, gap) || ofAnOutput(judged, gap))) continue
      if (step.command.form === 'inline' && namedOnly(judged.document.source.text, span)) continue
      yield {
        span: gap ?? span,
        message: `This command is not complete: ${incomplete.replace(/: \.+$/, '').replace(/(?<!\.)$/, '.')}`,
      }
    }
  },
}

/** The comment behind it says what comes there: "# paste the digest from above". */
const toldBehind = ({ document }: Judged, { end }: Span) =>
  /^[^\r\n]*[ \t]#[ \t]*[^\s#]/.test(document.source.text.slice(end, end + 200))

/** A sentence that shows how somebody else calls it: "for example, the other team uses `…`". */
const namedOnly = (text: string, { start }: Span) =>
  /\b(?:for example|e\.g\.|such as|uses?|used)\b[^.\n]*$/i.test(text.slice(Math.max(0, start - 160), start))

/** A line of dots in a transcript is what was printed, and left out here. */
function ofAnOutput({ document }: Judged, { start, end }: Span): boolean {
  const { text } = document.source
  if (
    !/(?:^|\n)[ \t]*$/.test(text.slice(Math.max(0, start - 80), start)) ||
    !/^[ \t]*(?:[\r\n]|$)/.test(text.slice(end, end + 80))
  )
    return false
  const block = document.blocks.find((one) => one.kind === 'code' && one.span.start <= start && end <= one.span.end)
  return block?.kind === 'code' && /^(?:console|terminal|output|(?:sh|bash|shell)-?session)\b/i.test(block.info)
}

/** Bash runs nothing of a text that it cannot parse. */
export const cannotBeParsed: Rule = {
  name: 'cannot-be-parsed',
  severity: 'warning',
  reason: 'bash cannot read this text as commands, and stops at it, maybe after it has run what stands above.',
  remedy: 'Try the block with "bash -n", and give output, menus and examples a fence without a shell’s name.',
  *find(look) {
    for (const code of look.judged.code) {
      const broken = code.use === 'run' && code.language === 'bash' ? (code.shell?.broken ?? null) : null
      if (broken === null || !taggedShell(look, code)) continue
      const { text } = look.judged.document.source
      const line = text.slice(broken.span.start, broken.span.end)
      // What stands between angle brackets is for a person or a template to fill in.
      if (/<[^<>]*>|<%/.test(line) || !holdsCommands(text, code) || /[$#>%]\s*$/.test(line)) continue
      yield { span: broken.span, message: `bash cannot parse this: ${broken.message}.` }
    }
  },
}

/** The author says that it is shell; anything else may just be misread. */
function taggedShell({ judged }: Look, code: JudgedCode): boolean {
  const block = judged.document.blocks[code.block]
  return code.form === 'fence' && block?.kind === 'code' && /^(?:ba|z|k)?sh\b|^shell\b/i.test(block.info)
}

/** Half of its lines begin like commands: otherwise it is a menu, a form or what was printed, under the wrong name. */
function holdsCommands(text: string, { lines }: JudgedCode): boolean {
  const codes = lines.flatMap(({ code }) => (code === null ? [] : [text.slice(code.start, code.end)]))
  return codes.filter((line) => command.test(line) || programOf(line) !== null).length * 2 >= codes.length
}

/** Words of the shell itself and names in small letters, which programs have and sentences and menus do not begin with. */
const command = /^\s*(?:\.{0,2}\/|[a-z_]\w*=|[a-z][\w.-]*(?:\s|;|$)|[{}])/

/** Characters that an editor put in the place of those of the shell. */
const typed: Readonly<Record<string, string>> = {
  '\u201c': '"',
  '\u201d': '"',
  '\u201e': '"',
  '\u2018': "'",
  '\u2019': "'",
  '\u00a0': ' ',
  '\u202f': ' ',
  '\u2009': ' ',
  '\u200b': '',
  '\u2060': '',
  '\ufeff': '',
}
/** Dashes stand for `--` before a word of an option, and for `-` before a letter. */
const dash = /^[\u2013\u2014\u2212](?=[A-Za-z])/

/** Made by a word processor, not by the shell's author. */
export const typographicCharacters: Rule = {
  name: 'typographic-characters',
  severity: 'error',
  reason:
    'To the shell a curly quote, a long dash or a no-break space is a letter like any other: the command is another one.',
  remedy: 'Type the characters of the shell: " or \' for quotes, -- for options, a plain space.',
  *find(look) {
    const { text } = look.judged.document.source
    for (const { statement } of look.statements) {
      if (!/[\u2009\u200b\u2013\u2014\u2018\u2019\u201c-\u201e\u202f\u2060\u2212\ufeff\u00a0]/.test(statement.source))
        continue
      const edits = strayIn(text, statement.span)
      const first = edits[0]
      if (first === undefined) continue
      const shown = text.slice(first.span.start, first.span.end)
      yield {
        span: first.span,
        message: `${named(shown)} stands where the shell expects ${first.text === '' ? 'nothing' : first.text === ' ' ? 'a space' : first.text}.`,
        fix: { title: 'Type the characters of the shell', edits },
      }
    }
  },
}

const named = (text: string) =>
  `U+${(text.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}${/\S/.test(text) && !/[\u200b\u2060\ufeff]/.test(text) ? ` (${text})` : ''}`

/** Edits for those outside of quotes, comments and heredocs; none for text that is only shown (`echo “ok”`). */
function strayIn(text: string, span: Span): Fix['edits'] {
  const edits: { span: Span; text: string }[] = []
  const source = text.slice(span.start, span.end)
  if (source.includes('<<') || /^\s*(?:echo|printf|git commit)\b/.test(source)) return edits
  let quote = ''
  for (let at = 0; at < source.length; at += 1) {
    const char = source[at] as string
    if (char === '\\' && quote !== "'") {
      at += 1
    } else if (quote !== '') quote = char === quote ? '' : quote
    else if (char === '"' || char === "'") quote = char
    else if (char === '#' && /^$|\s/.test(source[at - 1] ?? '')) {
      const end = source.indexOf('\n', at)
      if (end < 0) break
      at = end - 1
    } else {
      const plain =
        typed[char] ??
        (/\s/.test(source[at - 1] ?? '') && dash.test(source.slice(at, at + 2)) ? dashed(source, at) : null)
      if (plain === null) continue
      const start = span.start + at
      const line = span.line + source.slice(0, at).split(/\r\n?|\n/).length - 1
      edits.push({ span: { start, end: start + 1, line, endLine: line }, text: plain })
    }
  }
  return edits
}

const dashed = (source: string, at: number) => (/^.[A-Za-z][A-Za-z-]/.test(source.slice(at, at + 3)) ? '--' : '-')
