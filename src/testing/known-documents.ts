import { existsSync, readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'

const shared = resolve(import.meta.dirname, '../../../shared')

/** Paths of real teams' documents, in order, where they lie beside the repository; empty elsewhere. */
export const knownDocuments: readonly string[] = ['reading/docs', 'corpus/docs']
  .map((name) => join(shared, name))
  .filter((folder) => existsSync(folder))
  .flatMap((folder) =>
    readdirSync(folder)
      .sort()
      .map((name) => join(folder, name)),
  )
  .filter((path) => /\.(md|markdown)$/i.test(path))

/** For `skipIf`: tests of known documents say by their name that there are none here. */
export const noneKnown = knownDocuments.length === 0

export const ofKnown = (name: string): string => (noneKnown ? `${name} (skipped: ../shared is not here)` : name)
