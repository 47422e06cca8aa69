/** Reads every hostile document, or those that are named, and says how long each took: `node read-hostile.ts [NAME…]`. */
import { hostile } from './hostile.ts'
import { wrongIn } from './wrong.ts'

for (const name of process.argv.length > 2 ? process.argv.slice(2) : Object.keys(hostile)) {
  process.stdout.write(`${name}: `)
  const text = hostile[name]?.() ?? ''
  const before = performance.now()
  const wrong = wrongIn({ path: 'RELEASE.md', text, encoding: 'utf8', digest: '0'.repeat(64) })
  process.stdout.write(`${(performance.now() - before).toFixed(0)} ms${wrong.length === 0 ? '' : `, ${wrong[0]}`}\n`)
}
