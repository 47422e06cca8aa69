import type { Step } from '../../../plan/index.ts'
import type { PlacedCall } from '../../shell/index.ts'
import { has, query } from '../../shell/programs.ts'
import { assignedBy, blocksOf, callsOf } from '../calls.ts'
import type { Look, Looked } from '../look.ts'
import { looksOn } from '../programs.ts'
import type { Rule } from '../rule.ts'

/** A variable lives in the shell that set it. */
export const variableFromAnotherBlock: Rule = {
  name: 'variable-from-another-block',
  severity: 'warning',
  reason:
    'A variable lives in the shell that set it: in another session, or when somebody goes back later, it is empty.',
  remedy: 'Set it again where it is needed, or write its value into a file and read it there.',
  *find(look) {
    const reads = readsOf(look)
    const opened = new Map(look.plan.sessions.map(({ id, span, kind }) => [id, { at: span.start, kind }]))
    const set = new Map<string, { readonly line: number; readonly session: string | null }>()
    const told = new Set<string>()
    // A file that is read in may set anything, for the rest of the procedure.
    const readIn = new Set<string>()
    for (const { on, statement, step, section, calls, procedure } of look.statements) {
      const own = opened.get(step.command?.session ?? '')
      // What opens the session is typed in the shell before it; what a database reads is no shell.
      const inside = own !== undefined && own.at !== statement.span.start && /^(?:host|container|user)$/.test(own.kind)
      const session = inside ? (step.command?.session ?? null) : null
      const read = [...(reads.get(statement.span.start) ?? []), ...(inside ? named(statement.source) : [])]
      const missing = read.filter((name) => {
        const known = set.get(name)
        if (
          known === undefined ||
          readIn.has(procedure?.id ?? on) ||
          on === 'shelf' ||
          (on === 'main' && known.session === session)
        )
          return false
        const key = `${procedure?.id ?? on} ${session} ${name}`
        if (told.has(key)) return false
        told.add(key)
        return true
      })
      if (missing.length > 0) {
        const line = Math.min(...missing.map((name) => set.get(name)?.line ?? 0))
        const where = on === 'main' ? 'another session' : 'the shell of the release'
        const [are, they] = missing.length > 1 ? ['are', 'they are'] : ['is', 'it is']
        yield {
          span: statement.span,
          message: `${listed(missing)} ${are} set on line ${line}, in ${where}: in a new one ${they} empty.`,
        }
      }
      if (on !== 'main' && calls.some(({ program }) => /^(?:source|\.)$/.test(program))) readIn.add(procedure?.id ?? on)
      for (const [name] of calls.flatMap((call) => [...assignedBy(call)])) {
        // A document that is all way back goes on in the shell in which it began.
        if (on === 'main' && section?.role !== 'rollback') set.set(name, { line: statement.span.line, session })
        else set.delete(name)
      }
    }
  },
}

/** Variables that a text names, in the block's own shell or another. */
const named = (source: string) => [...source.matchAll(/\$\{?([A-Za-z_]\w*)/g)].map(([, name = '']) => name)

const listed = (names: readonly string[]) =>
  names.length < 2 ? names.join() : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`

/** Names that each statement reads and its own block has not set, by the statement's place. */
function readsOf({ judged }: Look): ReadonlyMap<number, readonly string[]> {
  const reads = new Map<number, readonly string[]>()
  for (const { shell } of judged.code) {
    for (const { span, needs, placeholders } of shell?.statements ?? []) {
      const filled = new Set(placeholders.map((one) => one.input))
      reads.set(
        span.start,
        needs.filter((name) => !filled.has(name)),
      )
    }
  }
  return reads
}

/** Two moments give two names. */
export const sameTimeTwice: Rule = {
  name: 'same-time-twice',
  severity: 'warning',
  reason: 'The time is asked for again, and by then it is another one: the second name is not that of the first.',
  remedy: 'Ask once, STAMP=$(date +%Y%m%d_%H%M%S), and use "$STAMP" in both places.',
  *find(look) {
    const seen = new Map<string, { readonly call: PlacedCall; readonly section: string }>()
    for (const { call, looked } of callsOf(look)) {
      if (call.nested) continue
      for (const word of new Set([...call.args, ...call.over, ...(call.onto ?? []), ...call.env])) {
        const name = dated(word)
        if (name === null) continue
        const first = seen.get(name)
        if (first === undefined) seen.set(name, { call, section: looked.step.section })
        else if (first.section === looked.step.section && first.call !== call) {
          yield {
            span: call.span,
            message: `This asks for the time again: it is not the name from line ${first.call.span.line} any more.`,
          }
        }
      }
    }
  },
}

/** The last name of a path that holds the time to the minute; null when it holds none, or nothing else. */
function dated(word: string): string | null {
  const time = /(?:\$\(|`)date [^)`]*\+[^)`]*%(?:[MSsTRcN]|-?I?S)[^)`]*(?:\)|`)/.exec(word)?.[0]
  if (time === undefined) return null
  const name = word.replaceAll(time, '\u0000').split(/[/=:]/).at(-1)?.replaceAll('\u0000', time) ?? ''
  return name === time || !name.includes(time) ? null : name
}

