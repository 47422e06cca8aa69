import type { Command } from './system.ts'

/** Asks each service outside whether it is there and takes our credentials; ends with 1 where one does not. */
export const services: Command = async ({ system: { services }, say }) => {
  let missing = 0
  for (const [name, ping] of Object.entries(services)) {
    try {
      await ping()
      say(`${name}: connected`)
    } catch (error) {
      missing += 1
      say(`${name}: ${error instanceof Error ? error.message : String(error)}`)
    }
  }
  return missing === 0 ? 0 : 1
}
