import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { AttemptSpec, Progress, RunningAttempt, StepRunner } from '../engine/ports.ts'

/** A runner under test with a fresh folder for its attempts. */
interface RunnerSubject {
  readonly runner: StepRunner
  /** Absolute folder in which attempts' folders and commands' directories may be made. */
  readonly root: string
  dispose(): Promise<void>
}

export type SpecStatement = AttemptSpec['statements'][number]

/** A statement to run, plain unless `more` says otherwise. */
export const statement = (script: string, index = 0, more: Partial<SpecStatement> = {}): SpecStatement => ({
  index,
  script,
  stdin: null,
  endless: null,
  port: null,
  answers: [],
  line: index + 1,
  ...more,
})

/** Attempt number `attempt` of a step, in its own folder under `root`. */
export const attemptSpec = (
  root: string,
  attempt: number,
  statements: readonly (string | SpecStatement)[],
  more: Partial<AttemptSpec> = {},
): AttemptSpec => ({
  run: 'run',
  step: 'step',
  attempt,
  folder: `${root}/attempt-${attempt}`,
  cwd: root,
  language: 'bash',
  statements: statements.map((one, index) => (typeof one === 'string' ? statement(one, index) : one)),
  script: false,
  env: {},
  secrets: [],
  continues: null,
  timeout: null,
  terminal: false,
  ...more,
})

/** What every runner promises, also one that only simulates: start, progress, end, attach. */
export const runnerContract = (name: string, make: () => Promise<RunnerSubject>) => {
  let subject: RunnerSubject
  beforeEach(async () => {
    subject = await make()
  })
  afterEach(() => subject.dispose())

  describe(`${name}: what every runner promises`, () => {
    it('ends with one result for each statement, in order', async () => {
      const running = await subject.runner.start(attemptSpec(subject.root, 1, ['true', 'true', 'true']))
      const end = await running.end
      expect(end.how).toBe('exit')
      expect(end.status).toBe(0)
      expect(end.statements.map(({ index, status }) => [index, status])).toEqual([
        [0, 0],
        [1, 0],
        [2, 0],
      ])
      expect(end.notReached).toEqual([])
    })

    it('tells the start and the end of each statement, also to who listens late', async () => {
      const running = await subject.runner.start(attemptSpec(subject.root, 1, ['true', 'true']))
      const early: Progress[] = []
      running.onProgress((progress) => early.push(progress))
      await running.end
      const late: Progress[] = []
      running.onProgress((progress) => late.push(progress))
      const what = (list: Progress[]) =>
        list.flatMap((progress) => (progress.is === 'unseen' ? [] : `${progress.is} ${progress.statement}`))
      expect(what(early)).toEqual(['started 0', 'ended 0', 'started 1', 'ended 1'])
      expect(what(late)).toEqual(what(early))
    })

    it('seals the output: its stretches follow one another without a gap', async () => {
      const running = await subject.runner.start(attemptSpec(subject.root, 1, ['echo one', 'echo two']))
      const end = await running.end
      const bytes = existsSync(running.output) ? readFileSync(running.output) : Buffer.alloc(0)
      expect(end.output).toEqual({ bytes: bytes.length, digest: createHash('sha256').update(bytes).digest('hex') })
      expect(end.statements[0]?.from).toBe(0)
      expect(end.statements[1]?.from).toBe(end.statements[0]?.to)
      expect(end.statements.at(-1)?.to).toBe(end.output.bytes)
    })

    it('says of an attempt that nobody started that it never started, again and again', async () => {
      const spec = attemptSpec(subject.root, 1, ['true'])
      expect(await subject.runner.attach(spec)).toBe('never-started')
      expect(await subject.runner.attach(spec)).toBe('never-started')
    })

    it('starts an attempt anew that never started', async () => {
      const spec = attemptSpec(subject.root, 1, ['true'])
      await subject.runner.attach(spec)
      const running = await subject.runner.start(spec)
      expect((await running.end).status).toBe(0)
    })
  })
}

