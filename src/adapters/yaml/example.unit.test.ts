import { readFileSync } from 'node:fs'
import Ajv from 'ajv'
import { describe, expect, it, vi } from 'vitest'
import { parse } from 'yaml'
import { projectOf } from './project.ts'
import { parseYaml, YamlNode } from './strict.ts'

const text = (path: string) => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8')
const example = text('examples/holdpoint.yaml')
const schema = JSON.parse(text('docs/holdpoint.schema.json')) as Schema
const project = (yaml: string) => projectOf('holdpoint.yaml', parseYaml('holdpoint.yaml', yaml))

interface Schema {
  readonly $ref?: string
  readonly properties?: Readonly<Record<string, Schema>>
  readonly additionalProperties?: Schema | boolean
  readonly items?: Schema
  readonly oneOf?: readonly Schema[]
  readonly anyOf?: readonly Schema[]
  readonly definitions?: Readonly<Record<string, Schema>>
}

/** The keys that the code takes, by where: `environments.*.windows[]`. Found by letting it read the example. */
const taken = (): ReadonlyMap<string, ReadonlySet<string>> => {
  const found = new Map<string, Set<string>>()
  const entries = YamlNode.prototype.entries
  const spy = vi.spyOn(YamlNode.prototype, 'entries').mockImplementation(function (this: YamlNode, keys, expected) {
    if (keys !== null) found.set(placeOf(this.name), new Set([...(found.get(placeOf(this.name)) ?? []), ...keys]))
    return entries.call(this, keys, expected)
  })
  try {
    project(example)
  } finally {
    spy.mockRestore()
  }
  return found
}

/** Names that a project gives (of environments, people …) are all one, and what an environment has over all is one with it. */
const placeOf = (name: string): string =>
  name
    .replace(/\[\d+\]/g, '[]')
    .replace(/\b(environments|people|roles|notifiers|targets|rules)\.(?:[\w-]+|\*)/g, '$1.*')
    .replace(/^environments\.\*\.(?=inputs|targets|roles|approvals|notifiers|messages)/, '')

/** The keys that the schema takes, by the same names of places. */
const told = (): ReadonlyMap<string, ReadonlySet<string>> => {
  const found = new Map<string, Set<string>>()
  const walk = (one: Schema | boolean | undefined, place: string): void => {
    if (typeof one !== 'object') return
    if (one.$ref !== undefined) walk(schema.definitions?.[one.$ref.replace('#/definitions/', '')], place)
    for (const [key, part] of Object.entries(one.properties ?? {})) {
      found.set(placeOf(place), new Set([...(found.get(placeOf(place)) ?? []), key]))
      walk(part, place === '' ? key : `${place}.${key}`)
    }
    walk(one.items, `${place}[]`)
    walk(one.additionalProperties, `${place}.*`)
    for (const part of [...(one.oneOf ?? []), ...(one.anyOf ?? [])]) walk(part, place)
  }
  walk(schema, '')
  return found
}

/** The keys that stand in the example. */
const shown = (): ReadonlyMap<string, ReadonlySet<string>> => {
  const found = new Map<string, Set<string>>()
  const walk = (value: unknown, place: string): void => {
    if (Array.isArray(value)) for (const one of value) walk(one, `${place}[]`)
    else if (typeof value === 'object' && value !== null)
      for (const [key, part] of Object.entries(value)) {
        found.set(placeOf(place), new Set([...(found.get(placeOf(place)) ?? []), key]))
        walk(part, place === '' ? key : `${place}.${key}`)
      }
  }
  walk(parse(example), '')
  return found
}

const validate = new Ajv({ allErrors: true }).compile(schema)

