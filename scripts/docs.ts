/** Writes the pages of `docs/` that are made from the source; with `--check` it only says which are not up to date. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { errorsDocument } from './errors-document.ts'
import { rulesDocument } from './rules-document.ts'

const pages = [
  { path: 'docs/errors.md', from: 'src/errors.ts', text: errorsDocument() },
  { path: 'docs/rules/README.md', from: 'src/read/findings', text: rulesDocument() },
]

for (const { path, from, text } of pages) {
  const file = resolve(import.meta.dirname, '..', path)
  if (!process.argv.includes('--check')) {
    writeFileSync(file, text)
  } else if (!existsSync(file) || readFileSync(file, 'utf8') !== text) {
    console.error(`${path} is not what ${from} says: run \`npm run docs\``)
    process.exitCode = 1
  }
}
