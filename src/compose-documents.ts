/**
 * What composes no engine: a command that only looks at a document starts in half the time when it does not load the
 * store, the shell and the settings' parser with it.
 */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { locate } from './adapters/files/locate.ts'
import type { RuleSetting } from './adapters/yaml/project.ts'

export { documentsBelow, documentWithin, stampOf } from './adapters/documents/of-place.ts'
export { documentOf, readDocument } from './adapters/documents/read-document.ts'
export { createFile, replaceDocument } from './adapters/documents/write-document.ts'
export { shellcheck } from './adapters/shellcheck/shellcheck.ts'
export type { RuleSetting } from './adapters/yaml/project.ts'

/**
 * What the `holdpoint.yaml` of a document's place says of rules, `known` being all that there are; that of the working
 * directory where there is no document.
 */
export async function ruleSettings(
  document: string | null,
  known: readonly string[],
): Promise<Readonly<Record<string, RuleSetting>>> {
  return (await projectOf(document, known))?.rules ?? {}
}

/** The checks that it has for items of documents. */
export async function projectChecks(document: string) {
  return (await projectOf(document, null))?.checks ?? []
}

async function projectOf(document: string | null, known: readonly string[] | null) {
  const path = join(locate(document).cwd, 'holdpoint.yaml')
  if (!existsSync(path)) return null
  const { readProject } = await import('./adapters/yaml/project.ts')
  return readProject(path, known)
}
