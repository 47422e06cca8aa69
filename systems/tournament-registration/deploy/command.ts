import { runCommand } from '../../kit/commands/run.ts'
import { system } from './system.ts'

process.exitCode = await runCommand(system, process.argv.slice(2))
