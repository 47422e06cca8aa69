import { existsSync, readdirSync, readFileSync, readlinkSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { basename, join } from 'node:path'

/** What a release says of itself, in its `release.json`. */
export interface Release {
  readonly version: string
  /** The commit that it was built from; with `-dirty` when files were changed since. */
  readonly commit: string
  /** ISO 8601, UTC. */
  readonly built: string
}

/** Says why a release was not built, or not made the current one. */
export class ReleaseError extends Error {
  override readonly name = 'ReleaseError'
}

export const releaseFolder = (root: string, version: string): string => join(root, 'releases', version)

/** The link to the release of the day; processes take it at their start. */
export const currentLink = (root: string): string => join(root, 'current')

/** The release that `current` leads to; null: there is none yet. */
export function currentRelease(root: string): Release | null {
  try {
    return read(root, basename(readlinkSync(currentLink(root))))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

/** All that are built, by version. */
export function knownReleases(root: string): readonly Release[] {
  if (!existsSync(join(root, 'releases'))) return []
  return readdirSync(join(root, 'releases'))
    .filter((version) => existsSync(join(releaseFolder(root, version), 'release.json')))
    .sort()
    .map((version) => read(root, version))
}

/** Makes a release the current one, in one step: at every moment there is one. It serves from the next start on. */
export function switchTo(root: string, version: string): Release {
  if (!existsSync(join(releaseFolder(root, version), 'release.json')))
    throw new ReleaseError(
      `There is no release ${version} here: ${
        knownReleases(root)
          .map((known) => known.version)
          .join(', ') || 'none at all'
      }.`,
    )
  const next = `${currentLink(root)}.new`
  rmSync(next, { force: true })
  symlinkSync(join('releases', version), next)
  renameSync(next, currentLink(root))
  return read(root, version)
}

const read = (root: string, version: string): Release =>
  JSON.parse(readFileSync(join(releaseFolder(root, version), 'release.json'), 'utf8'))
