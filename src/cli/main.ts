#!/usr/bin/env node
import { enableCompileCache } from 'node:module'
import { resolve } from 'node:path'
import packageJson from '../../package.json' with { type: 'json' }

/** The only file that ends the process. The version is answered before anything else is loaded. */
const argv = process.argv.slice(2)
if (argv.length === 1 && (argv[0] === '--version' || argv[0] === '-V')) {
  process.stdout.write(`${packageJson.version}\n`)
} else {
  // From source, what Node made of TypeScript is kept: that is half of every start. A folder it can't write to is no error.
  if (import.meta.filename.endsWith('.ts')) enableCompileCache(resolve(import.meta.dirname, '../../.cache/compile'))
  const { start } = await import('./start.ts')
  process.exitCode = await start(argv, packageJson.version)
}
