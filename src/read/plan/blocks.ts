import type { Block, StepId } from '../../plan/index.ts'
import type { Draft } from './draft.ts'
import type { Sections } from './sections.ts'

/**
 * Top-level steps of one line as blocks, in document order. A run of commands is READ-DO; a run of plain items is
 * DO-CONFIRM and follows what stands above it. A procedure is READ-DO throughout.
 */
export function blocksOf(
  sections: Sections,
  drafts: readonly Draft[],
  ids: readonly StepId[],
  procedure: boolean,
): Block[] {
  const blocks: { section: number; order: Block['order']; steps: StepId[] }[] = []
  for (const draft of drafts) {
    if (draft.parent !== null) continue
    const order = procedure || draft.ordered ? 'ordered' : 'any'
    const last = blocks.at(-1)
    const id = ids[draft.at] as StepId
    if (last !== undefined && last.section === draft.section && last.order === order) last.steps.push(id)
    else blocks.push({ section: draft.section, order, steps: [id] })
  }
  return blocks.map((block) => ({ ...block, section: sections.all[block.section]?.id ?? '' }))
}
