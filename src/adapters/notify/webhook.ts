import type { Outgoing } from '../../engine/ports.ts'
import type { Notifier } from '../../plan/notifier.ts'
import { whyNot } from './why-not.ts'

type Webhook = Extract<Notifier, { kind: 'webhook' }>

/** Posts JSON; anything but a good answer fails. Redirects are not followed: what is posted is for this address. */
export async function post({ url, as, secret }: Webhook, message: Outgoing, signal: AbortSignal): Promise<string> {
  const body = JSON.stringify(shaped(as, message))
  const signed = secret === null ? {} : await signature(secret, message, body)
  const headers = { 'content-type': 'application/json', 'user-agent': 'holdpoint', ...signed }
  const answer = await fetch(url, { method: 'POST', headers, body, signal, redirect: 'manual' }).catch((error) => {
    throw new Error(whyNot(error))
  })
  const said = (await answer.text().catch(() => '')).slice(0, 200).replace(/\s+/g, ' ').trim()
  if (!answer.ok) throw new Error(`it answered ${answer.status}${said === '' ? '' : `: ${said}`}`)
  return `${answer.status}${said === '' ? '' : ` ${said}`}`
}

function shaped(as: Webhook['as'], { id, subject, text, run, document, environment, at }: Outgoing): unknown {
  if (as === 'slack') return { text: `*${subject}*\n${text}` }
  if (as === 'teams') {
    const block = (words: string, more = {}) => ({ type: 'TextBlock', text: words, wrap: true, ...more })
    const body = [block(subject, { weight: 'Bolder' }), ...text.split(/\n{2,}/).map((part) => block(part))]
    const card = {
      $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
      type: 'AdaptiveCard',
      version: '1.4',
      body,
    }
    return { type: 'message', attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: card }] }
  }
  return { type: 'message', id, subject, text, run, document, environment, timestamp: new Date(at).toISOString() }
}

/** Headers of the Standard Webhooks: id, time and a signature over both and the body. */
async function signature(secret: string, { id, at }: Outgoing, body: string): Promise<Record<string, string>> {
  const { Webhook } = await import('standardwebhooks')
  const now = new Date(at)
  return {
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at / 1000)),
    'webhook-signature': new Webhook(secret).sign(id, now, body),
  }
}
