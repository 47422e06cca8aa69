import type { Span, Statement } from '../../plan/index.ts'
import { letters } from '../characters.ts'
import type { Judged, JudgedAlternative } from '../judged.ts'
import type { Draft } from './draft.ts'
import { inside } from './inside.ts'
import { isCounted } from './ways-labelled.ts'

/** One choice between ways within a block: the statements of each, and what it is called. */
interface WaysWithin {
  readonly members: readonly (readonly Statement[])[]
  readonly options: readonly Option[]
  /** Set where the words do not say that one way excludes the other ("You can also …"). */
  readonly all: string | null
}

export interface Option {
  readonly name: string
  readonly span: Span
}

interface Start {
  readonly at: number
  readonly mark: JudgedAlternative
}

/** What only prepares the shell is shared by all ways. */
const prepares = /^\s*(?:(?:cd|pushd|export|source|\.|set|umask)\s|[A-Za-z_]\w*=\S*\s*$)/

const NAMED = new RegExp(`[${letters}]{2}`)
const BEFORE_WORDS = new RegExp(`^(?:\\d+[.)]\\s*|[^${letters}\\d]+)`)

/** The option by which all ways are gone, where a mark adds one rather than replacing what stands before it. */
export const allOf = (mark: JudgedAlternative): string | null =>
  mark.why.rule === 'alternative-also' || mark.why.rule === 'alternative-kin' ? 'All of them' : null

/** The way that a mark leads to by its own words, without its "or"; what it leads to when it has no more words. */
export const named = ({ vocabulary }: Judged, words: string, otherwise: string): string => {
  const bare = words.replace(BEFORE_WORDS, '')
  const or = vocabulary.leadingPhrase('or', bare)
  // "If you use Docker instead" is a name as it stands.
  const rest = or === null || /\s/.test(or.text) ? bare : bare.slice(or.text.length).replace(/^[\s,:：]+/, '')
  return NAMED.test(rest) ? rest.trim() : otherwise
}

/** "# Or …" between the statements of a block: what stands above it is the first way, "# Option A" marks it itself. */
export function waysWithin(judged: Judged, draft: Draft): WaysWithin[] {
  const span = judged.code[draft.code ?? -1]?.span
  const marks = span === undefined ? [] : inside(judged.alternatives, span).filter((mark) => !mark.aside)
  const all = (draft.part?.command.statements ?? []).filter(
    (one) => one.offered === null || marks.some((mark) => mark.span.endLine + 1 === one.span.line),
  )
  const starts = marks.flatMap((mark): Start[] => {
    const at = all.findIndex((one) => one.span.line >= mark.span.line)
    return at < 0 ? [] : [{ at, mark }]
  })
  const lead = starts[0]
  if (lead === undefined) return []
  const lettered = isCounted(lead.mark) && starts.length > 1
  if (!lettered && lead.at === 0) return []
  const cuts = [...(lettered ? [] : [firstWay(all, lead.at)]), ...starts.map((one) => one.at)]
  const members = cuts.map((at, index) => all.slice(at, cuts[index + 1] ?? endOf(all, at, lettered)))
  if (members.some((member) => member.length === 0)) return []
  const options = cuts.map((at) => {
    const mark = starts.find((one) => one.at === at)?.mark
    const statement = all[at] as Statement
    return mark === undefined
      ? { name: statement.title ?? statement.source, span: statement.span }
      : { name: named(judged, mark.text, statement.source), span: mark.span }
  })
  return [{ members, options, all: starts.map((one) => allOf(one.mark)).find((one) => one !== null) ?? null }]
}

/** Does something new begin with the statement: under words of its own, or behind a blank line? */
const begins = (all: readonly Statement[], at: number) =>
  all[at]?.title !== null || (all[at]?.span.line ?? 0) - (all[at - 1]?.span.endLine ?? 0) > 1

/** What stands above the first "or", back to where it begins; what prepares the shell is done in any case. */
function firstWay(all: readonly Statement[], or: number): number {
  let from = or - 1
  while (from > 0 && !begins(all, from)) from -= 1
  while (from < or - 1 && prepares.test((all[from] as Statement).source)) from += 1
  return from
}

function endOf(all: readonly Statement[], last: number, lettered: boolean): number {
  const stop = all.findIndex((one, at) => at > last && (lettered ? one.title !== null : begins(all, at)))
  return stop < 0 ? all.length : stop
}
