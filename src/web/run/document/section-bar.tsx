import type { RunDocument } from '../../../contract/index.ts'
import { Escaped } from '../../parts/escaped.tsx'
import { Icon } from '../../parts/icons.tsx'
import { useParts, useRun } from '../run-context.tsx'
import { FollowButton } from './follow-button.tsx'
import type { Outline } from './outline.ts'
import { textOf } from './outline.ts'

/** Which section is being read, and how far it is: stays at the top while the document moves below it. */
export function SectionBar({ outline, first }: { readonly outline: Outline; readonly first: number }) {
  const { document } = useParts()
  const at = outline.headingOf[first] ?? -1
  const row = outline.rows[at]
  const heading = row?.is === 'heading' ? row : null
  return (
    <div className="flex min-h-10 shrink-0 items-center gap-2 border-b border-line px-3 text-sm">
      {heading?.procedure != null && <Icon name="back" className="text-back" />}
      <span className="min-w-0 flex-1 truncate font-medium text-ink-2">
        <Escaped text={heading === null ? document.title : textOf(heading.words)} />
      </span>
      {heading !== null && <Progress document={document} section={heading.section} />}
      <FollowButton />
    </div>
  )
}

function Progress({ document, section }: { readonly document: RunDocument; readonly section: string }) {
  const done = useRun((run) => {
    let count = 0
    for (const [id, { how }] of Object.entries(run.steps))
      if (how !== null && document.steps[id]?.section === section) count++
    return count
  })
  const total = ownSteps(document).get(section) ?? 0
  if (total === 0) return null
  return (
    <span className="tabular shrink-0 text-ink-3">
      {done} of {total}
    </span>
  )
}

const counted = new WeakMap<RunDocument, ReadonlyMap<string, number>>()

/** How many steps stand directly in each section. */
function ownSteps(document: RunDocument): ReadonlyMap<string, number> {
  const known = counted.get(document)
  if (known) return known
  const made = new Map<string, number>()
  for (const { section } of Object.values(document.steps)) made.set(section, (made.get(section) ?? 0) + 1)
  counted.set(document, made)
  return made
}
