import type { Procedure, StepId, Trigger } from '../../plan/index.ts'
import { letters } from '../characters.ts'
import type { Judged } from '../judged.ts'
import { blocksOf } from './blocks.ts'
import type { Draft } from './draft.ts'
import { identities } from './identity.ts'
import type { Line } from './lines.ts'
import { estimateIn, type Sections } from './sections.ts'
import { checkBeside } from './watched.ts'

/** The ways back, mildest first as the document orders them. */
export function proceduresOf(
  judged: Judged,
  sections: Sections,
  drafts: readonly Draft[],
  lines: readonly Line[],
  ids: readonly StepId[],
): Procedure[] {
  const variants = variantsOf(judged, sections, drafts, lines)
  const isAftermath = (at: number) => judged.vocabulary.phrase('aftermath', sections.all[at]?.title ?? '') !== null
  const groups = new Map<number, Draft[]>()
  for (const draft of drafts) {
    const line = lines[draft.at]
    if (line?.on !== 'rollback') continue
    const at = homeOf(sections, draft, line.root, variants.get(line.root) ?? [], isAftermath)
    const group = groups.get(at)
    if (group === undefined) groups.set(at, [draft])
    else group.push(draft)
  }
  joinAftermath(groups, isAftermath)
  const id = identities()
  const homes = [...groups.keys()]
  const triggers = triggersOf(judged, sections, homes)
  return homes.map((home, index) => {
    const section = sections.all[home] as Sections['all'][number]
    return {
      id: id('procedure', sections.path(home)),
      title: section.title,
      section: section.id,
      level: index + 1,
      blocks: blocksOf(sections, groups.get(home) as Draft[], ids, true),
      triggers: triggers.get(home) ?? [],
      estimate: section.estimate ?? estimateIn(judged, section.span),
      aftermath: index > 0 && isAftermath(home),
    }
  })
}

/** What follows the only way back is its end. */
function joinAftermath(groups: Map<number, Draft[]>, isAftermath: (home: number) => boolean): void {
  const ways = [...groups.keys()].filter((home) => !isAftermath(home))
  const only = ways.length === 1 ? groups.get(ways[0] as number) : undefined
  if (only === undefined) return
  for (const [home, drafts] of groups) {
    if (!isAftermath(home) || (drafts[0]?.at ?? 0) < (only[0]?.at ?? 0)) continue
    only.push(...drafts)
    groups.delete(home)
  }
}

/** The section under a root that a step stands in; undefined directly under the root. */
function childOf(sections: Sections, section: number, root: number): number | undefined {
  const chain = [section, ...sections.ancestors(section)]
  return chain[chain.indexOf(root) - 1]
}

/** By root of a rollback, the sections right under it that are ways of their own. */
function variantsOf(
  judged: Judged,
  sections: Sections,
  drafts: readonly Draft[],
  lines: readonly Line[],
): ReadonlyMap<number, readonly number[]> {
  const children = new Map<number, Set<number>>()
  for (const draft of drafts) {
    const line = lines[draft.at]
    if (line?.on !== 'rollback') continue
    const child = childOf(sections, draft.section, line.root)
    if (child === undefined) continue
    const known = children.get(line.root)
    if (known === undefined) children.set(line.root, new Set([child]))
    else known.add(child)
  }
  const isWay = (at: number) => isVariant(judged, sections.all[at]?.title ?? '')
  return new Map([...children].map(([root, all]) => [root, [...all].filter(isWay)]))
}

/** The section that stands for the procedure of a step: the variant under the rollback's root, or the root itself. */
function homeOf(
  sections: Sections,
  draft: Draft,
  root: number,
  variants: readonly number[],
  isAftermath: (at: number) => boolean,
): number {
  const child = childOf(sections, draft.section, root)
  if (child === undefined || variants.length < 2) return root
  // What follows several ways follows each of them, and is no part of the last one.
  if (variants.includes(child) || isAftermath(child)) return child
  return variants.filter((at) => at < child).at(-1) ?? root
}

const BEFORE_WORDS = new RegExp(`^[^${letters}\\d]*`)

/** A sub-heading that is a way of its own rather than a step of one way. */
function isVariant({ vocabulary }: Judged, title: string): boolean {
  const words = title.replace(BEFORE_WORDS, '')
  return (
    vocabulary.phrase('variant', words) !== null &&
    !/^\d+[.)]\s/.test(words) &&
    vocabulary.leadingPhrase('stage', words) === null
  )
}

/** Triggers by the procedure whose section they stand in; the others belong to the first. */
function triggersOf(judged: Judged, sections: Sections, homes: readonly number[]): ReadonlyMap<number, Trigger[]> {
  const order = new Map(homes.map((home, at) => [home, at]))
  const found = new Map<number, Trigger[]>(homes.map((home) => [home, []]))
  for (const { span, text } of judged.triggers) {
    const section = sectionAt(sections, span.start)
    const turns = [section, ...sections.ancestors(section)].flatMap((at) => order.get(at) ?? [])
    const home = homes[turns.length === 0 ? 0 : Math.max(...turns)]
    const check = checkBeside(judged, { span })?.text
    if (home !== undefined) found.get(home)?.push({ span, text, ...(check === undefined ? {} : { check }) })
  }
  return found
}

/** The innermost section that holds a place. */
function sectionAt({ all }: Sections, start: number): number {
  let low = 0
  let high = all.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((all[middle]?.span.start ?? 0) <= start) low = middle
    else high = middle - 1
  }
  return low
}
