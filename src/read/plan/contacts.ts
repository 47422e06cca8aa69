import type { Blank, Channel, Contact, Section, Span } from '../../plan/index.ts'
import type { ListItem, TableRow } from '../document.ts'
import type { Judged } from '../judged.ts'
import { openIn } from './blanks.ts'
import { type Column, columnsOf, headerOf, isBody } from './columns.ts'
import { inside } from './inside.ts'
import type { Sections } from './sections.ts'

/** Whom to call: rows of tables with names and ways to reach them, and the entries of lists in sections of contacts. */
export function contactsOf(judged: Judged, sections: Sections): Contact[] {
  return judged.document.blocks.flatMap((block): Contact[] => {
    const section = sections.all[sections.of[block.at] as number] as Section
    if (isBody(block)) return ofRow(judged, block, section)
    if (section.role !== 'contacts') return []
    if (block.kind === 'item') return ofEntry(judged, block, section)
    return block.kind === 'code' ? block.lines.flatMap(({ span }) => ofLine(judged, span, section)) : []
  })
}

const REACHED: ReadonlySet<Column | null> = new Set(['phone', 'email', 'chat', 'contact'])

function ofRow(judged: Judged, row: TableRow, section: Section): Contact[] {
  const columns = columnsOf(judged, row)
  const isContacts =
    columns.some((column) => REACHED.has(column)) && (columns.includes('name') || columns.includes('role'))
  if (!isContacts || (section.role !== 'contacts' && !columns.includes('role'))) return []
  const header = headerOf(judged, row).cells.map((cell) => cell.text.plain)
  const blanks: Blank[] = []
  const channels: Channel[] = []
  const names: string[] = []
  row.cells.forEach((cell, at) => {
    const column = columns[at] ?? null
    const label = header[at] ?? ''
    if (isOpen(cell.text.plain)) {
      if (column !== 'notes' && column !== 'role') blanks.push({ span: cell.span, label })
      return
    }
    if (column === 'name') names.push(cell.text.plain)
    else if (column === 'phone' || column === 'email' || column === 'chat')
      channels.push({ kind: column, text: cell.text.plain, span: cell.span })
    else if (column === 'contact') channels.push(...channelsIn(judged, cell.span, cell.text.plain))
  })
  const role = row.cells[Math.max(0, columns.indexOf('role'))]?.text.plain ?? ''
  if (role === '' && names.length === 0) return []
  return [
    {
      section: section.id,
      span: row.span,
      role: role || (names[0] as string),
      name: names[0] ?? null,
      channels,
      order: null,
      blanks,
    },
  ]
}

function ofEntry(judged: Judged, item: ListItem, section: Section): Contact[] {
  const { text } = item
  const runs = inside(judged.code, text.span).some((code) => code.use === 'run')
  if (item.boxes.length > 0 || runs) return []
  const found = ofWords(judged, text.span, text.plain, section)
  return found === null ? [] : [{ ...found, span: { ...item.span, end: text.span.end }, order: item.number }]
}

function ofLine(judged: Judged, span: Span, section: Section): Contact[] {
  const plain = judged.document.source.text
    .slice(span.start, span.end)
    .replace(/^[\s\-*]+/, '')
    .trim()
  const found = ofWords(judged, span, plain, section)
  return found === null || (found.channels.length === 0 && found.blanks.length === 0) ? [] : [found]
}

const SEPARATED = /^\s*([^:：]{2,60}?)\s*[:：]\s+(.+)$|^\s*(.{2,60}?)\s+[-–—]\s+(.+)$/

/** "On-Call Engineer: Ada, +49 …", "Database Admin: [Name] - [email]". */
function ofWords(judged: Judged, span: Span, plain: string, section: Section): Contact | null {
  const match = SEPARATED.exec(plain.replace(/\*+/g, ''))
  const role = match?.[1] ?? match?.[3]
  const rest = match?.[2] ?? match?.[4]
  if (role === undefined || rest === undefined) return null
  const found = channelsIn(judged, span, rest)
  const blanks = openIn(judged, span)
  const words = nameIn(rest, found)
  // "Available via the console" is a way to somebody, not who it is.
  const isName = words === null || (words.split(' ').length <= 4 && !/\bvia\b/i.test(words))
  const name = isName ? words : null
  const channels = isName ? found : [...found, { kind: 'other' as const, text: words, span }]
  return { section: section.id, span, role, name, channels, order: null, blanks }
}

const KINDS = [
  ['email', /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g],
  ['link', /\bhttps?:\/\/[^\s)>\]]+/g],
  ['chat', /(?<![\w/])#[\p{L}][\p{L}\d_-]+|(?<![\w.])@[\p{L}][\p{L}\d_.-]+/gu],
  ['phone', /(?<![\w-])\+?\(?\d[\d\s()./x-]{5,}[\dx](?!\w)/g],
] as const

/** The ways to reach somebody that a text names. */
function channelsIn(judged: Judged, span: Span, plain: string): Channel[] {
  const source = judged.document.source.text
  return KINDS.flatMap(([kind, pattern]) =>
    [...plain.matchAll(pattern)].flatMap(([text]): Channel[] => {
      const at = source.indexOf(text, span.start)
      const before = plain.slice(0, plain.indexOf(text))
      if (at < 0 || at + text.length > span.end || (kind === 'chat' && /[\w.]$/.test(before))) return []
      return [{ kind, text, span: { ...span, start: at, end: at + text.length } }]
    }),
  )
}

/** What is left of an entry without its channels and blanks; null when that is nothing. */
function nameIn(rest: string, channels: readonly Channel[]): string | null {
  let words = rest
  for (const { text } of channels) words = words.replace(text, '')
  const name = words
    .replace(/\[[^\]]*\]|_{3,}|<[^>]*>/g, '')
    .replace(/\([^)]*\)/g, '')
    .replace(/[\s,;|(-]*(?:[\p{L}-]+\s*[:：])?[\s,;|(-]*$/u, '')
    .replace(/^[\s,;|-]+/, '')
    .trim()
  return /\p{L}{2}/u.test(name) ? name : null
}

const isOpen = (plain: string): boolean =>
  /^(?:|_{2,}|\.{3,}|-|—|\?+|tbd|tba|n\/a|\[[^\][]*\]|<[^<>]*>)$/i.test(plain.trim())
