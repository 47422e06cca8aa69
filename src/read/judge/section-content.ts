import type { ListItem, TableRow } from '../document.ts'
import { type Side, sideOf, sideOfAll } from '../facts/offsets.ts'
import type { JudgedCode } from '../judged.ts'
import { onlyLooks } from '../shell/index.ts'
import type { Context } from './context.ts'
import { looksIn, sectionsThatDeliver } from './section-acts.ts'

/**
 * Commands with which a product is changed where it runs: its code fetched there, its schema migrated, started, published.
 * Building it and installing what it needs are also done to check it.
 */
const CHANGES = new RegExp(
  [
    /\bgit (?:clone|push (?:heroku|dokku|production)\b)/,
    /\bmigrate (?:deploy|up|--force)\b|\bdb:migrate(?![:\w])|\balembic upgrade\b|\bmanage\.py migrate\b|\bartisan migrate(?!:)/,
    /\b(?:mysql|mariadb|psql|sqlcmd|sqlite3)\b[^|;&]*(?:<|\s-[fi])\s*\S+\.sql\b/,
    /\bflyway migrate\b|\bgoose up\b|\bmigrate:latest\b|\bmigration:run\b|\bliquibase update\b|\bdatabase update\b|\bmigrations:migrate\b/,
    /\b(?:npm|yarn|pnpm) (?:run )?(?:migrate|deploy|start:prod)(?![:\w-])|\b(?:npm|yarn|pnpm|cargo|poetry|uv) publish\b|\btwine upload\b|\bgem push\b|\bcap \w+ deploy\b/,
    /\bpm2 (?:start|restart|reload)\b|\bsystemctl (?:re)?(?:start|load)\b|\bservice \S+ (?:re)?(?:start|load)\b/,
    /\bdocker[- ](?:compose )?(?:\S+ )*?(?:up|stack deploy|service update|run -d)\b|\bdocker run -d\b/,
    /\bkubectl (?:\S+ )*?(?:apply|rollout restart|set image)\b|\bhelm (?:upgrade|install)\b|\bterraform apply\b|\bansible-playbook\b/,
    /\b(?:firebase|fly|flyctl|vercel|netlify|wrangler|serverless|sls|sam|cdk|eb|gcloud (?:app|run|functions)) deploy\b|\bvercel --prod\b/,
    /^\s*(?:\.\/|bash |sh )(?:\S*\/)?[\w-]*deploy[\w-]*(?:\.sh)?(?![\w.-]*(?:check|verif|test))/,
    /(?:^|[^\w.])node (?:\S*\/)?(?:dist|build)\/\S+\.js/,
  ]
    .map(({ source }) => source)
    .join('|'),
)

/** What is only tried, or looked at, changes nothing. */
const TRIES = /--(?:dry-?run|check|plan|validate-only|diff|help|version|status|show\w*)\b|\bdry-run\b/

/** Commands that go back to what was before. */
const UNDOES =
  /\bgit (?:revert|reset|checkout)\b|\broll-?back\b|\brollout undo\b|\bdowngrade\b|\brestore\b|\bmigrate\w*[: ](?:down|undo)\b/i

/** What is tried first when something is wrong: logs, resources, a restart, a look into the database. */
const LOOKS_INTO =
  /^\s*(?:sudo )?(?:(?:docker|docker-compose|podman|kubectl|oc|pm2|heroku|fly|eb|vercel) (?:\S+ )*?(?:logs?|describe|events|stats|monit|restart|status)\b|journalctl|tail|less|d?top|htop|df|du|free|uptime|psql|mysql|mongosh|redis-cli|(?:systemctl|service) (?:\S+ )?(?:restart|reload|status)\b)/

/** "support@quay.example", "+49 40 1234", "#releases", "Slack: releases". */
const REACHES =
  /[\w.+-]@[\w-]+\.\w|\d[\d ()/-]{6,}\d|(?:^|\s)#[a-z][\w-]+|\b(?:slack|discord|teams|telegram|whatsapp)\b/i

/** "Errors: ______" */
const BLANK = /_{4,}[ \t]*$/gm

/** Where the next order of a text may begin. */
const SENTENCE = /[.:;,!?。：；，、！？]\s*|\s[–—-]\s/

