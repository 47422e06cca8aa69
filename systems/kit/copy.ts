import { once } from 'node:events'
import type { Readable } from 'node:stream'
import type pg from 'pg'
import type { Submittable } from 'pg'

/** What `pg` hands to those who speak the protocol themselves, as far as copying needs it. */
interface Connection {
  query(text: string): void
  sendCopyFromChunk(chunk: Buffer): void
  endCopyFrom(): void
  sendCopyFail(message: string): void
  readonly stream: NodeJS.EventEmitter & { readonly writableNeedDrain: boolean }
}

/** Runs one COPY; `speak` says what is done with the data. Rejects with what the server or `speak` has to say. */
function copy(
  client: pg.ClientBase,
  statement: string,
  speak: {
    out?(chunk: Buffer): void
    in?(connection: Connection): Promise<void>
  },
): Promise<void> {
  return new Promise((resolve, reject) => {
    let failed: unknown = null
    const submittable = {
      submit: (connection: Connection) => connection.query(statement),
      handleCopyData: ({ chunk }: { readonly chunk: Buffer }) => {
        if (failed !== null) return
        try {
          speak.out?.(chunk)
        } catch (error) {
          // The rest of it still comes, and must be read before the connection is of use again.
          failed = error
        }
      },
      handleCopyInResponse: (connection: Connection) => {
        speak.in?.(connection).catch((error: unknown) => {
          failed = error
          connection.sendCopyFail(String(error))
        })
      },
      handleCommandComplete: () => {},
      handleError: (error: unknown) => reject(failed ?? error),
      handleReadyForQuery: () => (failed === null ? resolve() : reject(failed)),
    }
    client.query(submittable as unknown as Submittable)
  })
}

/** `COPY (query) TO STDOUT` in the text format, a line a row; each part is handed over as it comes. */
export const copyOut = (client: pg.ClientBase, query: string, take: (part: Buffer) => void): Promise<void> =>
  copy(client, `COPY (${query}) TO STDOUT`, { out: take })

/** `COPY target FROM STDIN` in the text format; the target is a table with its columns in brackets. */
export const copyIn = (client: pg.ClientBase, target: string, lines: Readable): Promise<void> =>
  copy(client, `COPY ${target} FROM STDIN`, {
    in: async (connection) => {
      for await (const part of lines) {
        connection.sendCopyFromChunk(part)
        if (connection.stream.writableNeedDrain) await once(connection.stream, 'drain')
      }
      connection.endCopyFrom()
    },
  })
