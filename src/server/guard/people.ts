import type { Actor } from '../../run/index.ts'

/** Who may come in: by a personal link once, from then on by the cookie that it gave. */
export interface People {
  /** Opens a link. `from`: the address and the browser. Fails with an error of the catalogue that says why not. */
  enter(
    token: string,
    from: string,
    now: number,
  ): { readonly session: string; readonly actor: Actor; readonly to: string; readonly expiresAt: number }
  /** Null: nobody, or nobody any more. `expiresAt`: milliseconds since the epoch. */
  who(session: string, now: number): { readonly actor: Actor; readonly expiresAt: number } | null
  leave(session: string): void
}

/** The names under which a server is reached, and what its people hold. */
export interface GuardParts {
  readonly people: People
  /** Milliseconds since the epoch. */
  readonly now: () => number
  /** What may stand in `Host`: names with the port, lower-case. Asked anew each time: the port is known when it listens. */
  readonly hosts: () => readonly string[]
  /** It speaks TLS itself. */
  readonly tls: boolean
  /** Tells the cookies of several servers on one address from each other: browsers do not tell ports apart. */
  readonly mark: string
  /** Roles of somebody here and now, for the page to show; what counts is decided with each act. */
  readonly rolesOf: (actor: Actor) => readonly string[]
  readonly limits?: Partial<Limits>
}

/** Bounds for one person. */
export interface Limits {
  /** Requests that look, within a minute. */
  readonly looks: number
  /** Requests that change something, within a minute. */
  readonly acts: number
  /** Links tried within a minute, from one address. */
  readonly tries: number
  /** Streams that are open at once. */
  readonly streams: number
  /** Milliseconds between two looks whether who follows a stream is still signed in. */
  readonly again: number
}

export const usualLimits: Limits = { looks: 1_200, acts: 240, tries: 20, streams: 32, again: 15_000 }
