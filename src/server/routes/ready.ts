import type { FastifyReply } from 'fastify'

/**
 * JSON that was put into words before, as it is: what is large is not walked through again by a serialiser. `tag`: its ETag; who
 * has it already is told so. `reply`: typed by its schema, which such bytes are not.
 */
export function sendReady(reply: unknown, bytes: Buffer, tag: string | null = null): FastifyReply {
  const to = reply as FastifyReply
  to.type('application/json; charset=utf-8').header('cache-control', tag === null ? 'no-store' : 'private, no-cache')
  if (tag === null) return to.send(bytes)
  to.header('etag', tag)
  return to.request.headers['if-none-match'] === tag ? to.code(304).send() : to.send(bytes)
}
