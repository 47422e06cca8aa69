import { Link } from '@tanstack/react-router'
import { Page, wordLink } from './page.tsx'
import { Empty } from './states.tsx'

/** The page of a runbook whose address names none. `title`: the page's. */
export function WhichRunbook({ title }: { readonly title: string }) {
  return (
    <Page title={title}>
      <Empty icon="unknown" title="Which runbook?">
        <p>
          The address names none.{' '}
          <Link to="/runbooks" className={wordLink}>
            All runbooks
          </Link>
        </p>
      </Empty>
    </Page>
  )
}