const editors = /^(?:vi|vim|nvim|nano|pico|emacs|joe|mcedit|visudo|vipw)$/

/** Pasted as a whole, the lines below are typed into the editor. */
export const editorInTheMiddle: Rule = {
  name: 'editor-in-the-middle',
  severity: 'warning',
  reason: 'Who pastes the block types the lines below the editor into the file that it has open.',
  remedy: 'End the block at the editor, or make the change by a command, e.g. sed -i or a heredoc.',
  *find(look) {
    for (const block of blocksOf(look)) {
      const last = block.at(-1)?.looked
      for (const { call, looked } of block) {
        if (!opensEditor(call) || call.nested || call.fed || looked === last) continue
        const name = call.program === 'crontab' ? 'crontab -e' : call.program
        yield {
          span: call.span,
          message: `${name} opens here, and the commands below it in the same block go into its window when all is pasted.`,
        }
      }
    }
  },
}

const opensEditor = (call: PlacedCall) => editors.test(call.program) || (call.program === 'crontab' && has(call, '-e'))

/** What does not end by itself keeps what follows it waiting. */
export const endlessInTheMiddle: Rule = {
  name: 'endless-in-the-middle',
  severity: 'warning',
  reason: 'Whoever follows the document by hand never reaches the commands below one that does not end by itself.',
  remedy: 'Move it to a block of its own at the end of the section, or give it an end.',
  *find({ statements, judged: { vocabulary } }) {
    const blocks = Map.groupBy(statements, ({ step }) => step)
    const told = new Set<Step>()
    for (const one of statements) {
      const { step, statement, on, choice } = one
      if (statement.endless === null || on === 'shelf' || choice || statement.alternative !== null) continue
      const block = blocks.get(step) ?? []
      if (told.has(step) || onlyLooks(block) || toChooseFrom(block)) continue
      const behind = block.filter((later) => later.statement.index > statement.index)
      if (behind.length > 0 && behind.every(onlyStops)) continue
      if (oneOfThese.test(statement.title ?? '') || oneToWatch(one)) continue
      // "# In another terminal:" says how what follows is reached.
      const next = behind.find((later) => later.statement.title !== null)
      if (next !== undefined && vocabulary.phrase('another-terminal', next.statement.title ?? '') !== null) continue
      const last = step.command?.statements.findLast((one) => one.offered === null)
      if (last === undefined || last.index <= statement.index) continue
      told.add(step)
      yield {
        span: statement.span,
        message: 'This does not end by itself, and commands follow it in the same block.',
      }
    }
  },
}

/** A query that only asks. */
const asks = (call: PlacedCall) =>
  /^(?:psql|mysql|mariadb|sqlite3)$/.test(call.program) && /^\s*(?:select|show)\b/i.test(query(call))

/** Whoever has seen enough ends the watch, and then what was watched. */
const onlyStops = ({ acts, calls }: Looked) =>
  calls.length > 0 &&
  (acts.some(({ act }) => act.is === 'service' && act.does === 'stop') ||
    calls.every((call) => call.args.includes('down')))

/** Several that never end, each under words of its own, are there to take one of: to try or for production, this log or that. */
const toChooseFrom = (block: readonly Looked[]) =>
  block.filter(({ statement: { endless, title } }) => endless !== null && title !== null && !/^\d+[.)]/.test(title))
    .length > 1

/** "Either run it on the host or in a container". */
const oneOfThese = /\beither\b|\bentweder\b|^(?:\d+[.)] )?soit\b|\bo bien\b|\boppure\b|либо|任选|二选一|いずれか/i

/** In a section on watching that is no step of an order, each comment names something else that can be watched. */
const oneToWatch = ({ section, statement: { endless, title } }: Looked) =>
  section?.role === 'monitor' &&
  !/\d/.test(section.title) &&
  endless === 'observer' &&
  title !== null &&
  !/^\d+[.)]/.test(title)

/** Ways to look from which one takes what one wants to see: what comes later waits for nothing. */
const onlyLooks = (block: readonly Looked[]) =>
  block.every(
    ({ statement, acts, calls }) =>
      !/^\d+[.)]/.test(statement.title ?? '') &&
      (statement.endless === 'observer' ||
        acts.some(({ act }) => act.is === 'look') ||
        (calls.length > 0 && calls.every((call) => looksOn(call) || asks(call) || /^(?:cd|echo)$/.test(call.program)))),
  )
