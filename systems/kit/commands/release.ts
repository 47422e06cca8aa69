import { currentRelease, knownReleases, type Release, switchTo } from '../releases.ts'
import { type Command, UsageError } from './system.ts'

/** Which release is of the day: `current | list | switch VERSION`; current ends with 1 where there is none. */
export const release: Command = async ({ system: { root }, args: [act, version], say }) => {
  switch (act) {
    case 'current': {
      const current = currentRelease(root)
      say(current?.version ?? 'none')
      return current === null ? 1 : 0
    }
    case 'list':
      for (const known of knownReleases(root)) say(told(known))
      return 0
    case 'switch':
      if (version === undefined) throw new UsageError()
      say(`current: ${told(switchTo(root, version))}`)
      return 0
    default:
      throw new UsageError()
  }
}

const told = ({ version, commit, built }: Release) => `${version}, commit ${commit}, built ${built}`
