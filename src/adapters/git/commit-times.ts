import { execFile } from 'node:child_process'

/** Commits whose times are told of one release. */
const most = 500

/**
 * Milliseconds since the epoch at which commits were made that `to` has and `from` has not, merges left out; empty where the
 * repository of `cwd` does not know them (any more), or there is none.
 */
export function commitTimes(cwd: string, from: string, to: string): Promise<readonly number[]> {
  const isCommit = /^[0-9a-f]{7,64}$/
  if (!isCommit.test(from) || !isCommit.test(to)) return Promise.resolve([])
  const args = ['-C', cwd, 'log', '--no-merges', '--format=%ct', `--max-count=${most}`, `${from}..${to}`]
  return new Promise((resolve) => {
    execFile('git', args, { timeout: 5_000, encoding: 'utf8' }, (error, stdout) =>
      resolve(error === null ? stdout.split('\n').flatMap((line) => (line === '' ? [] : Number(line) * 1000)) : []),
    )
  })
}
