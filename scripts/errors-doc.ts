/** Writes `docs/errors.md` from the catalogue; with `--check` it only says whether the file is up to date. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { errorsDocument } from './errors-document.ts'

const path = resolve(import.meta.dirname, '../docs/errors.md')
const document = errorsDocument()

if (!process.argv.includes('--check')) {
  writeFileSync(path, document)
} else if (!existsSync(path) || readFileSync(path, 'utf8') !== document) {
  console.error('docs/errors.md is not what src/errors.ts says: run `npm run docs`')
  process.exitCode = 1
}
