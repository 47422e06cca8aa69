import type { Span } from '../../plan/index.ts'
import type { Judged, JudgedCode } from '../judged.ts'
import { clientLine } from '../shell/index.ts'

/** A line of the document that starts a client of a database, made to read its input. */
export interface Client {
  readonly program: string
  readonly text: string
  /** Of the call that it was made from. */
  readonly span: Span
}

/** Tags of a block that only some clients understand. */
const DIALECTS: readonly { readonly tag: RegExp; readonly programs: RegExp }[] = [
  { tag: /^(?:pgsql|postgres(?:ql)?|plpgsql)$/i, programs: /^psql$/ },
  { tag: /^(?:mysql|mariadb)$/i, programs: /^(?:mysql|mariadb)$/ },
  { tag: /^sqlite3?$/i, programs: /^sqlite3$/ },
  { tag: /^tsql$/i, programs: /^sqlcmd$/ },
]

/**
 * The client that SQL goes to: the nearest call of one before it in its section, else the one that everything before it
 * agrees on. Null where the document names none or several: which database is meant is never guessed.
 */
export function clientFor(judged: Judged, sql: JudgedCode): Client | null {
  const fits = programsFor(judged, sql)
  const all = judged.code
    .filter((one) => one.shell !== null && one.use === 'run' && one.span.start < sql.span.start)
    .flatMap((one) => clientsIn(judged, one).map((client) => ({ client, section: sectionOf(judged, one.block) })))
    .filter(({ client }) => fits.test(client.program))
  const here = all.filter(({ section }) => section === sectionOf(judged, sql.block)).at(-1)
  if (here !== undefined) return here.client
  const [first, ...others] = all.map(({ client }) => client)
  return first !== undefined && others.every((one) => one.text === first.text) ? first : null
}

function programsFor(judged: Judged, sql: JudgedCode): RegExp {
  const block = judged.document.blocks[sql.block]
  const tag = block?.kind === 'code' ? (/^\w+/.exec(block.info)?.[0] ?? '') : ''
  return DIALECTS.find((one) => one.tag.test(tag))?.programs ?? /^/
}

function clientsIn(judged: Judged, code: JudgedCode): Client[] {
  const { text } = judged.document.source
  return [...(code.shell?.calls.values() ?? [])].flat().flatMap(({ span, nested }) => {
    const line = nested ? null : clientLine(text.slice(span.start, span.end))
    return line === null ? [] : [{ ...line, span }]
  })
}

/** Index of the heading that a block stands under; -1 before the first. */
function sectionOf(judged: Judged, block: number): number {
  for (let at = block; at >= 0; at -= 1) if (judged.document.blocks[at]?.kind === 'heading') return at
  return -1
}
