import type { Outgoing } from '../../engine/ports.ts'
import type { Notifier } from '../../plan/notifier.ts'
import { withValues } from '../../plan/references.ts'
import { mail } from './mail.ts'
import { post } from './webhook.ts'

/** Milliseconds for one try; a server that says nothing for so long counts as down. */
const patience = 15_000

/**
 * Sends a message once and gives what the other side said of it. Fails with an `Error` whose message says why in a
 * sentence; it may have arrived all the same, which is why it has an id.
 */
export async function send(
  notifier: Notifier,
  message: Outgoing,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<string> {
  const filled = filledIn(notifier, environment)
  const signal = AbortSignal.timeout(patience)
  return filled.kind === 'mail' ? await mail(filled, message, patience) : await post(filled, message, signal)
}

/** With the environment's values in the place of their names. */
function filledIn(notifier: Notifier, environment: Readonly<Record<string, string | undefined>>): Notifier {
  const value = (text: string): string =>
    withValues(text, (name) => {
      const known = environment[name]
      if (known === undefined) throw new Error(`${name}, which ${notifier.name} needs, is not set in the environment`)
      return notifier.kind === 'mail' && text === notifier.server ? encodeURIComponent(known) : known
    })
  return notifier.kind === 'mail'
    ? { ...notifier, server: value(notifier.server), from: value(notifier.from), to: notifier.to.map(value) }
    : { ...notifier, url: value(notifier.url), secret: notifier.secret === null ? null : value(notifier.secret) }
}
