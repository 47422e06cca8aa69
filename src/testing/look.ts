import { type Looked, lookAt } from '../adapters/checks/look.ts'
import { checkOf } from '../read/checks/grammar.ts'

/** One look, from a folder and with variables. Fails when the text is no check. */
export async function look(text: string, cwd = '/', variables: Readonly<Record<string, string>> = {}): Promise<Looked> {
  const read = checkOf(text)
  if ('wrong' in read) throw new Error(read.wrong)
  const here = { cwd, variable: (name: string) => variables[name] ?? null }
  return await lookAt(read.check, here, new AbortController().signal)
}
