import type { Criterion, Role, Section, Step } from '../../plan/index.ts'
import type { ListItem } from '../document.ts'
import type { Judged } from '../judged.ts'
import type { Sections } from './sections.ts'

/** “Go/No-Go”, in whatever language it stands. */
const GO_OR_NOT = /\bgo\s*(?:\/|or|-)?\s*no[\s-]*go\b/i
const TICKED = /^[✅✓✔☑]\uFE0F?\s*/u
/** Any other picture in front: what is no success. */
const MARKED = /^\p{Extended_Pictographic}/u

/**
 * What must hold for the release to have gone well: the lines of a section of success criteria that are no steps. Where some
 * carry a tick, those are meant. A go/no-go list is asked where it stands, other criteria in the end.
 */
export function criteriaOf(judged: Judged, sections: Sections, steps: readonly Step[]): Criterion[] {
  const { blocks } = judged.document
  const asked = new Set(steps.map(({ span }) => span.line))
  const listOf = (at: number): List | null => {
    const titled = [at, ...sections.ancestors(at)].map((one) => sections.all[one] as Section)
    const vote = titled.find(({ title }) => GO_OR_NOT.test(title))
    // The outermost names the whole list.
    const list = vote ?? titled.findLast(({ title }) => judged.vocabulary.topic('criteria', title) !== null)
    return list && LOOKED_AT.has(sections.all[at]?.role ?? null)
      ? { section: list, when: vote ? 'place' : 'end' }
      : null
  }
  const lists = new Map(sections.all.map((_, at) => [at, listOf(at)]))
  const items = blocks.filter(
    (block): block is ListItem =>
      block.kind === 'item' && block.number === null && lists.get(sections.of[block.at] ?? -1) != null,
  )
  return items.flatMap((item, index): Criterion[] => {
    const next = items[index + 1]
    const section = sections.of[item.at] as number
    const isLead = next !== undefined && next.depth > item.depth && sections.of[next.at] === section
    if (isLead || asked.has(item.span.line)) return []
    const above = parentOf(items, index)
    const marks = above?.text.plain ?? item.text.plain
    const ofSection = items.filter((one) => sections.of[one.at] === section && one.depth === 0)
    const hasTicks = ofSection.some((one) => TICKED.test(one.text.plain))
    if (hasTicks ? !TICKED.test(marks) : MARKED.test(marks)) return []
    const lead = above === null ? '' : `${plain(above).replace(/:$/, '')}: `
    const list = lists.get(section) as List
    return [{ section: list.section.id, span: item.span, text: lead + plain(item), when: list.when }]
  })
}

interface List {
  readonly section: Section
  readonly when: Criterion['when']
}

const LOOKED_AT: ReadonlySet<Role | null> = new Set(['verify', 'signoff', 'monitor'])

const plain = ({ text }: ListItem): string => text.plain.replace(TICKED, '').replace(/\s+/g, ' ').trim()

/** The item that one is nested in; null for an outermost one. */
function parentOf(items: readonly ListItem[], index: number): ListItem | null {
  const depth = items[index]?.depth ?? 0
  return depth === 0 ? null : (items.slice(0, index).findLast((one) => one.depth < depth) ?? null)
}
