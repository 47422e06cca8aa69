import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { type Holdpoint, openHoldpoint } from '../../src/compose.ts'
import type { Recorded } from '../../src/run/index.ts'

const root = resolve(import.meta.dirname, '../..')
const example = join(root, 'examples/hello-release')

/**
 * One release of examples/hello-release in a folder of its own, whose Holdpoint may be killed. Everything that is
 * compared lies outside of what is tested: the ledger that the document's own scripts write, the events that were
 * printed (and so acknowledged), the service itself.
 */
export class Release {
  readonly folder = mkdtempSync(join(tmpdir(), 'holdpoint-kill-'))
  /** Events that Holdpoint printed before it died, by their number. */
  readonly acknowledged = new Map<number, string>()
  readonly problems: string[] = []
  private readonly copy = join(this.folder, 'hello-release')
  private readonly store = join(this.folder, 'store')

  async prepare(): Promise<void> {
    await ended(spawn(join(example, 'prepare'), [this.copy], { stdio: 'ignore' }))
  }

  /**
   * Starts `program` (`run` the first time, `resume` after that), kills it with all it started in its process group after
   * `killAfter` milliseconds, and gives its exit status; null when it was killed.
   */
  async drive(program: readonly string[], verb: 'run' | 'resume', killAfter: number | null): Promise<number | null> {
    const [file = '', ...before] = program
    const what = verb === 'run' ? [join(example, 'DEPLOYMENT.md')] : []
    const args = [verb, ...what, '--store', this.store, '--answers', join(example, 'answers.yaml'), '--json']
    if (verb === 'run') args.push('--cwd', this.copy, '--release', '2')
    const child = spawn(file, [...before, ...args], { stdio: ['ignore', 'pipe', 'pipe'], detached: true })
    const timer = killAfter === null ? null : setTimeout(() => killGroup(child), killAfter)
    const guard = setTimeout(() => {
      this.problems.push(`${verb} did not end within 60 s`)
      killGroup(child)
    }, 60_000)
    let printed = ''
    let said = ''
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      printed += text
    })
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      said += text
    })
    const status = await ended(child)
    if (timer !== null) clearTimeout(timer)
    clearTimeout(guard)
    this.acknowledge(printed)
    if (status !== null && status !== 0)
      this.problems.push(`${verb} ended with ${status}: ${said}${printed.trimEnd().split('\n').at(-1)}`)
    return status
  }

  /** The one run's events; empty when Holdpoint died before its first event. */
  async journal(): Promise<readonly Recorded[]> {
    return this.read(async ({ store }) => {
      const [header] = await store.runs()
      return header === undefined ? [] : await store.read(header.run, 0)
    })
  }

  ledger(): readonly string[] {
    return readFileSync(join(this.copy, 'ledger.log'), 'utf8')
      .split('\n')
      .filter((line) => line.startsWith('command '))
      .map((line) => line.replace(/backups\/\S+/, 'BACKUP').trim())
  }

  /** Exit status and words of `holdpoint verify`. */
  verify(program: readonly string[]): { readonly status: number | null; readonly said: string } {
    const [file = '', ...before] = program
    const { status, stdout, stderr } = spawnSync(file, [...before, 'verify', '--store', this.store], {
      encoding: 'utf8',
    })
    return { status, said: stdout + stderr }
  }

  health(): string {
    const port = readFileSync(join(this.copy, 'state/port'), 'utf8').trim()
    return spawnSync('curl', ['-fsS', '-m', '5', `http://127.0.0.1:${port}/health`], { encoding: 'utf8' }).stdout
  }

  /** What every attempt printed, in the order of their ends, without what differs from run to run. */
  async outputs(): Promise<readonly string[]> {
    const journal = await this.journal()
    return this.read(async ({ files }) => {
      const outputs: string[] = []
      for (const { run, event } of journal) {
        if (event.type !== 'StepEnded') continue
        const bytes = await files.output(run, event.step, event.attempt, 0, event.end.output.bytes)
        outputs.push(
          `${event.step}.${event.attempt} ${event.end.status}: ${withoutChance(new TextDecoder().decode(bytes))}`,
        )
      }
      return outputs
    })
  }

  async remove(): Promise<void> {
    await ended(spawn(join(this.copy, 'bin/stop'), { stdio: 'ignore' }))
    rmSync(this.folder, { recursive: true, force: true })
  }

  private async read<T>(look: (holdpoint: Holdpoint) => Promise<T>): Promise<T> {
    const holdpoint = openHoldpoint({ cwd: this.copy, store: this.store }, {})
    try {
      return await look(holdpoint)
    } finally {
      await holdpoint.close()
    }
  }

  private acknowledge(printed: string): void {
    // The last line may be torn by the kill; it was not acknowledged then.
    for (const line of printed.split('\n').slice(0, -1)) {
      const { seq, hash } = JSON.parse(line) as Recorded
      this.acknowledged.set(seq, hash)
    }
  }
}

/** Ports, pids, times and sizes. */
const withoutChance = (text: string) =>
  text
    .replace(/(pid|port) \d+/g, '$1')
    .replace(/\d{8}_\d{6}/g, 'TIME')
    .replace(/^\/dev.*|^overlay.*|^tmpfs.*/gm, 'DISK')

function killGroup(child: ChildProcess): void {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return
  try {
    process.kill(-child.pid, 'SIGKILL')
  } catch {
    // It ended in this moment.
  }
}

const ended = (child: ChildProcess): Promise<number | null> =>
  new Promise((resolve, reject) => child.on('close', resolve).on('error', reject))
