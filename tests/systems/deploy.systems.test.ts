import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Clients, longestGap, startClients } from './clients.ts'
import { differences, statusOf } from './compare.ts'
import { deploy, holdpoint } from './deploy.ts'
import { makeSite, noSite, type Site } from './site.ts'

describe.skipIf(noSite !== null)(
  `the tournament's registration, all of its document${noSite === null ? '' : ` (skipped: ${noSite})`}`,
  () => {
    let site: Site
    beforeAll(async () => {
      site = await makeSite()
    })
    afterAll(() => site?.remove())

    it('is deployed by Holdpoint, release 1 on nothing, then release 2 while 500 teams register', async () => {
      const first = await deploy(site, '1.0.0', { whole: true })
      expect(first).toMatchObject({ status: 0, out: expect.stringContaining('Done.') })
      expect(await statusOf(site)).toMatchObject({ status: 'running', version: '1.0.0', maintenance: 'off' })

      site.publish('The second release')
      let clients: Clients | null = null
      const watch = (out: string) => {
        if (out.includes('1. The new code')) clients ??= startClients(site, { count: 500, every: 100 })
      }
      const second = await deploy(site, '2.0.0', { whole: true, watch })
      expect(second).toMatchObject({ status: 0, out: expect.stringContaining('Done.') })
      const { kept, refused, end } = clients as unknown as Clients
      await end({ all: true })
      expect(refused).toEqual([])
      expect(kept).toHaveLength(500)
      expect(await statusOf(site)).toMatchObject({ status: 'running', version: '2.0.0', maintenance: 'off' })
      expect(await differences(site, kept)).toEqual([])
      console.log(`500 registrations acknowledged; the longest time without one: ${longestGap(kept)} ms`)

      expect((await holdpoint(site, ['verify'])).status).toBe(0)
      const record = (await holdpoint(site, ['report'])).out
      const [main = '', rest = ''] = record.split('\n## Rollback\n')
      const open = (text: string) => text.match(/^\s*- \[ \].*$/gm) ?? []
      expect([...open(main), ...open(rest.slice(rest.indexOf('\n## Validation')))]).toEqual([])
    })
  },
)
