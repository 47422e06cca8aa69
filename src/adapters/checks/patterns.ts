import { createContext, Script } from 'node:vm'

/** Milliseconds for one share of lines: longer takes only an expression that goes back and forth without end. */
const limit = 2000

/** Of a line's length; the rest of a line is data. */
const far = 10_000

/**
 * Which lines an expression is found in. A document's expression is not to be trusted with this process: it is run where it
 * can be stopped. Null: it is no regular expression. What is given fails with `ERR_SCRIPT_EXECUTION_TIMEOUT` when it takes too long.
 */
export function finder(pattern: string): ((lines: readonly string[]) => readonly string[]) | null {
  const context = createContext(Object.create(null))
  const share = { lines: [] as readonly string[], pattern }
  context.share = share
  try {
    new Script('const expression = new RegExp(share.pattern)').runInContext(context)
  } catch {
    return null
  }
  const script = new Script(`share.lines.filter((line) => expression.test(line.slice(0, ${far})))`)
  return (lines) => {
    share.lines = lines
    return script.runInContext(context, { timeout: limit }) as readonly string[]
  }
}
