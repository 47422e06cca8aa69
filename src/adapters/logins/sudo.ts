import { spawnSync } from 'node:child_process'

/**
 * Whether `sudo` asks for a password where a step would call it: in a session without a terminal, so that a password
 * given in this terminal does not count. `true` is all that it runs. null: there is no sudo here, or it said nothing in time.
 */
export function sudoAsks(env: Readonly<Record<string, string | undefined>>): boolean | null {
  const { status } = spawnSync('setsid', ['--wait', 'sudo', '-n', 'true'], {
    env: { ...env },
    stdio: 'ignore',
    timeout: 3_000,
  })
  if (status === 0) return false
  return status === 1 ? true : null
}
