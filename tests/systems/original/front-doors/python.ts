import { execFileSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { environmentWithFile } from '../../../../systems/kit/configuration.ts'
import { configurationFrom } from '../../../../systems/tournament-registration/src/variables.ts'

/** What stands in this system for a module of the document's: a package that must be there. */
const packages: Readonly<Record<string, string>> = { fastapi: 'fastify', sqlalchemy: 'kysely' }

const system = process.env.SYSTEM ?? '.'
process.chdir(system)
const say = (line: string) => void process.stdout.write(`${line}\n`)

/** Evaluates the statements of `python -c` that the document has; throws at any other. */
function evaluate(code: string): void {
  // The health check of the database is one thing that several lines say.
  if (code.includes('DatabaseHealthCheck.check_connection(engine)')) {
    checkDatabase(code)
    return
  }
  for (const statement of code.split(';').map((one) => one.trim())) {
    const [, module] = /^import (\w+)$/.exec(statement) ?? []
    const [, literal] = /^print\('([^']*)'\)$/.exec(statement) ?? []
    const [, setting] = /^print\(settings\.(\w+)\)$/.exec(statement) ?? []
    if (module !== undefined) createRequire(join(system, 'src/main.ts')).resolve(packages[module] ?? module)
    else if (literal !== undefined) say(literal)
    else if (setting !== undefined) say(settingOf(setting))
    // Its configuration is read, and checked, where a setting is asked for.
    else if (statement !== 'from config import settings') throw new Error(`not known here: ${statement}`)
  }
}

function settingOf(name: string): string {
  const configuration: Readonly<Record<string, unknown>> = { ...configurationFrom(environmentWithFile(process.env)) }
  if (configuration[name] === undefined) throw new Error(`there is no setting ${name}`)
  return String(configuration[name])
}

function checkDatabase(code: string): void {
  const [, good = '', bad = ''] = /print\('([^']*)' if result else '([^']*)'\)/.exec(code) ?? []
  try {
    execFileSync(join(system, 'bin/database'), ['status'], { stdio: ['ignore', 'inherit', 'inherit'] })
    say(good)
  } catch {
    say(bad)
    process.exitCode = 1
  }
}

evaluate(process.argv[2] ?? '')
