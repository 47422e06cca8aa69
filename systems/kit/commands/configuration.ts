import type { Command } from './system.ts'

/** Says that the configuration is as it should be; where it is not, no command begins, and all problems are named. */
export const configuration: Command = async ({ system: { configuration }, say }) => {
  const { ENVIRONMENT, DATABASE_URL } = configuration
  say(
    `configuration ok: ENVIRONMENT=${ENVIRONMENT}, database ${DATABASE_URL === undefined ? 'embedded' : 'at DATABASE_URL'}`,
  )
  return 0
}