/** What stands directly in each section, by the index of its heading in `headings`. */
export interface SectionContent {
  readonly runs: ReadonlySet<number>
  readonly boxes: ReadonlySet<number>
  readonly numbered: ReadonlySet<number>
  readonly listed: ReadonlySet<number>
  /** More of its numbered items tell to do something than do not. */
  readonly instructing: ReadonlySet<number>
  /** A command in it changes the product where it runs. */
  readonly changing: ReadonlySet<number>
  /** Its boxes are a short list of the release. */
  readonly delivering: (section: number) => boolean
  /** All its commands only look, wait and try out. */
  readonly looking: (section: number) => boolean
  /** Its boxes are work to do rather than things to look at: the first one, or most of them. */
  readonly working: ReadonlySet<number>
  /** It tells of something that goes back, or runs what may. */
  readonly undoing: (section: number) => boolean
  /** When the paragraph right under the heading says that what follows is done: "Before you start, check:". */
  readonly opening: ReadonlyMap<number, 'before' | 'after'>
  /** A table in it leaves cells open for what is measured. */
  readonly measuring: ReadonlySet<number>
  /** Where its items or rows begin with times from the release: on which side they stand. */
  readonly sides: ReadonlyMap<number, Side>
  /** The first item of its lists watches something. */
  readonly watching: ReadonlySet<number>
  /** Its lines are ways to reach somebody: addresses, numbers, channels. */
  readonly reaching: ReadonlySet<number>
  /** Two lines or more of it leave a blank for what is written down. */
  readonly blanks: ReadonlySet<number>
  /** Code stands in it, to be run or put somewhere. */
  readonly coded: ReadonlySet<number>
  /** Something stands in it. */
  readonly filled: ReadonlySet<number>
  /** A sentence, an item or a cell in it tells the reader to do something. */
  readonly telling: (section: number) => boolean
}

