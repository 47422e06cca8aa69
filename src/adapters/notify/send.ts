import type { Outgoing } from '../../engine/ports.ts'
import type { Notifier } from '../../plan/notifier.ts'
import { withValues } from '../../plan/references.ts'
import { mail } from './mail.ts'
import { page } from './pagerduty.ts'
import { post } from './webhook.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** Milliseconds for one try; a server that says nothing for so long counts as down. */
const patience = 15_000

/**
 * Sends a message once and gives what the other side said of it. Fails with an `Error` whose message says why in a
 * sentence; it may have arrived all the same, which is why it has an id. Values of the environment stand in neither.
 */
export async function send(notifier: Notifier, message: Outgoing, environment: Environment): Promise<string> {
  const used: string[] = []
  const filled = filledIn(notifier, environment, used)
  const signal = AbortSignal.timeout(patience)
  try {
    return hidden(await sent(filled, message, signal), used)
  } catch (error) {
    throw new Error(hidden(error instanceof Error ? error.message : String(error), used))
  }
}

function sent(notifier: Notifier, message: Outgoing, signal: AbortSignal): Promise<string> {
  switch (notifier.kind) {
    case 'mail':
      return mail(notifier, message, patience)
    case 'webhook':
      return post(notifier, message, signal)
    case 'pagerduty':
      return page(notifier, message, signal)
  }
}

/** Servers repeat what they were sent. A value of a few characters is in every text, and no secret. */
const hidden = (text: string, values: readonly string[]): string =>
  values.filter(({ length }) => length > 3).reduce((left, value) => left.replaceAll(value, '•••'), text)

/** With the environment's values in the place of their names; they are added to `used`. */
function filledIn(notifier: Notifier, environment: Environment, used: string[]): Notifier {
  const filled = (text: string, write: (value: string) => string = (value) => value): string =>
    withValues(text, (name) => {
      const known = environment[name]
      if (known === undefined) throw new Error(`${name}, which ${notifier.name} needs, is not set in the environment`)
      used.push(known, write(known))
      return write(known)
    })
  switch (notifier.kind) {
    case 'mail':
      return {
        ...notifier,
        server: filled(notifier.server, encodeURIComponent),
        from: filled(notifier.from),
        to: notifier.to.map((one) => filled(one)),
      }
    case 'webhook':
      return {
        ...notifier,
        url: filled(notifier.url),
        secret: notifier.secret === null ? null : filled(notifier.secret),
      }
    case 'pagerduty': {
      const { silence } = notifier
      return {
        ...notifier,
        key: filled(notifier.key),
        at: filled(notifier.at),
        silence:
          silence === null
            ? null
            : { ...silence, token: filled(silence.token), from: filled(silence.from), at: filled(silence.at) },
      }
    }
  }
}
