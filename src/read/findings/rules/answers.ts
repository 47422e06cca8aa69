import type { PlacedCall } from '../../shell/index.ts'
import { has, plain } from '../../shell/programs.ts'
import type { Phrase } from '../../words/index.ts'
import { blocksOf, type Called, callsOf, withOption } from '../calls.ts'
import type { Look, Looked } from '../look.ts'
import type { Rule } from '../rule.ts'

/** `curl` ends with 0 on a 404 or 500 unless it is told to fail, or something reads its answer. */
export const curlCannotFail: Rule = {
  name: 'curl-cannot-fail',
  severity: 'warning',
  reason: 'curl ends with status 0 when the server answers with an error page, so the check passes when it should not.',
  remedy: 'Add --fail, or say below it what is expected, e.g. "# Expected: 200".',
  *find(look) {
    const { text } = look.judged.document.source
    const found = [...callsOf(look)].filter((called) => takesAnyAnswer(look, called))
    const written = ({ call }: Called) =>
      [...call.over, download(call)].find((one) => one !== undefined && !nowhere.test(one))
    for (const called of found) {
      const file = written(called)
      if (file === undefined) continue
      yield {
        span: called.call.span,
        message: `When the server answers with an error page, this curl writes it into ${file} and succeeds.`,
        fix: withOption(text, called.call, '--fail'),
      }
    }
    // Those of one block are told once.
    const blocks = Map.groupBy(
      found.filter((called) => written(called) === undefined),
      ({ looked }) => looked.step,
    )
    for (const [first, ...more] of blocks.values()) {
      if (first === undefined) continue
      const { step, statement } = first.looked
      const wanted = /(?<![\d.:/-])20[0-6](?![\d./-]|:\d)/.exec(`${statement.title ?? ''} ${step.title}`)?.[0]
      const lines = again(more.map(({ call }) => call.span.line))
      const edits = [first, ...more].flatMap(({ call }) => withOption(text, call, '--fail')?.edits ?? [])
      yield {
        span: first.call.span,
        message:
          wanted !== undefined
            ? `The words ask for ${wanted}, and this curl succeeds with any status${lines}.`
            : `This curl succeeds on an error page: its status says nothing about the answer${lines}.`,
        fix: edits.length === 0 ? null : { title: 'Add --fail', edits },
      }
    }
  },
}

/** A request whose answer nobody reads, neither by an option of its own nor by words of the document. */
function takesAnyAnswer(look: Look, { call, looked }: Called): boolean {
  const { step, statement, on, choice } = looked
  if (on === 'shelf' || choice || call.program !== 'curl' || call.piped || call.nested) return false
  // Asked again and again, what it prints is watched; without an address it is only named.
  if (call.args.some((arg) => notifies.test(arg)) || unpackedNext(look, call, looked)) return false
  if (call.args.some(readsTheAnswer) || /^\s*(?:until|while)\b/.test(statement.source) || plain(call).length === 0)
    return false
  if (step.expectations.some((one) => one.statement === statement.index || one.statement === null)) return false
  if (wantsAnError(statement.title ?? '') || wantsAnError(step.title)) return false
  return (
    !saidBehind(look, looked) &&
    !saidBelow(look, looked) &&
    !saidAfter(look, looked) &&
    !verifiedNext(look, call, looked) &&
    !shownOnly(call, looked)
  )
}

/** People are told; the release goes on whether they hear it or not. */
const notifies =
  /hooks\.slack\.com|discord(?:app)?\.com\/api\/webhooks|webhook\.office\.com|api\.telegram\.org|web_?hook/i

/** What is taken for an archive and is none ends the next command. */
function unpackedNext({ judged }: Look, call: PlacedCall, { calls, step }: Looked): boolean {
  const file = call.over[0] ?? download(call)
  if (file === undefined) return false
  const rest = judged.document.source.text.slice(call.span.end, step.span.end)
  const name = file.split('/').at(-1) ?? file
  return calls.length > 0 && rest.split(/[\r\n;&|]+/).some((one) => unpacks.test(one) && one.includes(name))
}

const unpacks = /^\s*(?:sudo )?(?:tar|unzip|gunzip|bunzip2|unxz|dpkg|rpm|(?:apt|apt-get|yum|dnf) (?:-y )?install)\b/

/** Behind a command in the middle of a line words, an arrow or a text of its own name what is seen: "(`curl -I URL` ⇒ HSTS)". */
function saidBehind({ judged }: Look, { step, statement }: Looked): boolean {
  if (step.command?.form !== 'inline') return false
  const { source } = judged.document
  const [, behind] = /^`{1,3}([^\n]*)/.exec(source.text.slice(statement.span.end, statement.span.end + 120)) ?? []
  if (behind === undefined) return false
  return (
    /^\s*(?:⇒|→|➜|=>|->|[^`.;]{1,25}`[^`]+`)/.test(behind) ||
    stating.some((phrase) => judged.vocabulary.leadingPhrase(phrase, behind.trim()) !== null)
  )
}

const stating: readonly Phrase[] = ['expected', 'should', 'outcome', 'stated', 'status', 'fails']

/** The comment under it says what is to be seen, or that a refusal is what it should end with. */
function saidBelow({ judged }: Look, { statement }: Looked): boolean {
  const { text } = judged.document.source
  const below = text.slice(statement.span.end, statement.span.end + 200)
  // A transcript shows the answer itself.
  const prompted = /(?:^|[\r\n])[ \t]*\$ $/.test(
    text.slice(Math.max(0, statement.span.start - 80), statement.span.start),
  )
  if (prompted && /^[^\n]*\n[ \t]*(?![ \t$`~\r\n])/.test(below)) return true
  const [, words] = /^[^\n]*\n(?:[ \t]*\r?\n)?[ \t]*#+[ \t]*([^\r\n]*)/.exec(below) ?? []
  if (words === undefined) return false
  return (
    judged.vocabulary.leadingPhrase('expected', words) !== null ||
    // The answer itself: `# {"status":"ok"}`, `# HTTP/2 200`.
    /^(?:[{[].*[}\]]|HTTP\/[\d.]+ \d{3}|[1-5]\d\d\b|ok\b)/i.test(words) ||
    /\b(?:fail|error|refus|reject|denied|not (?:respond|be reachable))/i.test(words)
  )
}

