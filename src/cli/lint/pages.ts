import { existsSync, readFileSync } from 'node:fs'

/** The page of a rule. It lies beside the bundle, and in `docs/` beside the source. */
export function rulePage(rule: string): string {
  const places = [`./rules/${rule}.md`, `../../../docs/rules/${rule}.md`].map((path) => new URL(path, import.meta.url))
  const page = places.find((place) => existsSync(place))
  if (page === undefined) throw new Error(`the page of ${rule} is not there`)
  return readFileSync(page, 'utf8').trimEnd()
}
