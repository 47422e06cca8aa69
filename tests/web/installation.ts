import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

const example = resolve(import.meta.dirname, '../../examples/hello-release')

/** An installation of examples/hello-release with release 1 in service, and its document beside it. */
export interface Installation {
  readonly folder: string
  /** Ends the service and removes everything. */
  remove(): void
}

/** `fault`: release 2 will be unhealthy. */
export function installation(fault = false): Installation {
  const around = mkdtempSync(join(tmpdir(), 'holdpoint-hello-'))
  const folder = join(around, 'hello')
  const { status, stderr } = spawnSync(join(example, 'prepare'), [folder, ...(fault ? ['--fault'] : [])], {
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(stderr)
  copyFileSync(join(example, 'DEPLOYMENT.md'), join(folder, 'DEPLOYMENT.md'))
  return {
    folder,
    remove() {
      spawnSync(join(folder, 'bin/stop'))
      rmSync(around, { recursive: true, force: true })
    },
  }
}
