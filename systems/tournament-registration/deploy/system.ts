import { join, resolve } from 'node:path'
import type { System } from '../../kit/commands/system.ts'
import { environmentWithFile } from '../../kit/configuration.ts'
import { diskStore } from '../src/files/disk.ts'
import { s3Store } from '../src/files/s3.ts'
import { openMailer } from '../src/mail/mailer.ts'
import { configurationFrom } from '../src/variables.ts'

/** The system as its commands know it, installed in the current folder. Throws a `ConfigurationError`. */
export function system(): System {
  const configuration = configurationFrom(environmentWithFile(process.env))
  const files = join(configuration.DATA, 'files')
  return {
    name: 'tournament-registration',
    root: process.cwd(),
    migrations: resolve(import.meta.dirname, '../migrations'),
    entry: 'src/main.ts',
    configuration,
    address: `${configuration.TLS_CERTIFICATE === undefined ? 'http' : 'https'}://127.0.0.1:${configuration.PORT}`,
    services: {
      files: async () =>
        (configuration.FILES === 's3' ? s3Store(configuration, undefined) : await diskStore(files)).ping(),
      mail: () => openMailer(configuration, undefined).ping(),
    },
    files: configuration.FILES === 'disk' ? files : null,
  }
}
