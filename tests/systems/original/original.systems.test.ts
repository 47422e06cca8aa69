import { mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { makeOriginal, noOriginal, type SandboxResult } from './sandbox.ts'
import { type Recorded, tableOf } from './table.ts'

/** Where the tables are left for whoever wants to read them. */
const artefacts = resolve(import.meta.dirname, '../../../.cache/systems')

/** Milliseconds for one run of Holdpoint, and for all of a test. */
const patience = 2_400_000
const limit = 3_000_000

/** Boxes that were confirmed together with others and are struck afterwards, since nothing was seen of them, with the reason. */
const struck: readonly (readonly [reason: string, ...lines: string[]])[] = [
  ['the request of the document is not slow, so nothing of a time-out was seen', 'L246'],
  ['the sandbox has no TLS, no firewall and nobody to alarm', 'L54', 'L55', 'L56', 'L57', 'L281', 'L428', 'L434'],
]

describe.skipIf(noOriginal !== null)(
  `the original document${noOriginal === null ? '' : ` (skipped: ${noOriginal})`}`,
  () => {
    let original: Awaited<ReturnType<typeof makeOriginal>>
    beforeEach(async () => {
      original = await makeOriginal()
    }, 120_000)
    afterEach(() => original?.site.remove())

    const run = (answers: string, ...more: readonly string[]) => {
      const { document, site, inputs } = original
      const file = join(import.meta.dirname, answers)
      return ['run', document, '--cwd', site.system, '--answers', file, ...inputs, ...more]
    }

    /** The table is written first: it tells most where something is not as expected. */
    const told = (name: string, result: SandboxResult): Recorded => {
      const record: Recorded = original.record()
      const table = tableOf(original.reading().plan, record)
      mkdirSync(artefacts, { recursive: true })
      writeFileSync(join(artefacts, `${name}.md`), table)
      writeFileSync(join(artefacts, `${name}.log`), result.runs.map(({ out }) => out).join('\n'))
      if (process.env.SHOW_ORIGINAL !== undefined) process.stdout.write(table)
      return record
    }

    it(
      'takes release 1 to release 2, unmodified: each command does the real thing, and what does not pass has a reason',
      async () => {
        const answers = join(import.meta.dirname, 'answers.yaml')
        const result = await original.run({
          runs: [
            run('answers.yaml'),
            ...struck.flatMap(([reason, ...lines]) =>
              ['--open', '--skip'].map((act) => ['tick', original.document, ...lines, act, '--reason', reason]),
            ),
            ['tick', original.document, 'L323', '--skip', '--reason', 'a sandbox is not watched for 15 minutes'],
            ['resume', original.document, '--answers', answers],
          ],
          serving: true,
          patience,
        })
        const { steps } = told('original', result)
        expect(result.runs.map(({ status }) => status)).toEqual([3, 0, 0, 0, 0, 0, 0])
        expect(result.runs[0]?.out).toContain("unrecognized option '--dry-run'")
        expect(result.status).toMatchObject({
          status: 'running',
          database: 'connected',
          files: 'connected',
          mail: 'connected',
          version: '2.0.0',
        })
        expect([result.kept.length, result.differences]).toEqual([8, []])
        expect(original.same()).toBe(true)
        expect(steps.filter(({ outcome }) => outcome === 'failed')).toEqual([])
        expect(steps.filter(({ outcome, reason }) => outcome === 'accepted' && reason === null)).toEqual([])
      },
      limit,
    )

    it(
      'leads back by each of its three ways, as far as it is right',
      async () => {
        const result = await original.run({ runs: [run('back.yaml', '--from', '72')], serving: false, patience })
        told('original-back', result)
        expect(result.runs[0]).toMatchObject({ status: 4, out: expect.stringContaining('taken back: 0002-players') })
        expect(result.status).toMatchObject({ status: 'running', database: 'connected', version: '1.0.0' })
        expect([result.kept.length, result.differences]).toEqual([8, []])
        expect(original.same()).toBe(true)
      },
      limit,
    )
  },
)
