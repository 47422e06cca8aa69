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

/** What Slack shows of a text, and what Teams takes of a message, in characters, less some for what is around it. */
const longest = { slack: 38_000, teams: 20_000 } as const

function shaped(as: Webhook['as'], message: Outgoing): unknown {
  const { id, subject, run, document, environment, at, anchor } = message
  const text = as === 'generic' ? message.text : shortened(message.text, longest[as])
  if (as === 'slack') return { text: `*${inSlack(subject)}*\n${inSlack(text)}` }
  if (as === 'teams') {
    const block = (words: string, more = {}) => ({ type: 'TextBlock', text: words, wrap: true, ...more })
    // A card breaks lines between blocks only.
    const lines = text.split('\n').filter((line) => line.trim() !== '')
    const body = [block(subject, { weight: 'Bolder' }), ...lines.map((line) => block(line, { spacing: 'Small' }))]
    const card = {
      $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
      type: 'AdaptiveCard',
      version: '1.4',
      body,
    }
    const attachment = { contentType: 'application/vnd.microsoft.card.adaptive', contentUrl: null, content: card }
    return { type: 'message', attachments: [attachment] }
  }
  const timestamp = new Date(at).toISOString()
  const known = anchor === null ? null : `Holdpoint-Run: ${run} events=${anchor.events} head=${anchor.head}`
  return { type: 'message', id, subject, text, run, document, environment, timestamp, anchor: known }
}

/** Slack reads three characters as its own: a document's words must call no channel and draw no link. */
const inSlack = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

const shortened = (text: string, limit: number): string =>
  text.length <= limit ? text : `${text.slice(0, limit)}\n… (${text.length - limit} more characters)`

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
