import type { Session, SessionId } from '../../plan/index.ts'
import type { Draft } from './draft.ts'
import { identities } from './identity.ts'

/**
 * Who reads each command: the rest of an opener's block always; for hosts and users also the commands after it in its
 * section, until `exit`, another opener or the section's end.
 */
export function sessionsOf(drafts: readonly Draft[]): {
  readonly sessions: readonly Session[]
  readonly of: ReadonlyMap<number, SessionId>
} {
  const sessions: Session[] = []
  const of = new Map<number, SessionId>()
  const id = identities()
  let open: { readonly session: Session; readonly section: number; readonly code: number | null } | null = null
  for (const draft of drafts) {
    if (draft.part === null) continue
    if (open !== null && (draft.part.leaves || draft.section !== open.section)) open = null
    const opens = draft.part.opens
    const statement = draft.part.command.statements[0]
    if (opens !== null && statement !== undefined) {
      const session: Session = {
        id: id('session', opens.kind, opens.to),
        opener: statement.source,
        kind: opens.kind,
        span: statement.span,
        to: opens.to,
        ...(opens.options === undefined ? {} : { options: opens.options }),
      }
      sessions.push(session)
      open = { session, section: draft.section, code: draft.code }
    }
    if (open === null) continue
    const carries = open.session.kind === 'host' || open.session.kind === 'user'
    if (carries || draft.code === open.code) of.set(draft.at, open.session.id)
    if (draft.part.command.statements.some((one) => /^\s*(?:exit|logout)\s*$/.test(one.source))) open = null
  }
  return { sessions, of }
}
