import type { Outgoing } from '../../engine/ports.ts'
import type { Notifier, Silence } from '../../plan/notifier.ts'
import { whyNot } from './why-not.ts'

type PagerDuty = Extract<Notifier, { kind: 'pagerduty' }>

/** What PagerDuty takes of a summary, and of the name by which it knows an alarm again, in characters. */
const longestSummary = 1024
const longestKey = 255

/**
 * Over the Events API v2: what is to be read is a change event, an alarm is triggered, acknowledged and resolved under one
 * key, so that a try that arrives twice is one. A silence is a maintenance window (REST API v2), known again by the run.
 */
export async function page(notifier: PagerDuty, message: Outgoing, signal: AbortSignal): Promise<string> {
  const { silence } = notifier
  switch (message.alarm?.signal) {
    case 'silence':
      return silence === null
        ? 'it has no silence any more'
        : await openWindow(silence, message, message.alarm.about, signal)
    case 'end-silence':
      return silence === null ? 'it has no silence any more' : await closeWindow(silence, message.alarm.about, signal)
    case undefined:
      return await event(
        `${notifier.at}/v2/change/enqueue`,
        { routing_key: notifier.key, payload: told(message) },
        signal,
      )
    default:
      return await event(`${notifier.at}/v2/enqueue`, alarm(notifier.key, message), signal)
  }
}

const told = ({ id, subject, text, run, document, environment, at }: Outgoing) => ({
  summary: subject.slice(0, longestSummary),
  source: environment === null ? document : `${document}, ${environment}`,
  timestamp: new Date(at).toISOString(),
  custom_details: { id, run, text },
})

/** Only who triggers says what it is about. */
function alarm(key: string, message: Outgoing): object {
  const { signal, about } = message.alarm ?? { signal: 'trigger', about: message.id }
  return {
    routing_key: key,
    event_action: signal,
    dedup_key: about.slice(0, longestKey),
    ...(signal === 'trigger' ? { client: 'Holdpoint', payload: { ...told(message), severity: 'warning' } } : {}),
  }
}

async function event(url: string, body: object, signal: AbortSignal): Promise<string> {
  const { status, text } = await ask('POST', url, {}, body, signal)
  return `${status} ${said(text)}`.trim()
}

interface Window {
  readonly id: string
  readonly description: string
}

async function openWindow(
  { services, token, from, longest, at }: Silence,
  { subject }: Outgoing,
  about: string,
  signal: AbortSignal,
): Promise<string> {
  const open = await windowsOf({ token, at }, about, signal)
  if (open[0]) return `window ${open[0].id} is open`
  const now = Date.now()
  const window = {
    type: 'maintenance_window',
    start_time: new Date(now).toISOString(),
    end_time: new Date(now + longest).toISOString(),
    description: `${subject} (${about})`,
    services: services.map((id) => ({ id, type: 'service_reference' })),
  }
  const { text } = await ask(
    'POST',
    `${at}/maintenance_windows`,
    { ...withToken(token), from },
    { maintenance_window: window },
    signal,
  )
  return `window ${idIn(text)} is open`
}

/** To delete a window that is open ends it. One that is not there is over. */
async function closeWindow({ token, at }: Silence, about: string, signal: AbortSignal): Promise<string> {
  const open = await windowsOf({ token, at }, about, signal)
  for (const { id } of open)
    await ask('DELETE', `${at}/maintenance_windows/${encodeURIComponent(id)}`, withToken(token), null, signal)
  return open.length === 0 ? 'no window was open' : `window ${open.map(({ id }) => id).join(', ')} is closed`
}

/** Windows that are open and name this run. */
async function windowsOf(
  { token, at }: Pick<Silence, 'token' | 'at'>,
  about: string,
  signal: AbortSignal,
): Promise<readonly Window[]> {
  const url = `${at}/maintenance_windows?filter=open&query=${encodeURIComponent(about)}`
  const { text } = await ask('GET', url, withToken(token), null, signal)
  const found: unknown = parsed(text)
  const list = isObject(found) && Array.isArray(found.maintenance_windows) ? found.maintenance_windows : null
  if (list === null) throw new Error('it answered with no list of maintenance windows')
  return list.flatMap((one: unknown) =>
    isObject(one) && typeof one.id === 'string' && String(one.description).includes(`(${about})`)
      ? [{ id: one.id, description: String(one.description) }]
      : [],
  )
}

const withToken = (token: string) => ({
  accept: 'application/vnd.pagerduty+json;version=2',
  authorization: `Token token=${token}`,
})

async function ask(
  method: string,
  url: string,
  headers: Readonly<Record<string, string>>,
  body: object | null,
  signal: AbortSignal,
): Promise<{ readonly status: number; readonly text: string }> {
  const answer = await fetch(url, {
    method,
    headers: {
      'user-agent': 'holdpoint',
      ...(body === null ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === null ? {} : { body: JSON.stringify(body) }),
    signal,
    redirect: 'manual',
  }).catch((error) => {
    throw new Error(whyNot(error))
  })
  const text = await answer.text().catch(() => '')
  if (!answer.ok) throw new Error(`it answered ${answer.status}${said(text) === '' ? '' : `: ${said(text)}`}`)
  return { status: answer.status, text }
}

const said = (text: string): string => text.slice(0, 200).replace(/\s+/g, ' ').trim()

function idIn(text: string): string {
  const found: unknown = parsed(text)
  const window = isObject(found) ? found.maintenance_window : null
  return isObject(window) && typeof window.id === 'string' ? window.id : 'without an id'
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
