import { Link } from '@tanstack/react-router'
import { Empty } from '../parts/states.tsx'
import { useTitle } from './place.ts'

/** An address that leads nowhere. */
export function NotFound() {
  useTitle('Not found')
  return (
    <Empty page icon="unknown" title="There is no such page">
      <p>The address may be cut off, or come from another version of Holdpoint.</p>
      <p>
        <Link to="/" className="font-medium text-running underline underline-offset-2">
          All runs
        </Link>{' '}
        lists what there is.
      </p>
    </Empty>
  )
}
