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
    <div className="pointer-events-none absolute right-4 bottom-3 z-10 flex print:hidden *:pointer-events-auto">
      <Button
        look="full"
        size="small"
        meaning="running"
        icon="down"
        className="shadow-lg"
        keys="f"
        onClick={() => page.set({ following: true })}
      >
        Follow<span className="max-sm:sr-only"> what runs</span>
      </Button>
    </div>
  )
}
