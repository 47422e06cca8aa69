import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Writable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { HoldpointError } from '../../errors.ts'
import { claimHolder, type Wrapper } from './claim.ts'

/** The shell's side of the runner. It lies beside this file, and beside the bundle in a built package. */
export const attemptScript = fileURLToPath(new URL('./attempt.sh', import.meta.url))

/** What a shell starts from: the file of the state that it restores, or where there is none the folder that it goes to. */
export interface StartsFrom {
  readonly state: string | null
  readonly cwd: string
}

/** A started wrapper that waits for its word. Until then it ends with us and has run nothing. */
export interface WaitingWrapper {
  /** Lets its shell restore what it will start from, ahead of its word; once, what is said later is not heard. */
  restore(from: StartsFrom): void
  /** Whether it can be let go from there: nothing was restored yet, or this a moment ago (a folder may be replaced later). */
  fits(from: StartsFrom): boolean
  /** Lets it claim and run; resolves when it has the claim. Rejects when nothing ran. */
  go(from: StartsFrom, claim: string, secrets: readonly string[]): Promise<Wrapper>
  /** Ends it; nothing has run. */
  giveUp(): void
  /** Resolves when it has said that it ended, or can say nothing any more. */
  readonly gone: Promise<void>
}

/** One wrapper whose shell has the operator's terminal: in our session, so it dies with the terminal. */
export const startOnTerminal = (bash: string, path: string, folder: string): WaitingWrapper => {
  const child = startScript(bash, path, ['terminal', '3'], ['inherit', 'inherit', 'inherit', 'pipe'])
  const { failure, gone } = endOf(child)
  const input = child.stdio[3] as Writable
  send(input, [folder, folder])
  return waiting(bash, folder, failure, gone, {
    tell: (fields) => send(input, fields),
    drop: () => input.destroy(),
  })
}

/** None of our descriptors but those in `stdio`; neither arguments nor directory name an attempt's folder. */
export const startScript = (
  bash: string,
  path: string,
  args: readonly string[],
  stdio: ('pipe' | 'inherit' | 'ignore')[],
) => {
  const child = spawn(bash, ['--norc', '--noprofile', 'attempt.sh', ...args], {
    cwd: join(attemptScript, '..'),
    env: { PATH: path },
    detached: !stdio.includes('inherit'),
    stdio,
  })
  // A process that is gone closes its end; that it is gone is told by its end.
  for (const stream of child.stdio) stream?.on('error', () => undefined)
  return child
}

/** Its exit code, when it has ended; null when it could not start, or a signal ended it. */
export const endOf = (child: ChildProcess) => {
  const failure: Failure = { error: null, code: null }
  const gone = new Promise<number | null>((resolve) => {
    child.once('error', (error) => {
      failure.error = error
      resolve(null)
    })
    child.once('exit', (code) => {
      failure.code = code
      resolve(code)
    })
  })
  return { failure, gone }
}

/** Why bash itself could not be started, or ended. */
interface Failure {
  error: Error | null
  code: number | null
}

/** The pipe of a wrapper's word, which has its folder already. `drop` ends one that has not been told the last of it. */
interface Word {
  readonly tell: (fields: readonly string[]) => void
  readonly drop: () => void
}

const start = ({ state, cwd }: StartsFrom): readonly string[] => [state ?? '', cwd]

/** Milliseconds for which a restored state is taken for what would be restored now. */
const freshness = 1000

/** Fields as `attempt.sh` reads them, each ended by NUL. */
export const send = (pipe: Writable, fields: readonly string[]) =>
  pipe.write(fields.map((field) => `${field}\0`).join(''))

/** The wrapper of the attempt in `folder`, whose `end` (as `__hp_wrap` returns it) is told by others. */
export const waiting = (
  bash: string,
  folder: string,
  failure: Failure,
  end: Promise<number | null>,
  pipe: Word,
): WaitingWrapper => {
  let over = false
  let status: number | null = null
  const gone = end.then((code) => {
    over = true
    status = code
  })
  let restored: (StartsFrom & { readonly at: number }) | null = null
  const restore = (from: StartsFrom) => {
    if (restored !== null) return
    restored = { ...from, at: Date.now() }
    pipe.tell(start(from))
  }
  const fits = ({ state, cwd }: StartsFrom) =>
    restored === null || (restored.state === state && restored.cwd === cwd && Date.now() - restored.at < freshness)
  return {
    gone,
    restore,
    fits,
    giveUp: pipe.drop,
    go: async (from, claim, secrets) => {
      pipe.tell([...(restored === null ? start(from) : []), claim, ...secrets, ''])
      while (!over) {
        await Promise.race([gone, new Promise((resolve) => setTimeout(resolve, 1))])
        const holder = claimHolder(folder, claim)
        if (holder) return holder
      }
      const holder = claimHolder(folder, claim)
      if (holder) return holder
      if (failure.error) throw new HoldpointError('bash-missing', { bash }, { cause: failure.error })
      if (failure.code === 44) throw new HoldpointError('bash-too-old', { bash })
      if (existsSync(join(folder, claim))) throw new HoldpointError('attempt-claimed', { folder })
      if (status === 17) throw new HoldpointError('attempt-folder', { folder, why: 'the claim cannot be created' })
      throw new HoldpointError('attempt-not-started', { folder })
    },
  }
}
