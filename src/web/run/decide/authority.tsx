import type { DecisionView } from '../../../contract/index.ts'
import { useMe } from '../../client/me.ts'
import { Button } from '../../parts/button.tsx'
import { Escaped } from '../../parts/escaped.tsx'
import { Icon } from '../../parts/icons.tsx'
import { Time } from '../../parts/time.tsx'

/** Who may answer, who has, who is missing, who is on it, and what the answer covers. */
export function Authority({
  decision,
  claim,
}: {
  readonly decision: DecisionView
  readonly claim: (on: boolean) => Promise<void>
}) {
  const me = useMe().data
  const { claimed, signed, missing: wanted, binds, mine } = decision
  const isMine = claimed !== null && claimed.by.id === me?.id
  return (
    <div className="flex flex-col gap-1.5 text-sm">
      {(signed.length > 0 || wanted.length > 0) && (
        <p className="flex flex-wrap items-center gap-x-3">
          {signed.length > 0 && (
            <span className="flex items-center gap-1 text-done">
              <Icon name="passed" /> Signed: {signed.map(({ name }) => name).join(', ')}
            </span>
          )}
          {wanted.length > 0 && (
            <span className="flex items-center gap-1 text-waiting">
              <Icon name="person" /> Still wanted: {wanted.join(' and ')}
            </span>
          )}
        </p>
      )}
      {binds.length > 0 && (
        <details>
          <summary className="text-ink-2">
            The answer covers {binds.length} {binds.length === 1 ? 'thing' : 'things'}; it lapses when one of them
            changes
          </summary>
          <ul className="mt-1 list-disc pl-6 text-ink-2">
            {binds.map((line) => (
              <li key={line}>
                <Escaped text={line} />
              </li>
            ))}
          </ul>
        </details>
      )}
      <p className="flex flex-wrap items-center gap-2 text-ink-2">
        {claimed !== null && (
          <span className="flex items-center gap-1 font-medium text-ink">
            <Icon name="person" /> {isMine ? 'You are' : `${claimed.by.name} is`} on it since <Time at={claimed.at} />
          </span>
        )}
        {(claimed === null || isMine) && mine === null && (
          <Button size="small" look="bare" icon="person" onClick={() => void claim(!isMine)}>
            {isMine ? 'Not any more' : 'I am on it'}
          </Button>
        )}
      </p>
    </div>
  )
}
