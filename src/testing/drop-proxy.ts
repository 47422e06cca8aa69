import { connect, createServer, type Socket } from 'node:net'

/** Something between two ends of a connection that can be slow, or cut. */
export interface DropProxy {
  readonly port: number
  /** Cuts what is open; with `closed`, nobody gets through until `open`. */
  cut(how: 'closed' | 'open'): void
  /** From now on everything is held, and nothing is said about it: a network that swallows. */
  swallow(): void
  open(): void
  close(): Promise<void>
}

/** Passes on to `port` on loopback, each piece after `delay` milliseconds. */
export const dropProxy = async (port: number, delay = 0): Promise<DropProxy> => {
  const sockets = new Set<Socket>()
  let state: 'open' | 'closed' | 'swallowing' = 'open'
  const server = createServer((from) => {
    sockets.add(from)
    from.on('error', () => undefined).once('close', () => sockets.delete(from))
    if (state === 'closed') return void from.destroy()
    const to = connect(port, '127.0.0.1')
    sockets.add(to)
    to.on('error', () => from.destroy()).once('close', () => {
      sockets.delete(to)
      from.destroy()
    })
    from.once('close', () => to.destroy())
    const pass = (target: Socket) => (piece: Buffer) => {
      if (state !== 'open') return
      if (delay === 0) target.write(piece)
      else setTimeout(() => target.destroyed || target.write(piece), delay)
    }
    from.on('data', pass(to))
    to.on('data', pass(from))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const destroyAll = () => {
    for (const socket of sockets) socket.destroy()
  }
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    cut: (how) => {
      state = how
      destroyAll()
    },
    swallow: () => {
      state = 'swallowing'
    },
    open: () => {
      state = 'open'
    },
    close: async () => {
      destroyAll()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
