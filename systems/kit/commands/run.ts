import { backup, restore } from './backup.ts'
import { configuration } from './configuration.ts'
import { database, migrate } from './database.ts'
import { maintenance } from './maintenance.ts'
import { release } from './release.ts'
import { service } from './service.ts'
import { services } from './services.ts'
import { type Command, type System, UsageError } from './system.ts'

const commands: Readonly<Record<string, { readonly usage: string; readonly run: Command }>> = {
  backup: { usage: '[FILE] | verify FILE', run: backup },
  configuration: { usage: '[address]', run: configuration },
  database: { usage: 'start | stop | status | rows TABLE', run: database },
  maintenance: { usage: 'on REASON | off | status | pass', run: maintenance },
  migrate: { usage: 'current | name | up | down | to NAME', run: migrate },
  release: { usage: 'current | commit | list | switch VERSION', run: release },
  restore: { usage: 'FILE [--discard-what-came-since]', run: restore },
  services: { usage: '', run: services },
  service: { usage: 'start | stop | restart | reload | status', run: service },
}

/** Does what the words say, prints what came of it, and gives the exit status: 2 for words that it does not know. */
export async function runCommand(open: () => System, [name = '', ...args]: readonly string[]): Promise<number> {
  const say = (line: string) => void process.stdout.write(`${line}\n`)
  const fail = (line: string, status: number) => {
    process.stderr.write(`${name}: ${line}\n`)
    return status
  }
  const command = commands[name]
  if (command === undefined) return fail(`there is no such command; there are ${Object.keys(commands).join(', ')}`, 2)
  try {
    return await command.run({ system: open(), args, say, now: new Date() })
  } catch (error) {
    if (error instanceof UsageError) return fail(`call it as bin/${name} ${command.usage}`, 2)
    return fail(error instanceof Error && error.message !== '' ? error.message : String(error), 1)
  }
}
