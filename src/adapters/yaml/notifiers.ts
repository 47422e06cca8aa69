import type { Notifier } from '../../plan/notifier.ts'
import type { Sending } from '../../run/index.ts'
import type { YamlNode } from './strict.ts'

const occasions = ['before', 'during', 'after', 'rollback', 'waiting'] as const

/** `notifiers: { team: { mail: smtp://…, from: …, to: […] }, chat: { webhook: https://…, as: slack } }`. */
export function notifiersOf(node: YamlNode | undefined): readonly Notifier[] {
  return (node?.entries(null, 'a mapping from names to notifiers') ?? []).map(([name, one]) => {
    const keys = ['mail', 'from', 'to', 'webhook', 'as', 'secret']
    const parts = Object.fromEntries(one.entries(keys, 'a mapping with `mail` or `webhook`'))
    const { mail, webhook } = parts
    if ((mail === undefined) === (webhook === undefined)) throw one.wrong('either `mail` or `webhook` in it')
    if (mail !== undefined) {
      const expected = 'an address such as `smtp://mail.example.org:587`'
      const server = mail.text(expected)
      if (!/^smtps?:\/\/./.test(server)) throw mail.wrong(expected)
      const from = parts.from?.text('the sender’s address')
      const to = parts.to?.items('a list of addresses').map((each) => each.text('an address')) ?? []
      if (from === undefined || to.length === 0) throw one.wrong('`from` and `to` beside `mail`')
      return { kind: 'mail', name, server, from, to }
    }
    const expected = 'an address such as `https://hooks.example.org/…`, or `${NAME}`'
    const url = webhook?.text(expected) ?? ''
    if (!/^(?:https?:\/\/.|\$)/.test(url)) throw (webhook ?? one).wrong(expected)
    return {
      kind: 'webhook',
      name,
      url,
      as: parts.as?.oneOf(['generic', 'slack', 'teams']) ?? 'generic',
      secret: parts.secret?.text('a secret, or `${NAME}`') ?? null,
    }
  })
}

/** `messages: [team]` for every occasion, or a mapping from occasions to lists. Without it everything goes everywhere. */
export function sendingOf(node: YamlNode | undefined, notifiers: readonly Notifier[]): Sending {
  const all = notifiers.map(({ name }) => name)
  const listed = (list: YamlNode): readonly string[] =>
    list.items('a list of names of notifiers').map((each) => {
      const name = each.text('the name of a notifier')
      if (!all.includes(name)) throw each.unknown(name, all, 'the name of one of the notifiers')
      return name
    })
  if (node === undefined) return { before: all, during: all, after: all, rollback: all, waiting: all }
  if (node.isList) {
    const names = listed(node)
    return { before: names, during: names, after: names, rollback: names, waiting: names }
  }
  const given = Object.fromEntries(node.entries([...occasions], 'a list, or a mapping from occasions to lists'))
  const of = (occasion: (typeof occasions)[number]) => (given[occasion] === undefined ? [] : listed(given[occasion]))
  return {
    before: of('before'),
    during: of('during'),
    after: of('after'),
    rollback: of('rollback'),
    waiting: of('waiting'),
  }
}
