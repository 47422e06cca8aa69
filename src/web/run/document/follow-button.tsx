import { Button } from '../../parts/button.tsx'
import { useHere } from '../page-state.ts'
import { useParts, useRun } from '../run-context.tsx'

/** Goes back to following what runs, once the viewer has scrolled away. */
export function FollowButton() {
  const { page } = useParts()
  const following = useHere((here) => here.following)
  const isOver = useRun((run) => run.status === 'ended')
  if (following || isOver) return null
  return (
    <Button
      size="small"
      meaning="running"
      icon="down"
      keys="f"
      className="print:hidden"
      onClick={() => page.set({ following: true })}
    >
      Follow<span className="max-sm:sr-only"> what runs</span>
    </Button>
  )
}
