import { join, resolve } from 'node:path'
import type { System } from '../../kit/commands/system.ts'
import { environmentWithFile } from '../../kit/configuration.ts'
import { configurationFrom } from '../src/variables.ts'

/** The system as its commands know it, installed in the current folder. Throws a `ConfigurationError`. */
export function system(): System {
  const configuration = configurationFrom(environmentWithFile(process.env))
  return {
    name: 'tournament-registration',
    root: process.cwd(),
    migrations: resolve(import.meta.dirname, '../migrations'),
    entry: 'src/main.ts',
    configuration,
    files: configuration.FILES === 'disk' ? join(configuration.DATA, 'files') : null,
  }
}
