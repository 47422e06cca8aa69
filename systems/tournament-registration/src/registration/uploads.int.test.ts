import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { diskStore } from '../files/disk.ts'
import type { FileStore } from '../files/store.ts'
import { type Bed, makeBed, noBed } from '../testing/bed.ts'
import { abandonUpload, noteUpload, sweepUploads, takeNote } from './uploads.ts'

describe.skipIf(noBed !== null)(
  `files whose registration failed${noBed === null ? '' : ` (skipped: ${noBed})`}`,
  () => {
    let bed: Bed
    let store: FileStore
    beforeAll(async () => {
      bed = await makeBed()
      store = await diskStore(join(bed.data, 'files'))
    })
    afterAll(() => bed.end())

    const noted = async (reference: string, minutesAgo: number) => {
      await noteUpload(bed.db, reference, [`${reference}-photo-1.jpg`, `${reference}-document-1.pdf`])
      await sql`update uploads set started = clock_timestamp() - make_interval(mins => ${minutesAgo}) where reference = ${reference}`.execute(
        bed.db,
      )
      writeFileSync(join(bed.data, 'files', `${reference}-photo-1.jpg`), 'a photo')
    }

    it('are removed when they are older than a request can be, and no others', async () => {
      await noted('T-OLD', 61)
      await noted('T-YOUNG', 59)
      writeFileSync(join(bed.data, 'files', 'T-KEPT-photo-1.jpg'), 'of a team')
      expect(await sweepUploads({ db: bed.db, store }, 60)).toBe(1)
      expect(bed.files()).toEqual(['files/T-KEPT-photo-1.jpg', 'files/T-YOUNG-photo-1.jpg'])
      expect(await sweepUploads({ db: bed.db, store }, 60)).toBe(0)
    })

    it('are never removed while the registration’s commit may still arrive', async () => {
      await noted('T-LATE', 120)
      let removing: Promise<void> | undefined
      await bed.db.transaction().execute(async (transaction) => {
        expect(await takeNote(transaction, 'T-LATE')).toBe(true)
        removing = abandonUpload({ db: bed.db, store }, 'T-LATE')
        await vi.waitFor(async () => {
          const { rows } = await sql`select 1 from pg_stat_activity where wait_event_type = 'Lock'`.execute(bed.db)
          expect(rows.length).toBeGreaterThan(0)
        })
      })
      await removing
      expect(bed.files()).toContain('files/T-LATE-photo-1.jpg')
    })

    it('that were removed meanwhile make the registration fail', async () => {
      await noted('T-LOST', 120)
      await sweepUploads({ db: bed.db, store }, 60)
      expect(await bed.db.transaction().execute((transaction) => takeNote(transaction, 'T-LOST'))).toBe(false)
    })
  },
)
