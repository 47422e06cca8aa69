import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { send } from '../client/api.ts'
import { Empty, Failed, Loading } from '../parts/states.tsx'
import { useTitle } from '../shell/place.ts'

/**
 * Where a launch link or an invitation leads: `/enter#TOKEN`. The token stands behind the `#`, so that it reaches no log; it is taken
 * out of the address at once and given to the server, which answers with the cookie that is this person.
 */
export function EnterPage() {
  useTitle('Enter')
  const navigate = useNavigate()
  const client = useQueryClient()
  const [token] = useState(() => location.hash.slice(1))
  const [error, setError] = useState<unknown>(null)
  useEffect(() => {
    if (token === '') return
    history.replaceState(history.state, '', '/enter')
    entered ??= send<{ readonly to?: string }>('/api/enter', { token })
    entered.then(
      async ({ to }) => {
        entered = null
        await client.invalidateQueries()
        await navigate({ to: to?.startsWith('/') && !to.startsWith('//') ? to : '/', replace: true })
      },
      (problem: unknown) => {
        entered = null
        setError(problem)
      },
    )
  }, [token, client, navigate])
  if (token === '')
    return (
      <Empty page icon="lock" title="This page is opened with a link">
        <p>
          <code>holdpoint serve</code> prints one for you, <code>holdpoint invite NAME</code> one for somebody else.
          Each works once.
        </p>
      </Empty>
    )
  if (error !== null) return <Failed page error={error} title="This link does not open the page" />
  return <Loading what="Opening" />
}

/** A link works once: the request is made once, however often the page is drawn. */
let entered: Promise<{ readonly to?: string }> | null = null