/** What a runner that really executes promises besides. */
export const executingRunnerContract = (name: string, make: () => Promise<RunnerSubject>) => {
  let subject: RunnerSubject
  beforeEach(async () => {
    subject = await make()
  })
  afterEach(() => subject.dispose())
  const start = (...given: Parameters<typeof attemptSpec> extends [string, ...infer Rest] ? Rest : never) =>
    subject.runner.start(attemptSpec(subject.root, ...given))
  const textOf = (running: RunningAttempt) => readFileSync(running.output, 'utf8')

  describe(`${name}: at most once`, () => {
    it('finds a finished attempt again with the end it had', async () => {
      const spec = attemptSpec(subject.root, 1, ['echo once >>ran', 'false'])
      const end = await (await subject.runner.start(spec)).end
      const again = await subject.runner.attach(spec)
      if (again === 'never-started') throw new Error('it did start')
      expect(await again.end).toEqual(end)
      expect(readFileSync(`${subject.root}/ran`, 'utf8')).toBe('once\n')
    })

    it('refuses to start an attempt twice', async () => {
      const spec = attemptSpec(subject.root, 1, ['echo once >>ran'])
      await (await subject.runner.start(spec)).end
      await expect(subject.runner.start(spec)).rejects.toMatchObject({ code: 'attempt-claimed' })
      expect(readFileSync(`${subject.root}/ran`, 'utf8')).toBe('once\n')
    })

    it('has one winner when start and attach race for the claim', async () => {
      for (let turn = 1; turn <= 20; turn++) {
        const spec = attemptSpec(subject.root, turn, [`echo ran >ran-${turn}`])
        const [started, attached] = await Promise.allSettled([subject.runner.start(spec), subject.runner.attach(spec)])
        if (attached.status !== 'fulfilled') throw attached.reason
        if (started.status === 'fulfilled') await started.value.end
        if (attached.value === 'never-started' && started.status === 'rejected')
          expect(existsSync(`${subject.root}/ran-${turn}`)).toBe(false)
        else if (attached.value !== 'never-started') expect((await attached.value.end).status).toBe(0)
      }
    })
  })

  describe(`${name}: statements`, () => {
    it('stops at the first that fails and names those it left out', async () => {
      const end = await (await start(1, ['true', 'exit_with() { return 4; }; exit_with', 'echo never'])).end
      expect(end.statements.map(({ status }) => status)).toEqual([0, 4])
      expect(end.notReached).toEqual([2])
      expect(end.status).toBe(4)
    })

    it('goes on after a status by which a program answers', async () => {
      const end = await (await start(1, [statement('grep -q x </dev/null', 0, { answers: [1] }), 'echo "was $?"'])).end
      expect(end.statements.map(({ status }) => status)).toEqual([1, 0])
      expect(end.notReached).toEqual([])
    })

    it('reports the statuses of a pipeline', async () => {
      const end = await (await start(1, ['(exit 3) | true | (exit 5) | true', 'true'])).end
      expect(end.statements.map(({ status, pipe }) => [status, pipe])).toEqual([
        [0, [3, 0, 5, 0]],
        [0, []],
      ])
    })

    it('attributes output to the statement that printed it', async () => {
      const running = await start(1, ['echo one', 'for i in {1..20}; do echo "two $i"; done', 'printf three'])
      const end = await running.end
      const text = textOf(running)
      expect(end.statements.map(({ from, to }) => text.slice(from, to))).toEqual([
        'one\n',
        Array.from({ length: 20 }, (_, i) => `two ${i + 1}\n`).join(''),
        'three',
      ])
    })

    it('gives a statement the lines that are meant for the program it opens', async () => {
      const running = await start(1, [statement('tr a-z A-Z', 0, { stdin: 'select 1;\n' }), 'cat; echo end'])
      await running.end
      expect(textOf(running)).toBe('SELECT 1;\nend\n')
    })

    it('passes inputs as environment variables', async () => {
      const running = await start(1, ['bash -c \'printf %s "$WHO"\''], { env: { WHO: '$(id) "quoted"\nand more' } })
      await running.end
      expect(textOf(running)).toBe('$(id) "quoted"\nand more')
    })
  })
}
