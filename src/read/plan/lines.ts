import type { Judged } from '../judged.ts'
import type { Draft } from './draft.ts'
import type { Sections } from './sections.ts'

/** Where a step belongs: the main line, a rollback section beside it, or the shelf with its reason. */
export type Line =
  | { readonly on: 'main' }
  | { readonly on: 'rollback'; readonly root: number }
  | { readonly on: 'shelf'; readonly reason: string }

const REFERENCE = 'reference section'
const main: Line = { on: 'main' }

/** Which line each step is on; a nested step is on its parent's. */
export function assign(judged: Judged, sections: Sections, drafts: readonly Draft[]): readonly Line[] {
  const guide = judged.sections[0]?.role === 'rollback' && judged.sections.every((one) => one.role !== 'deploy')
  const lines: Line[] = []
  for (const draft of drafts)
    lines.push(draft.parent === null ? own(sections, draft, guide) : (lines[draft.parent] as Line))
  const onMain = lines.some((line) => line.on === 'main')
  if (onMain || !lines.some((line) => line.on === 'rollback')) return lines
  // There is a way back, so there is something to do: what stands directly under the title, when nothing else is.
  const titled = drafts.map((draft, at) => isLeftAside(lines[at]) && (sections.all[draft.section]?.level ?? 0) <= 1)
  if (titled.includes(true)) return lines.map((line, at) => (titled[at] ? main : line))
  // Only a document that holds nothing but ways back is run by running one.
  const others = drafts.some((draft, at) => draft.code !== null && isLeftAside(lines[at]))
  return others ? lines : lines.map((line) => (line.on === 'rollback' ? main : line))
}

const isLeftAside = (line: Line | undefined) => line?.on === 'shelf' && line.reason === REFERENCE

function own(sections: Sections, draft: Draft, guide: boolean): Line {
  const role = sections.all[draft.section]?.role ?? 'reference'
  if (role === 'contacts') return { on: 'shelf', reason: 'contacts section' }
  if (role === 'reference' && draft.box === null) return { on: 'shelf', reason: REFERENCE }
  if (guide) return main
  const roots = [draft.section, ...sections.ancestors(draft.section)].filter(
    (at) => sections.all[at]?.role === 'rollback',
  )
  const root = roots.filter((at) => (sections.all[at]?.level ?? 1) > 1 || role === 'rollback').at(-1)
  return root === undefined ? main : { on: 'rollback', root }
}
