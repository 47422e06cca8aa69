import cluster from 'node:cluster'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { runPrimary, runWorker } from '../../kit/cluster.ts'
import { ConfigurationError, environmentWithFile } from '../../kit/configuration.ts'
import { openDatabase } from '../../kit/database.ts'
import { collectLogs, openLog, openLogFile, openServiceLog } from '../../kit/logs.ts'
import { migrationsIn } from '../../kit/migrations.ts'
import { clearSpool } from './files/spool.ts'
import { release } from './release.ts'
import { startService } from './service.ts'
import type { Tables } from './tables.ts'
import { type Configuration, configurationFrom } from './variables.ts'

const own = fileURLToPath(import.meta.url)

/** One worker: serves until it is told to end. */
async function serve(configuration: Configuration): Promise<void> {
  await runWorker(async () => {
    const { log, close: closeLog } = openServiceLog(configuration, { version: release.version })
    const database = await openDatabase<Tables>(configuration)
    const service = await startService({ configuration, db: database.db, log })
    return {
      close: async () => {
        await service.stop()
        await database.close()
        await closeLog()
      },
    }
  })
  process.exit()
}

/** The primary: an empty database gets its schema, then the workers start. */
async function lead(configuration: Configuration): Promise<void> {
  const file = openLogFile(configuration)
  const log = openLog(configuration.LOG_LEVEL, file, { version: release.version })
  const database = await openDatabase<Tables>(configuration)
  try {
    const migrations = migrationsIn(resolve(import.meta.dirname, '../migrations'), database.db)
    if ((await migrations.state()).applied.length === 0) {
      log.info({ migrations: await migrations.up() }, 'The database was empty; it has its schema now')
    }
  } finally {
    await database.close()
  }
  // No process serves: whatever is in the spool was left.
  await clearSpool(configuration.DATA, 0)
  collectLogs(file)
  try {
    const state = join(configuration.DATA, 'processes.json')
    const say = (line: string) => {
      log.info(line)
      process.stdout.write(`${line}\n`)
    }
    await runPrimary({ entry: process.argv[1] ?? own, workers: configuration.WORKERS, state, say })
  } finally {
    await file.close()
  }
}

try {
  const configuration = configurationFrom(environmentWithFile(process.env))
  await (cluster.isWorker ? serve(configuration) : lead(configuration))
} catch (error) {
  process.stderr.write(`${error instanceof ConfigurationError ? error.message : (error as Error).stack}\n`)
  process.exitCode = 1
  cluster.worker?.disconnect()
}