/** The paragraph behind the block says what one gets: "You should get JSON back." */
function saidAfter({ judged }: Look, { step, statement }: Looked): boolean {
  if (step.command?.form !== 'fence') return false
  const { blocks } = judged.document
  const at = blocks.findIndex((block) => block.kind === 'code' && statement.span.start < block.span.end)
  const next = blocks[at + 1]
  if (next?.kind !== 'paragraph' || step.command.statements.at(-1)?.index !== statement.index) return false
  const [sentence = ''] = next.text.plain.split(/[.;!]\s/)
  return (
    judged.vocabulary.phrase('expected', sentence) !== null || judged.vocabulary.phrase('should', sentence) !== null
  )
}

/** What it was to bring about is looked for by the statement below it, as its comment says. */
function verifiedNext({ judged }: Look, call: PlacedCall, { step, statement }: Looked): boolean {
  if (!has(call, '-X', '--request', '-d', '--data', '--data-raw', '--json', '-F', '--form')) return false
  const next = step.command?.statements.find((one) => one.index === statement.index + 1)
  return (
    next !== undefined &&
    judged.vocabulary.topic('verify', next.title ?? '') !== null &&
    /\bgrep\b|--fail\b|\s-\w*f\w*\s|\btest\b|\[\s/.test(next.source)
  )
}

/** In a section on watching, or one that lists an interface, one looks at what it prints; only the question for its health wants a status. */
const shownOnly = ({ args }: PlacedCall, { section, statement }: Looked) =>
  section !== null &&
  (section.role === 'monitor' || toLookAt.test(section.title)) &&
  !/health|ping|status|ready|live|alive/i.test(`${args.join(' ')} ${statement.title ?? ''} ${section.title}`)

/** "API endpoints", "List the groups", "Inspect a user". */
const toLookAt =
  /\bendpoints?\b|\bapi (?:reference|examples?|usage)\b|^[\W\d]*(?:list|inspect|show|view|display|look up)\b/i

const nowhere = /^(?:\/dev\/\w+|-)$/

/** Where `-o` and `-O` put the answer. */
function download({ args }: PlacedCall): string | undefined {
  if (args.some((arg) => /^(?:-[a-zA-Z]*O|--remote-name)$/.test(arg)))
    return (
      args
        .find((arg) => arg.includes('://'))
        ?.split(/[?#]/, 1)[0]
        ?.split('/')
        .at(-1) || undefined
    )
  const at = args.findIndex((arg) => /^(?:-o|--output)$/.test(arg))
  return at < 0 ? undefined : args[at + 1]
}

/** `--fail`, its own judgment of the answer, or the head and the talk of it, which one reads. */
const readsTheAnswer = (arg: string) =>
  /^(?:-[A-Za-z]*[fwvV].*|--fail.*|--write-out.*|--verbose|--version|--help|telnet:.*|ftps?:.*|file:.*)$/.test(arg)

/** A refusal is what the command is there to see. */
const wantsAnError = (words: string) =>
  /\b(?:40[0-9]|42[0-9]|50[0-9]|unauthori[sz]ed|forbidden|denied|refused?|rejects?|blocked|rate.?limit|not found)\b/i.test(
    words,
  )

/** `psql` goes on after an error of a script and ends with 0. */
export const psqlGoesOn: Rule = {
  name: 'psql-goes-on',
  severity: 'warning',
  reason: 'psql runs a script on after an error in it, and ends with status 0 as if all had worked.',
  remedy: 'Add -v ON_ERROR_STOP=1, and --single-transaction where the script can be undone as a whole.',
  *find(look) {
    const found: PlacedCall[] = []
    for (const block of blocksOf(look)) {
      let told = false
      for (const { call, looked } of block) {
        told ||= says(call)
        if (!told && looked.on !== 'shelf' && call.program === 'psql' && readsScript(call)) found.push(call)
      }
    }
    const [first, ...more] = found
    if (first === undefined) return
    const lines = more.map(({ span }) => span.line)
    yield {
      span: first.span,
      message: `When a statement of the script fails, psql goes on with the next one and ends with 0${again(lines)}.`,
    }
  },
}

/** Other places of the same, told once. */
const again = (lines: readonly number[]) =>
  lines.length === 0 ? '' : `; so on line${lines.length > 1 ? 's' : ''} ${lines.join(', ')}`

/** Asked for once in a block (`alias`, `PGOPTIONS`, a `psqlrc` that is written), it is known there. */
const says = (call: PlacedCall) => `${call.args.join(' ')} ${call.env.join(' ')} ${call.food}`.includes('ON_ERROR_STOP')

/** A heredoc that only asks changes nothing by going on. */
const readsScript = (call: PlacedCall) =>
  has(call, '-f', '--file') ||
  (!has(call, '-c', '--command') && call.fed && (!/\s/.test(call.food.trim()) || changesData.test(call.food)))

const changesData = /\b(?:INSERT|UPDATE|DELETE|CREATE|ALTER|DROP|GRANT|TRUNCATE|COPY)\b|^\s*\\i\b|\bcat\b/im
