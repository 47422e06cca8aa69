import type { Notifier, Silence } from '../../plan/notifier.ts'
import type { Sending } from '../../run/index.ts'
import { durationOf } from './people.ts'
import type { YamlNode } from './strict.ts'

const occasions = ['before', 'during', 'after', 'rollback', 'waiting', 'overdue'] as const

const keys = ['mail', 'from', 'to', 'webhook', 'as', 'secret', 'pagerduty', 'at', 'silence'] as const

type Parts = Readonly<Partial<Record<(typeof keys)[number], YamlNode>>>

/**
 * `notifiers: { team: { mail: smtp://…, from: …, to: […] }, chat: { webhook: https://…, as: slack }, oncall: { pagerduty:
 * ${KEY} } }`.
 */
export function notifiersOf(node: YamlNode | undefined): readonly Notifier[] {
  return (node?.entries(null, 'a mapping from names to notifiers') ?? []).map(([name, one]) => {
    const parts: Parts = Object.fromEntries(one.entries([...keys], 'a mapping with `mail`, `webhook` or `pagerduty`'))
    const kinds = (['mail', 'webhook', 'pagerduty'] as const).filter((kind) => parts[kind] !== undefined)
    const [kind] = kinds
    if (kind === undefined || kinds.length > 1) throw one.wrong('one of `mail`, `webhook` and `pagerduty` in it')
    const foreign = keys.find((key) => parts[key] !== undefined && !belongs[kind].includes(key))
    if (foreign !== undefined) throw (parts[foreign] ?? one).wrong(`no \`${foreign}\` beside \`${kind}\``)
    return { mail: mailOf, webhook: webhookOf, pagerduty: pagerDutyOf }[kind](name, one, parts)
  })
}

const belongs: Readonly<Record<'mail' | 'webhook' | 'pagerduty', readonly string[]>> = {
  mail: ['mail', 'from', 'to'],
  webhook: ['webhook', 'as', 'secret'],
  pagerduty: ['pagerduty', 'at', 'silence'],
}

function mailOf(name: string, one: YamlNode, { mail, from: sender, to: receivers }: Parts): Notifier {
  const expected = 'an address such as `smtp://mail.example.org:587`'
  const server = mail?.text(expected) ?? ''
  if (!/^smtps?:\/\/./.test(server)) throw (mail ?? one).wrong(expected)
  const from = sender?.text('the sender’s address')
  const to = receivers?.items('a list of addresses').map((each) => each.text('an address')) ?? []
  if (from === undefined || to.length === 0) throw one.wrong('`from` and `to` beside `mail`')
  return { kind: 'mail', name, server, from, to }
}

function webhookOf(name: string, one: YamlNode, { webhook, as, secret }: Parts): Notifier {
  const url = addressOf(webhook ?? one, 'an address such as `https://hooks.example.org/…`, or `${NAME}`')
  return {
    kind: 'webhook',
    name,
    url,
    as: as?.oneOf(['generic', 'slack', 'teams']) ?? 'generic',
    secret: secret?.text('a secret, or `${NAME}`') ?? null,
  }
}

function pagerDutyOf(name: string, one: YamlNode, { pagerduty, at, silence }: Parts): Notifier {
  const key = (pagerduty ?? one).text('the integration key of a service, as `${NAME}`')
  if (!key.startsWith('$'))
    throw (pagerduty ?? one).wrong('`${NAME}`: a key that calls people stays in the environment')
  return {
    kind: 'pagerduty',
    name,
    key,
    at:
      at === undefined
        ? 'https://events.pagerduty.com'
        : addressOf(at, 'an address such as `https://events.eu.pagerduty.com`'),
    silence: silence === undefined ? null : silenceOf(silence),
  }
}

/** Hours that a silence lasts at most, unless the file says so: a run that is forgotten must not keep people deaf. */
const longest = 4 * 3_600_000

function silenceOf(node: YamlNode): Silence {
  const expected = 'a mapping with `services`, `token` and `from`'
  const parts = Object.fromEntries(node.entries(['services', 'token', 'from', 'longest', 'at'], expected))
  const services =
    parts.services?.items('a list of ids of services').map((one) => one.text('an id such as `PIJ90N7`')) ?? []
  const token = parts.token?.text('a token, as `${NAME}`')
  const from = parts.from?.text('the e-mail address of a PagerDuty user')
  if (services.length === 0 || token === undefined || from === undefined) throw node.wrong(expected)
  if (!token.startsWith('$')) throw (parts.token ?? node).wrong('`${NAME}`: a token stays in the environment')
  return {
    services,
    token,
    from,
    longest: durationOf(parts.longest) ?? longest,
    at:
      parts.at === undefined
        ? 'https://api.pagerduty.com'
        : addressOf(parts.at, 'an address such as `https://api.eu.pagerduty.com`'),
  }
}

function addressOf(node: YamlNode, expected: string): string {
  const url = node.text(expected)
  if (!/^(?:https?:\/\/.|\$)/.test(url)) throw node.wrong(expected)
  return url.replace(/\/+$/, '')
}

/**
 * `messages: [team]` for every occasion, or a mapping from occasions to lists. Without it everything goes everywhere; who
 * raises alarms hears of a question when it is overdue.
 */
export function sendingOf(node: YamlNode | undefined, notifiers: readonly Notifier[]): Sending {
  const all = notifiers.map(({ name }) => name)
  const alarms = notifiers.flatMap(({ kind, name }) => (kind === 'pagerduty' ? [name] : []))
  const silencing = notifiers.flatMap((one) => (one.kind === 'pagerduty' && one.silence !== null ? [one.name] : []))
  const known = {
    ...(alarms.length > 0 ? { alarms } : {}),
    ...(silencing.length > 0 ? { silencing } : {}),
  }
  const listed = (list: YamlNode): readonly string[] =>
    list.items('a list of names of notifiers').map((each) => {
      const name = each.text('the name of a notifier')
      if (!all.includes(name)) throw each.unknown(name, all, 'the name of one of the notifiers')
      return name
    })
  if (node === undefined || node.isList) {
    const names = node === undefined ? all : listed(node)
    const overdue = names.filter((name) => alarms.includes(name))
    return {
      before: names,
      during: names,
      after: names,
      rollback: names,
      waiting: names.filter((name) => !overdue.includes(name)),
      ...(overdue.length > 0 ? { overdue } : {}),
      ...known,
    }
  }
  const given = Object.fromEntries(node.entries([...occasions], 'a list, or a mapping from occasions to lists'))
  const of = (occasion: (typeof occasions)[number]) => (given[occasion] === undefined ? [] : listed(given[occasion]))
  const overdue = of('overdue')
  return {
    before: of('before'),
    during: of('during'),
    after: of('after'),
    rollback: of('rollback'),
    waiting: of('waiting'),
    ...(overdue.length > 0 ? { overdue } : {}),
    ...known,
  }
}
