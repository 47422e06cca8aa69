import type { Procedure, StepId, Trigger } from '../../plan/index.ts'
import { letters } from '../characters.ts'
import type { Judged } from '../judged.ts'
import { blocksOf } from './blocks.ts'
import type { Draft } from './draft.ts'
import { identities } from './identity.ts'
import type { Line } from './lines.ts'
import { type Sections, within } from './sections.ts'

/** The ways back, mildest first as the document orders them. */
export function proceduresOf(
  judged: Judged,
  sections: Sections,
  drafts: readonly Draft[],
  lines: readonly Line[],
  ids: readonly StepId[],
): Procedure[] {
  const groups = new Map<number, Draft[]>()
  for (const draft of drafts) {
    const line = lines[draft.at]
    if (line?.on !== 'rollback') continue
    const at = homeOf(judged, sections, draft, line.root, drafts, lines)
    groups.set(at, [...(groups.get(at) ?? []), draft])
  }
  const isAftermath = (at: number) => judged.vocabulary.phrase('aftermath', sections.all[at]?.title ?? '') !== null
  joinAftermath(groups, isAftermath)
  const id = identities()
  const homes = [...groups.keys()]
  return homes.map((home, index) => {
    const section = sections.all[home] as Sections['all'][number]
    const triggers = judged.triggers.filter(
      (one) =>
        nearest(sections, homes, one.span.start) === home ||
        (index === 0 && nearest(sections, homes, one.span.start) === null),
    )
    return {
      id: id('procedure', sections.path(home)),
      title: section.title,
      section: section.id,
      level: index + 1,
      blocks: blocksOf(sections, groups.get(home) as Draft[], ids, true),
      triggers: triggers.map((one): Trigger => ({ span: one.span, text: one.text })),
      estimate: section.estimate ?? judged.durations.find((one) => within(one.span, section.span))?.seconds ?? null,
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

/** The section that stands for the procedure of a step: the variant under the rollback's root, or the root itself. */
function homeOf(
  judged: Judged,
  sections: Sections,
  draft: Draft,
  root: number,
  drafts: readonly Draft[],
  lines: readonly Line[],
): number {
  const chain = [draft.section, ...sections.ancestors(draft.section)]
  const child = chain[chain.indexOf(root) - 1]
  if (child === undefined) return root
  const children = new Set<number>()
  for (const other of drafts) {
    const line = lines[other.at]
    if (line?.on !== 'rollback' || line.root !== root) continue
    const path = [other.section, ...sections.ancestors(other.section)]
    const top = path[path.indexOf(root) - 1]
    if (top !== undefined) children.add(top)
  }
  const variants = [...children].filter((at) => isVariant(judged, sections.all[at]?.title ?? ''))
  if (variants.length < 2) return root
  if (variants.includes(child)) return child
  const before = variants.filter((at) => at < child).at(-1)
  return before ?? root
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

/** The innermost of the sections that holds the place. */
function nearest(sections: Sections, homes: readonly number[], start: number): number | null {
  const holding = homes.filter(
    (at) => start >= (sections.all[at]?.span.start ?? 0) && start < (sections.all[at]?.span.end ?? 0),
  )
  return holding.at(-1) ?? null
}
