import { type Command, UsageError } from './system.ts'

/** Says that it is as it should be, or with `address` where the service listens. Where it is not, no command begins, and all problems are named. */
export const configuration: Command = async ({ system: { configuration, address }, args: [act], say }) => {
  if (act === 'address') {
    say(address)
    return 0
  }
  if (act !== undefined) throw new UsageError()
  const { ENVIRONMENT, DATABASE_URL } = configuration
  say(`ENVIRONMENT=${ENVIRONMENT}, database ${DATABASE_URL === undefined ? 'embedded' : 'at DATABASE_URL'}`)
  say('configuration ok')
  return 0
}
