#!/usr/bin/env node
import packageJson from '../../package.json' with { type: 'json' }

/** The only file that ends the process. The version is answered before anything else is loaded. */
const argv = process.argv.slice(2)
if (argv.length === 1 && (argv[0] === '--version' || argv[0] === '-V')) {
  process.stdout.write(`${packageJson.version}\n`)
} else {
  const { start } = await import('./start.ts')
  process.exitCode = await start(argv, packageJson.version)
}
