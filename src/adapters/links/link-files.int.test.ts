import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Actor } from '../../run/index.ts'
import { makeStoreFolder } from '../files/folder.ts'
import { linkFiles, type PersonalLinks } from './link-files.ts'

const hour = 3_600_000
const bob: Actor = {
  kind: 'person',
  id: 'bob',
  name: 'Bob',
  key: null,
  link: { id: '', person: 'bob', roles: ['qa-lead'], madeBy: 'Ada' },
}

describe('Personal links', () => {
  let folder = ''
  let links: PersonalLinks
  let count = 0
  const opened = () => linkFiles(join(folder, '.holdpoint'), () => makeStoreFolder(join(folder, '.holdpoint')), newId)
  const newId = () => `link${++count}`
  const everything = () =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((one) => one.isFile())
      .map((one) => join(one.parentPath, one.name))

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'holdpoint-links-'))
    count = 0
    links = opened()
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  it('open the page once, for whom they were made, also when another process made them', () => {
    const { token, link } = links.make(bob, '/', 0, hour)
    expect(link).toMatchObject({ id: 'link1', used: null, actor: { id: 'bob', link: { id: 'link1' } } })
    const here = opened()
    const { session, actor, expiresAt } = here.enter(token, '127.0.0.1, Firefox', 10)
    expect(actor).toEqual({ ...bob, link: { ...bob.link, id: 'link1' } })
    expect(expiresAt).toBe(10 + 12 * hour)
    expect(here.who(session, 20)?.actor).toEqual(actor)
    expect(() => links.enter(token, 'elsewhere', 30)).toThrow(
      'opened before: 1970-01-01 00:00 UTC, from 127.0.0.1, Firefox',
    )
    expect(links.list(30)).toMatchObject([{ id: 'link1', used: { at: 10, from: '127.0.0.1, Firefox' }, signedIn: 1 }])
  })

  it('are kept as digests, in files of their owner only', () => {
    const { token } = links.make(bob, '/', 0, hour)
    const { session } = links.enter(token, 'here', 1)
    const files = everything()
    for (const file of files) {
      expect(readFileSync(file, 'utf8')).not.toContain(token)
      expect(readFileSync(file, 'utf8')).not.toContain(session)
      expect(file).not.toContain(token)
      expect(statSync(file).mode & 0o077).toBe(0)
    }
    expect(token).toMatch(/^[\w-]{43}$/)
    expect(session).toMatch(/^[\w-]{43}$/)
  })

  it('open nothing when they are cut off, too old, taken back, or a path', () => {
    const { token } = links.make(bob, '/', 0, hour)
    expect(() => links.enter(token.slice(1), 'x', 1)).toThrow('opens nothing here')
    expect(() => links.enter('../../holdpoint.db', 'x', 1)).toThrow('opens nothing here')
    expect(() => links.enter(token, 'x', hour)).toThrow('was good until')
    links.revoke('link1', 2)
    expect(() => links.enter(token, 'x', 3)).toThrow('was taken back')
  })

  it('sign out whoever came by them when they are taken back', () => {
    const first = links.make(bob, '/', 0, hour)
    const other = links.make(bob, '/', 0, hour)
    const a = links.enter(first.token, 'x', 1).session
    const b = links.enter(other.token, 'x', 1).session
    links.revoke(first.link.id, 2)
    expect(links.who(a, 3)).toBeNull()
    expect(links.who(b, 3)?.actor.id).toBe('bob')
    expect(() => links.revoke('nobody', 4)).toThrow('No link of this store is called nobody')
  })

  it('end with their time, and when somebody signs out; a cookie that nobody was given is nobody', () => {
    const { session } = links.enter(links.make(bob, '/', 0, hour).token, 'x', 1)
    expect(links.who(session, 12 * hour)?.actor.id).toBe('bob')
    expect(links.who(session, 12 * hour + 1)).toBeNull()
    links.leave(session)
    expect(links.who(session, 2)).toBeNull()
    expect(links.who('x'.repeat(43), 2)).toBeNull()
  })

  it('open the page for one of many who try at once', () => {
    const { token } = links.make(bob, '/', 0, hour)
    const tries = Array.from({ length: 20 }, () => opened()).map((one) => {
      try {
        return one.enter(token, 'x', 1).session
      } catch {
        return null
      }
    })
    expect(tries.filter((one) => one !== null)).toHaveLength(1)
  })
})
