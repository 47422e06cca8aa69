import { Button } from '../parts/button.tsx'
import { Failed } from '../parts/states.tsx'
import { useTitle } from './place.ts'

/** A page that could not be drawn. The run itself does not notice: what was answered is in its journal. */
export function Crash({ error }: { readonly error: unknown }) {
  useTitle('Something went wrong')
  return (
    <Failed page error={error} title="This page could not be drawn">
      <Button onClick={() => location.reload()}>Load it again</Button>
      <Button onClick={() => location.assign('/')}>All runs</Button>
    </Failed>
  )
}
