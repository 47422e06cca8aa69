import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { environmentExample } from '../../kit/configuration.ts'
import { createHttp } from '../../kit/http.ts'
import { openMetrics } from '../../kit/metrics.ts'
import { apiReference, errorReference, type OpenApi } from '../../kit/reference.ts'
import type { Context } from '../src/context.ts'
import { errors } from '../src/errors.ts'
import { release } from '../src/release.ts'
import { addRoutes } from '../src/routes.ts'
import { configurationFrom, variables } from '../src/variables.ts'

const title = 'Tournament registration'

/** The documents that are made from the source, by their paths from the system's folder on. */
export async function documents(): Promise<Readonly<Record<string, string>>> {
  const heading =
    'Every variable of the tournament registration. Copy this file to .env, or give the variables to the process; what stands in its environment wins. All are checked at the start, and every problem is named at once. A blank value counts as none.'
  return {
    '.env.example': environmentExample(heading, variables),
    'docs/errors.md': errorReference(title, errors.entries),
    'docs/api.md': apiReference(await openApi()),
  }
}

/** The description that the service gives, of routes that are never called. */
async function openApi(): Promise<OpenApi> {
  const data = mkdtempSync(join(tmpdir(), 'tournament-docs-'))
  const configuration = configurationFrom({ DATA: data })
  const log = pino({ level: 'silent' })
  const metrics = openMetrics(data, release.version)
  const nothing = async () => {
    throw new Error('only described')
  }
  try {
    const app = await createHttp({
      title,
      version: release.version,
      configuration,
      log,
      metrics,
      healthy: nothing,
      status: nothing,
    })
    await addRoutes(app, { configuration, log, release, mailsWait: () => {} } as unknown as Context)
    await app.ready()
    const described = app.swagger() as OpenApi
    await app.close()
    return described
  } finally {
    metrics.close()
    rmSync(data, { recursive: true, force: true })
  }
}
