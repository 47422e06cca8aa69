import { createHash, randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { HoldpointError } from '../../errors.ts'
import type { Actor } from '../../run/index.ts'

/** A personal link as it is kept: whoever opens it first acts as `actor`. What opens the page is kept as its SHA-256 only. */
export interface KeptLink {
  /** By which people tell it from others, and revoke it. */
  readonly id: string
  readonly actor: Actor
  /** Path of the page that it opens. */
  readonly to: string
  /** Milliseconds since the epoch. */
  readonly madeAt: number
  /** Until when it must have been opened. */
  readonly expiresAt: number
  /** Null: it was not opened yet. `from`: the address, and the browser as it calls itself. */
  readonly used: { readonly at: number; readonly from: string } | null
  readonly revokedAt: number | null
}

/** Somebody who opened a link. */
interface Entered {
  /** What the browser keeps as its cookie. */
  readonly session: string
  readonly actor: Actor
  readonly to: string
  readonly expiresAt: number
}

export interface PersonalLinks {
  /** Makes a link and gives what opens the page, once: it is kept nowhere. */
  make(actor: Actor, to: string, now: number, expiresAt: number): { readonly token: string; readonly link: KeptLink }
  /** Opens a link. Fails with `link-unknown`, `link-used`, `link-expired` or `link-revoked`. */
  enter(token: string, from: string, now: number): Entered
  /** Who has this cookie; null: nobody any more. */
  who(session: string, now: number): { readonly actor: Actor; readonly expiresAt: number } | null
  leave(session: string): void
  /** All that were made, the newest first. */
  list(now: number): readonly (KeptLink & { readonly signedIn: number })[]
  /** Whoever came by it is signed out at once. Fails with `link-missing`. */
  revoke(id: string, now: number): KeptLink
}

interface Session {
  readonly link: string
  readonly actor: Actor
  readonly at: number
  readonly expiresAt: number
}

/** Milliseconds for which somebody stays signed in. */
const stay = 12 * 3_600_000

/**
 * Personal links in the store's folder: `links/open`, `links/used` and `links/sessions` hold a file each, called by the SHA-256 of
 * what opens it, readable by its owner only. Renaming a file is what opens a link: of two who try, one does. `newId`: short, for
 * people. Every method fails with `links-unwritable` where the folder is not to be written.
 */
export function linkFiles(store: string, makeStore: () => void, newId: () => string): PersonalLinks {
  const folder = (kind: Kind) => join(store, 'links', kind)
  const file = (kind: Kind, name: string) => join(folder(kind), `${name}.json`)
  const write = (kind: Kind, name: string, value: KeptLink | Session | { readonly at: number }) =>
    refused(store, () => {
      makeStore()
      mkdirSync(folder(kind), { recursive: true, mode: 0o700 })
      const draft = `${file(kind, name)}.${process.pid}`
      writeFileSync(draft, JSON.stringify(value), { mode: 0o600 })
      renameSync(draft, file(kind, name))
    })
  const sessions = (now: number) =>
    named(folder('sessions')).flatMap((name) => {
      const session = read<Session>(file('sessions', name))
      return session === null ? [] : [{ name, session, isOver: session.expiresAt <= now }]
    })
  const revokedAt = (id: string): number | null =>
    read<{ readonly at: number }>(file('revoked', id))?.at ?? (existsSync(file('revoked', id)) ? 0 : null)
  const links = (kind: 'open' | 'used') =>
    named(folder(kind)).flatMap((name) => {
      const link = read<KeptLink>(file(kind, name))
      return link === null ? [] : [{ name, link: { ...link, revokedAt: revokedAt(link.id) } }]
    })

  return {
    make(actor, to, now, expiresAt) {
      const token = fresh()
      const id = newId()
      const named = actor.link ? { ...actor, link: { ...actor.link, id } } : actor
      const link: KeptLink = { id, actor: named, to, madeAt: now, expiresAt, used: null, revokedAt: null }
      write('open', digest(token), link)
      return { token, link }
    },
    enter(token, from, now) {
      const name = digest(token)
      const before = read<KeptLink>(file('used', name))
      if (before !== null)
        throw new HoldpointError('link-used', {
          name: nameOf(before.actor),
          at: before.used === null ? 'before' : moment(before.used.at),
          from: before.used?.from ?? 'somewhere',
          id: before.id,
        })
      const link = read<KeptLink>(file('open', name))
      if (link === null) throw new HoldpointError('link-unknown')
      if (revokedAt(link.id) !== null) throw new HoldpointError('link-revoked', { name: nameOf(link.actor) })
      if (link.expiresAt <= now)
        throw new HoldpointError('link-expired', { name: nameOf(link.actor), at: moment(link.expiresAt) })
      const used = { ...link, used: { at: now, from: from.slice(0, 300) } }
      refused(store, () => {
        mkdirSync(folder('used'), { recursive: true, mode: 0o700 })
        try {
          renameSync(file('open', name), file('used', name))
        } catch (error) {
          if (codeOf(error) === 'ENOENT') throw new HoldpointError('link-unknown')
          throw error
        }
      })
      write('used', name, used)
      for (const one of sessions(now)) if (one.isOver) rmSync(file('sessions', one.name), { force: true })
      const session = fresh()
      const expires = now + stay
      write('sessions', digest(session), { link: link.id, actor: link.actor, at: now, expiresAt: expires })
      return { session, actor: link.actor, to: link.to, expiresAt: expires }
    },
    who(session, now) {
      const found = read<Session>(file('sessions', digest(session)))
      if (found === null || found.expiresAt <= now || revokedAt(found.link) !== null) return null
      return { actor: found.actor, expiresAt: found.expiresAt }
    },
    leave(session) {
      refused(store, () => rmSync(file('sessions', digest(session)), { force: true }))
    },
    list(now) {
      const inside = sessions(now).filter(({ isOver }) => !isOver)
      return [...links('open'), ...links('used')]
        .map(({ link }) => ({
          ...link,
          signedIn: link.revokedAt === null ? inside.filter(({ session }) => session.link === link.id).length : 0,
        }))
        .toSorted((a, b) => b.madeAt - a.madeAt)
    },
    revoke(id, now) {
      const found = [...links('open'), ...links('used')].filter(({ link }) => link.id.startsWith(id))
      const [one] = found.filter(({ link }) => link.id === id).concat(found.length === 1 ? found : [])
      if (one === undefined) throw new HoldpointError('link-missing', { id })
      // First the word that it does not count, then what it opened: whoever comes in between is not in.
      write('revoked', one.link.id, { at: now })
      for (const { name, session } of sessions(now))
        if (session.link === one.link.id) rmSync(file('sessions', name), { force: true })
      return { ...one.link, revokedAt: now }
    },
  }
}

type Kind = 'open' | 'used' | 'revoked' | 'sessions'

/** 256 random bits as they stand in an address or a cookie. */
const fresh = (): string => randomBytes(32).toString('base64url')

const digest = (secret: string): string => createHash('sha256').update(secret).digest('hex')

const nameOf = ({ id, name }: Actor): string => name ?? id

const moment = (at: number): string => `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`

/** Names without their ending; none where there is no such folder. */
const named = (folder: string): readonly string[] => {
  try {
    return readdirSync(folder).flatMap((name) => (name.endsWith('.json') ? [name.slice(0, -5)] : []))
  } catch {
    return []
  }
}

/** What is not there, or was cut off by a crash, opens nothing. */
function read<T>(file: string): T | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as T
  } catch {
    return null
  }
}

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : '')

function refused<T>(store: string, act: () => T): T {
  try {
    return act()
  } catch (cause) {
    if (cause instanceof HoldpointError) throw cause
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new HoldpointError('links-unwritable', { folder: join(store, 'links'), reason }, { cause })
  }
}
