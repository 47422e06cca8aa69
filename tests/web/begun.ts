import { holdpoint } from '../cli/holdpoint.ts'

/** Begins a run of a document in a folder, up to the first thing that people are asked; nobody drives it then. Gives its id. */
export function begun(folder: string, document: string, ...args: readonly string[]): string {
  const { status, out, err } = holdpoint(folder, 'run', document, '--new', ...args)
  if (status !== 3) throw new Error(`holdpoint run ${document} ended with ${status}: ${out}${err}`)
  return JSON.parse(holdpoint(folder, 'runs', '--json').out)[0].run
}

/** A personal link to what is served there, for somebody of this name. */
export function invitation(folder: string, origin: string, name: string): string {
  const { out, err } = holdpoint(folder, 'invite', name)
  const path = /https?:\/\/[^/\s]+(\/enter#\S+)/.exec(out)?.[1]
  if (path === undefined) throw new Error(`no link in: ${out}${err}`)
  return origin + path
}
