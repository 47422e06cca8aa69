import { resolve } from 'node:path'
import { secretsIn } from '../../kit/secrets.ts'

const found = await secretsIn(resolve(import.meta.dirname, '../..'))
for (const line of found) process.stderr.write(`${line}\n`)
if (found.length > 0) process.exitCode = 1
else process.stdout.write('nothing looks like a secret\n')