export function contentOf(context: Context, code: readonly JudgedCode[]): SectionContent {
  const { document, vocabulary, sectionOf, lines } = context
  const runs = new Set<number>()
  const boxes = new Set<number>()
  const changing = new Set<number>()
  const commands = new Map<number, string[]>()
  for (const each of code) {
    const section = sectionOf[each.block] ?? -1
    if (each.use !== 'template' && each.lines.some((line) => line.is === 'box')) boxes.add(section)
    if (each.use !== 'run') continue
    runs.add(section)
    const text = each.pieces.map(({ start, end }) => lines.text.slice(start, end)).join('\n')
    const own = text.split('\n').filter((line) => /^\s*[^\s#]/.test(line))
    if (!changing.has(section) && own.some((line) => CHANGES.test(line) && !TRIES.test(line))) changing.add(section)
    const known = commands.get(section)
    if (known === undefined) commands.set(section, own)
    else for (const line of own) known.push(line)
  }
  const orders = (text: string): boolean =>
    text.split(SENTENCE).some((words) => vocabulary.leadingPhrase('instruct', words) !== null)
  const numbered = new Set<number>()
  const listed = new Set<number>()
  const told = new Map<number, number>()
  const work = new Map<number, { first: boolean; more: number }>()
  const opening = new Map<number, 'before' | 'after'>()
  const times = new Map<number, Side[]>()
  const measuring = new Set<number>()
  const watching = new Set<number>()
  const lists = new Set(code.filter((each) => each.use !== 'run').map((each) => each.block))
  const reached = new Map<number, number>()
  const blanks = new Map<number, number>()
  const coded = new Set<number>()
  const filled = new Set<number>()
  for (const block of document.blocks) {
    const section = sectionOf[block.at] ?? -1
    if (block.kind !== 'heading' && block.kind !== 'rule') filled.add(section)
    if (block.kind === 'code') {
      coded.add(section)
      // A list of steps that is fenced to look so.
      const steps = lists.has(block.at) ? numberedLines(lines.text.slice(block.span.start, block.span.end)) : []
      if (steps.length > 2) {
        numbered.add(section)
        for (const words of steps) told.set(section, (told.get(section) ?? 0) + (orders(words) ? 1 : -1))
      }
    }
    if (block.kind === 'paragraph' || block.kind === 'item' || block.kind === 'code') {
      const source = lines.text.slice(block.span.start, block.span.end)
      const left = source.includes('____') ? (source.match(BLANK)?.length ?? 0) : 0
      if (left > 0) blanks.set(section, (blanks.get(section) ?? 0) + left)
    }
    if (block.kind === 'paragraph' && document.blocks[block.at - 1]?.kind === 'heading') {
      const { plain } = block.text
      const introduces = /[:：]\s*$/.test(plain)
      if (introduces && vocabulary.phrase('completed', plain) !== null) opening.set(section, 'after')
      else if (introduces && vocabulary.topic('before', plain)?.index === 0) opening.set(section, 'before')
      continue
    }
    const side = block.kind === 'row' || block.kind === 'item' ? sideOf(firstWords(block)) : null
    if (side !== null) times.set(section, [...(times.get(section) ?? []), side])
    if (block.kind === 'row' && leavesOpen(context, block)) measuring.add(section)
    if (block.kind === 'row' && block.cells.some((cell) => cell.boxes.length > 0)) boxes.add(section)
    if (block.kind !== 'item') continue
    reached.set(section, (reached.get(section) ?? 0) + (REACHES.test(block.text.plain) ? 1 : -1))
    if (!listed.has(section) && vocabulary.topic('monitor', block.text.plain)?.index === 0) watching.add(section)
    listed.add(section)
    if (block.boxes.length > 0) {
      boxes.add(section)
      const works = vocabulary.leadingPhrase('work', block.text.plain) !== null
      const known = work.get(section)
      work.set(section, { first: known?.first ?? works, more: (known?.more ?? 0) + (works ? 1 : -1) })
    }
    if (block.number === null || block.depth > 0) continue
    numbered.add(section)
    const tells = block.text.plain !== '' && vocabulary.leadingPhrase('instruct', block.text.plain) !== null
    told.set(section, (told.get(section) ?? 0) + (tells ? 1 : -1))
  }
  const undoing = (section: number): boolean => {
    const end = context.headings[section + 1]?.at ?? document.blocks.length
    const told = document.blocks.slice((context.headings[section]?.at ?? 0) + 1, end).some(({ span }) => {
      const text = lines.text.slice(span.start, span.end)
      return (
        UNDOES.test(text) || vocabulary.topic('rollback', text) !== null || vocabulary.phrase('go-back', text) !== null
      )
    })
    return told || (commands.get(section) ?? []).some((line) => !LOOKS_INTO.test(line) && !onlyLooks(line))
  }
  // Of a language that is not known it can't be told.
  let delivering: ReadonlySet<number> | null = null
  let understood: boolean | null = null
  const telling = (section: number): boolean => {
    understood ??=
      vocabulary.mixed || !/[^\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}]/u.test(lines.text.slice(0, 20_000))
    if (!understood) return true
    const end = context.headings[section + 1]?.at ?? document.blocks.length
    return document.blocks.slice((context.headings[section]?.at ?? 0) + 1, end).some((block) => {
      if (block.kind === 'row') return block.role === 'body' && block.cells.some((cell) => orders(cell.text.plain))
      return (block.kind === 'paragraph' || block.kind === 'item') && orders(block.text.plain)
    })
  }
  return {
    runs,
    boxes,
    numbered,
    listed,
    instructing: new Set([...told].flatMap(([section, more]) => (more > 0 ? [section] : []))),
    changing,
    delivering: (section) => {
      delivering ??= sectionsThatDeliver(context, code)
      return delivering.has(section)
    },
    looking: looksIn(context, code),
    working: new Set([...work].flatMap(([section, { first, more }]) => (first || more > 0 ? [section] : []))),
    undoing,
    opening,
    measuring,
    watching,
    reaching: new Set([...reached].flatMap(([section, more]) => (more > 0 ? [section] : []))),
    blanks: new Set([...blanks].flatMap(([section, count]) => (count > 1 ? [section] : []))),
    coded,
    filled,
    telling,
    sides: new Map(
      [...times].flatMap(([section, all]) => {
        const side = sideOfAll(all)
        return side === null ? [] : [[section, side] as const]
      }),
    ),
  }
}

/** The words of the lines of a fence, where most of them are numbered: "1. Ring the bell". */
function numberedLines(text: string): string[] {
  const lines = text.split('\n').filter((line) => /[^\s`~]/.test(line))
  const found = lines.flatMap((line) => /^\s*\d+[.)]\s+\P{L}*(.*)/u.exec(line)?.[1] ?? [])
  return found.length * 2 > lines.length ? found : []
}

const firstWords = (block: TableRow | ListItem): string =>
  block.kind === 'item' ? block.text.plain : (block.cells[0]?.text.plain ?? '')

/** A row with an empty cell under a column of what was measured, beside one of targets. */
function leavesOpen({ document, vocabulary }: Context, row: TableRow): boolean {
  const header = document.blocks[row.header]
  if (row.role !== 'body' || header?.kind !== 'row') return false
  const names = header.cells.map((cell) => cell.text.plain.trim())
  if (!names.some((name) => vocabulary.leadingPhrase('column-target', name) !== null)) return false
  return names.some(
    (name, at) =>
      vocabulary.leadingPhrase('column-actual', name) !== null &&
      /^[\s_.…]*$/.test(row.cells[at]?.text.plain ?? 'none'),
  )
}