describe('examples/holdpoint.yaml and docs/holdpoint.schema.json', () => {
  it('the example is taken by the code and by the schema', () => {
    expect(project(example).environments.production?.terms).toMatchObject({ after: 'staging', destructive: 'ask' })
    expect(validate(parse(example)) || validate.errors).toBe(true)
    expect(example.split('\n')[0]).toBe('# yaml-language-server: $schema=../docs/holdpoint.schema.json')
  })

  it('every key that the code takes stands in the schema, and the schema has no others', () => {
    const keys = told()
    for (const [place, names] of taken())
      expect([place, [...(keys.get(place) ?? [])].sort()]).toEqual([place, [...names].sort()])
    const known = taken()
    const strange = [...keys.keys()].filter((place) => !known.has(place))
    expect(strange).toEqual([])
  })

  it('every key that the code takes stands in the example, with a comment beside or above it', () => {
    const keys = shown()
    for (const [place, names] of taken())
      expect([place, [...names].filter((name) => !keys.get(place)?.has(name))]).toEqual([place, []])
    const lines = example.split('\n')
    const top = lines.flatMap((line, at) => (/^\w+:/.test(line) ? [[line, lines[at - 1]]] : []))
    for (const [key, above] of top) expect([key, above?.startsWith('#')]).toEqual([key, true])
  })

  it.each([
    ['an unknown key', 'environment: {}'],
    ['an unknown key of an environment', 'environments: { a: { windws: [] } }'],
    ['a window without a time', 'environments: { a: { zone: UTC, windows: [{ from: "9" }] } }'],
    ['a time that no clock shows', 'environments: { a: { zone: UTC, windows: [{ from: "25:00" }] } }'],
    ['a day that is none', 'environments: { a: { zone: UTC, windows: [{ days: Mo-Do }] } }'],
    ['a date that is none', 'environments: { a: { zone: UTC, windows: [{ dates: [2026-13-01] }] } }'],
    ['a freeze without a reason', 'environments: { a: { zone: UTC, freezes: [{ from: 12-18, to: 12-20 }] } }'],
    ['a freeze without an end', 'environments: { a: { zone: UTC, freezes: [{ from: 12-18, reason: x }] } }'],
    ['a policy of another kind', 'environments: { a: { policy: { destructive: never } } }'],
    ['a lock that is neither on nor off', 'environments: { a: { lock: perhaps } }'],
    ['an approval of another kind', 'approvals: [{ of: freeze }]'],
    ['an approval of any item', 'approvals: [{ of: item, separated: true }]'],
    ['somebody who cannot be known', 'people: { ada: { name: Ada } }'],
    ['a rule that is off without a reason', 'rules: { no-way-back: { severity: off } }'],
    ['a host that is an option', 'targets: { web: { ssh: -oProxyCommand=x } }'],
    ['a notifier that is nothing', 'notifiers: { team: { to: [a@b.org] } }'],
    ['a name of an input with a hyphen', 'inputs: { MY-APP: x }'],
  ])('%s is refused by both', (_, yaml) => {
    expect(() => project(yaml)).toThrow('holdpoint.yaml:1: found')
    expect(validate(parse(yaml))).toBe(false)
  })

  it.each([
    ['a time without a zone', 'environments: { a: { windows: [{ from: "09:00" }] } }', '`zone`'],
    ['a zone that is none', 'environments: { a: { zone: Europe/Berlim } }', 'a time zone such as'],
    ['an order of promotion in a circle', 'environments: { a: { after: b }, b: { after: a } }', 'does not come back'],
    ['an environment after itself', 'environments: { a: { after: a } }', 'another environment'],
    ['an environment after none', 'environments: { stage: {}, b: { after: stag } }', 'Did you mean `stage`?'],
    [
      'a freeze that ends before it begins',
      'environments: { a: { zone: UTC, freezes: [{ from: 2026-12-20, to: 2026-12-18, reason: x }] } }',
      'an end after',
    ],
    [
      'a freeze from a date to a weekday',
      'environments: { a: { zone: UTC, freezes: [{ from: 2026-12-20, to: Mon, reason: x }] } }',
      'as its beginning is',
    ],
    [
      'a freeze that is there in leap years only',
      'environments: { a: { zone: UTC, freezes: [{ from: 02-29, to: 03-01, reason: x }] } }',
      'a day such as',
    ],
    [
      'two who begin one run',
      'people: { ada: { users: a }, bob: { users: b } }\nroles: { lead: [ada, bob] }\napprovals: [{ of: start, who: { lead: 2 } }]',
      'one person begins a run',
    ],
  ])('%s is refused by the code, which knows more', (_, yaml, words) => {
    const error = (() => {
      try {
        return project(yaml)
      } catch (thrown) {
        return thrown as Error & { next: string }
      }
    })() as Error & { next: string }
    expect(`${error.message} ${error.next}`).toContain(words)
  })
})

describe('windows and freezes', () => {
  const terms = (yaml: string) => project(`environments: { a: { zone: Europe/Berlin, ${yaml} } }`).environments.a?.terms
  it('are read as they are meant', () => {
    expect(terms('windows: [{ days: [Fri-Mon, Mon], from: "9:30" }]')?.windows).toEqual([
      { days: [5, 6, 7, 1], dates: [], from: 570, to: 1440, zone: 'Europe/Berlin' },
    ])
    expect(terms('windows: [{ to: "24:00", zone: UTC }]')?.windows[0]).toMatchObject({
      days: [1, 2, 3, 4, 5, 6, 7],
      zone: 'UTC',
    })
    expect(terms('freezes: [{ from: fri 15:00, to: Mon, reason: x }]')?.freezes).toEqual([
      {
        from: { every: 'week', day: '5', minutes: 900 },
        to: { every: 'week', day: '1', minutes: 1440 },
        zone: 'Europe/Berlin',
        reason: 'x',
      },
    ])
    expect(terms('freezes: [{ from: 2026-12-18T18:00, to: 2027-01-06, reason: x }]')?.freezes[0]).toMatchObject({
      from: { every: 'once', day: '2026-12-18', minutes: 1080 },
      to: { every: 'once', day: '2027-01-06', minutes: 1440 },
    })
  })
  it('say nothing where an environment says nothing of them', () => {
    expect(project('environments: { a: {} }').environments.a).toMatchObject({ terms: null, lock: true })
  })
})
