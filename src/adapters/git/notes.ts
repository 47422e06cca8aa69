import { execFileSync } from 'node:child_process'
import { HoldpointError } from '../../errors.ts'

/** A note on a commit, below `refs/notes/holdpoint`. */
interface Note {
  readonly commit: string
  readonly text: string
}

const ref = 'holdpoint'

/** Every note in the repository that holds `cwd`; none where there is no repository. */
export function notes(cwd: string): readonly Note[] {
  const listed = ask(cwd, ['notes', `--ref=${ref}`, 'list'])
  return (listed ?? '')
    .split('\n')
    .map((line) => line.split(' '))
    .flatMap(([blob = '', commit = '']) => {
      const text = commit === '' ? null : ask(cwd, ['cat-file', 'blob', blob])
      return text === null ? [] : [{ commit, text }]
    })
}

/**
 * Adds a line to the note on a commit, unless it stands there: on the one that `release` names, else on `HEAD`. Gives that
 * commit. Fails with `anchor-no-commit` where there is none, and with `anchor-refused` when git does not take it.
 */
export function addNote(cwd: string, release: string | null, line: string): string {
  const commit = (release === null ? null : resolve(cwd, release)) ?? resolve(cwd, 'HEAD')
  if (commit === null) throw new HoldpointError('anchor-no-commit', { cwd })
  const held = ask(cwd, ['notes', `--ref=${ref}`, 'show', commit]) ?? ''
  if (held.split('\n').includes(line)) return commit
  try {
    git(cwd, ['notes', `--ref=${ref}`, 'append', '-m', line, commit])
  } catch (cause) {
    const said = cause instanceof Error && 'stderr' in cause ? String(cause.stderr) : String(cause)
    throw new HoldpointError('anchor-refused', { commit, reason: said.trim().split('\n').at(-1) ?? '' }, { cause })
  }
  return commit
}

const resolve = (cwd: string, name: string): string | null =>
  ask(cwd, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`])?.trim() || null

function ask(cwd: string, args: readonly string[]): string | null {
  try {
    return git(cwd, args)
  } catch {
    return null
  }
}

const git = (cwd: string, args: readonly string[]): string =>
  execFileSync('git', ['-C', cwd, ...args], { encoding: 'utf8', timeout: 10_000, stdio: ['ignore', 'pipe', 'pipe'] })
