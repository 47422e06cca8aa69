/** Writes the documents that are made from the source: `node systems/tournament-registration/scripts/docs.ts`. */
import { writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { documents } from './documents.ts'

for (const [path, text] of Object.entries(await documents()))
  writeFileSync(resolve(import.meta.dirname, '..', path), text)
