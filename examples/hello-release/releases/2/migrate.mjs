// Data of format 1 gets a counter for each greeting. Release 1 can read the result: it ignores the counters.
import { readFileSync, renameSync, writeFileSync } from 'node:fs'

const file = 'data/greetings.json'
const data = JSON.parse(readFileSync(file, 'utf8'))
if (data.format !== 1) {
  console.error(`expected data of format 1, found ${data.format}`)
  process.exit(1)
}
const languages = Object.keys(data.greetings)
data.format = 2
data.counts = Object.fromEntries(languages.map((language) => [language, 0]))
writeFileSync(`${file}.new`, `${JSON.stringify(data, null, 2)}\n`)
renameSync(`${file}.new`, file)
console.log(`${languages.length} greetings migrated to format 2`)
