import { mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeOriginal, noOriginal } from './sandbox.ts'
import { tableOf } from './table.ts'

/** Where the table is left for whoever wants to read it. */
const artefacts = resolve(import.meta.dirname, '../../../.cache/systems')

describe.skipIf(noOriginal !== null)(
  `the original document${noOriginal === null ? '' : ` (skipped: ${noOriginal})`}`,
  () => {
    let original: Awaited<ReturnType<typeof makeOriginal>>
    beforeAll(async () => {
      original = await makeOriginal()
    }, 120_000)
    afterAll(() => original?.site.remove())

    it('takes release 1 to release 2, unmodified: each command does the real thing, and each box is decided with a reason', async () => {
      const answers = join(import.meta.dirname, 'answers.yaml')
      const { runs, status, kept, differences } = await original.run(
        [
          ['run', original.document, '--cwd', original.site.system, '--answers', answers, ...original.inputs],
          ['tick', original.document, 'L323', '--skip', '--reason', 'a sandbox is not watched for 15 minutes'],
          ['resume', original.document, '--answers', answers],
        ],
        1_200_000,
      )
      const { plan } = original.reading()
      const record = original.record()
      const table = tableOf(plan, record)
      mkdirSync(artefacts, { recursive: true })
      writeFileSync(join(artefacts, 'original.md'), table)
      if (process.env.SHOW_ORIGINAL !== undefined) process.stdout.write(table)

      expect(runs.map((run) => run.status)).toEqual([3, 0, 0])
      expect(runs[0]?.out).toContain("unrecognized option '--dry-run'")
      expect(status).toMatchObject({ status: 'running', database: 'connected', version: '2.0.0', mail: 'connected' })
      expect(kept).toHaveLength(8)
      expect(differences).toEqual([])
      expect(original.same()).toBe(true)
      // Whatever is not passed has its reason, and nothing failed unseen.
      const rest = record.steps.filter(({ outcome }: { outcome: string }) => outcome !== 'passed')
      expect(rest.filter(({ reason, outcome }: Rest) => !reason || outcome === 'failed')).toEqual([])
    }, 1_500_000)
  },
)

interface Rest {
  readonly outcome: string
  readonly reason: string | null
}
