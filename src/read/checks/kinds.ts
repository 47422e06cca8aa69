import { ofMany, percentiles } from '../../plan/check.ts'
import type { CheckCondition, CheckKind } from '../../plan/index.ts'

/** What stands among the conditions and is none: how to look. `timeout` and `wait` go with every kind. */
export type Setting = 'redirects' | 'times' | 'every' | 'since' | 'over' | 'restore'

interface Kind {
  /** What stands behind the kind's name, for messages: `[GET|HEAD] URL`. */
  readonly usage: string
  /** How many words it takes. */
  readonly words: readonly [least: number, most: number]
  /** What can be compared; a name that ends in `.` takes any word behind it. */
  readonly seen: readonly string[]
  /** What must hold when the check names no condition. */
  readonly usual: readonly CheckCondition[]
  readonly settings?: readonly Setting[]
}

const must = (of: string, op: CheckCondition['op'], value: string): CheckCondition => ({ of, op, value })

/** Every kind of check: what it looks at, what it sees there, and how it may be told to look. The manual is `docs/checks.md`. */
export const kinds: Readonly<Record<CheckKind, Kind>> = {
  http: {
    usage: 'http [GET|HEAD] URL',
    words: [1, 2],
    seen: ['status', 'time', 'size', 'body', 'json.', 'header.', ...ofMany],
    usual: [must('status', '>=', '200'), must('status', '<', '300')],
    settings: ['redirects', 'times', 'every'],
  },
  tcp: { usage: 'tcp HOST:PORT', words: [1, 1], seen: ['time'], usual: [] },
  tls: {
    usage: 'tls HOST[:PORT]',
    words: [1, 1],
    seen: ['days', 'subject', 'issuer'],
    usual: [must('days', '>=', '14')],
  },
  dns: { usage: 'dns NAME [A|AAAA|CNAME|MX|TXT]', words: [1, 2], seen: ['answer', 'count'], usual: [] },
  file: {
    usage: 'file PATH',
    words: [1, 1],
    seen: ['exists', 'size', 'age', 'text'],
    usual: [must('exists', '=', 'yes')],
  },
  disk: { usage: 'disk PATH', words: [1, 1], seen: ['free', 'used'], usual: [must('used', '<', '90%')] },
  memory: { usage: 'memory', words: [0, 0], seen: ['free', 'used'], usual: [must('used', '<', '90%')] },
  cpu: { usage: 'cpu', words: [0, 0], seen: ['used'], usual: [must('used', '<', '90%')], settings: ['over'] },
  load: { usage: 'load', words: [0, 0], seen: ['percore'], usual: [must('percore', '<', '1')] },
  process: { usage: 'process NAME', words: [1, 1], seen: ['count'], usual: [must('count', '>=', '1')] },
  unit: { usage: 'unit NAME', words: [1, 1], seen: ['state'], usual: [must('state', '=', 'active')] },
  port: { usage: 'port NUMBER', words: [1, 1], seen: ['state'], usual: [must('state', '=', 'open')] },
  env: { usage: 'env NAME', words: [1, 1], seen: ['value', 'set'], usual: [must('set', '=', 'yes')] },
  git: {
    usage: 'git',
    words: [0, 0],
    seen: ['branch', 'commit', 'tag', 'clean', 'behind', 'ahead'],
    usual: [must('clean', '=', 'yes')],
  },
  log: {
    usage: 'log PATH ["PATTERN"]',
    words: [1, 2],
    seen: ['count', 'rate', 'lines', ...percentiles, 'errors'],
    usual: [must('count', '=', '0')],
    settings: ['since'],
  },
  backup: {
    usage: 'backup PATH (may hold *: the newest)',
    words: [1, 1],
    seen: ['size', 'age', 'readable', 'restored', 'tables'],
    usual: [must('size', '>', '0'), must('age', '<', '1d'), must('readable', '=', 'yes')],
    settings: ['restore'],
  },
  sqlite: { usage: 'sqlite FILE "QUERY"', words: [2, 2], seen: ['value', 'rows'], usual: [] },
  postgres: {
    usage: 'postgres postgres://USER:PASSWORD@HOST/DATABASE ["QUERY"]',
    words: [1, 2],
    seen: ['value', 'rows', 'column.', 'time'],
    usual: [],
  },
  mysql: {
    usage: 'mysql mysql://USER:PASSWORD@HOST/DATABASE ["QUERY"]',
    words: [1, 2],
    seen: ['value', 'rows', 'column.', 'time'],
    usual: [],
  },
  redis: {
    usage: 'redis redis://HOST [COMMAND KEY …]',
    words: [1, 4],
    seen: ['value', 'info.', 'time'],
    usual: [],
  },
  prometheus: {
    usage: 'prometheus URL "QUERY"',
    words: [2, 2],
    seen: ['value', 'series', 'time'],
    usual: [must('series', '>=', '1')],
    settings: ['redirects'],
  },
}

/** Whether a kind of check sees something under a name. */
export const sees = (kind: CheckKind, name: string): boolean =>
  kinds[kind].seen.some((one) => (one.endsWith('.') ? name.startsWith(one) && name.length > one.length : one === name))
