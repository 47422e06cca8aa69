import { currentRelease, knownReleases, type Release, switchTo } from '../releases.ts'
import { type Command, UsageError } from './system.ts'

/** Which release is of the day, or `none`, and the commit that it was built from: `current | commit | list | switch VERSION`. */
export const release: Command = async ({ system: { root }, args: [act, version], say }) => {
  switch (act) {
    case 'current':
      say(currentRelease(root)?.version ?? 'none')
      return 0
    case 'commit':
      say(currentRelease(root)?.commit ?? 'none')
      return 0
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
