import type { FastifyReply } from 'fastify'
import { HoldpointError } from '../../errors.ts'

/** Somebody with a stream open. */
interface Follower {
  readonly session: string
  readonly name: string
}

/**
 * Counts the streams that each person follows and ends those of people who are not signed in any more: a stream is asked for once
 * and lasts for hours.
 */
export class Streams {
  readonly #open = new Map<string, number>()
  readonly #limit: number
  readonly #again: number
  readonly #isIn: (session: string) => boolean

  constructor(limit: number, again: number, isIn: (session: string) => boolean) {
    this.#limit = limit
    this.#again = again
    this.#isIn = isIn
  }

  /** Lets a stream open, until it closes. Throws `page-too-many`. */
  take({ session, name }: Follower, reply: FastifyReply): void {
    const open = this.#open.get(session) ?? 0
    if (open >= this.#limit) throw new HoldpointError('page-too-many', { name, limit: this.#limit })
    this.#open.set(session, open + 1)
    const looking = setInterval(() => {
      if (!this.#isIn(session)) reply.raw.destroy()
    }, this.#again)
    looking.unref()
    reply.raw.once('close', () => {
      clearInterval(looking)
      const left = (this.#open.get(session) ?? 1) - 1
      if (left === 0) this.#open.delete(session)
      else this.#open.set(session, left)
    })
  }
}
