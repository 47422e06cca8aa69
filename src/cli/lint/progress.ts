import type { Context } from '../context.ts'

/** Milliseconds before anything is said. */
const patience = 1000

/** Says on a terminal how far it is, when it takes more than a second; nothing elsewhere. */
export function progress({ stderr, look }: Context, of: number) {
  const began = Date.now()
  let said = 0
  const clear = () => {
    if (said > 0) stderr.write('\r\x1b[K')
  }
  return {
    tell: (done: number) => {
      const now = Date.now()
      if (!stderr.isTTY || look.caps.plain || now - began < patience || now - said < 100) return
      clear()
      said = now
      stderr.write(`${done} of ${of} documents read`)
    },
    end: clear,
  }
}
