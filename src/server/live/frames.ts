/** A server-sent event, encoded once for all who get it. */
export const frame = (event: string, data: unknown, id: number | null = null): Buffer =>
  Buffer.from(`${id === null ? '' : `id: ${id}\n`}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`)
