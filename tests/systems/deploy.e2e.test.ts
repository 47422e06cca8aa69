import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { longestGap, startClients } from './clients.ts'
import { differences, statusOf } from './compare.ts'
import { deploy, holdpoint } from './deploy.ts'
import { makeSite, noSite, type Site } from './site.ts'

// The short form; all of the document, its faults and many more clients: `npm run test:systems`.
describe.skipIf(noSite !== null)(
  `the tournament's registration${noSite === null ? '' : ` (skipped: ${noSite})`}`,
  () => {
    let site: Site
    beforeAll(async () => {
      site = await makeSite()
    })
    afterAll(() => site?.remove())

    it('is deployed by Holdpoint, release 1 on nothing, then release 2 while teams register', async () => {
      const first = await deploy(site, '1.0.0')
      expect(first.out).toContain('Done.')
      expect(await statusOf(site)).toMatchObject({ status: 'running', version: '1.0.0', maintenance: 'off' })

      site.publish('The second release')
      const clients = startClients(site, { count: 60, every: 300 })
      const second = await deploy(site, '2.0.0')
      await clients.end({ all: true })
      expect(second.out).toContain('Done.')
      expect(await statusOf(site)).toMatchObject({ status: 'running', version: '2.0.0', maintenance: 'off' })
      expect(clients.refused).toEqual([])
      expect(clients.kept).toHaveLength(60)
      expect(longestGap(clients.kept)).toBeGreaterThan(0)
      expect(await differences(site, clients.kept)).toEqual([])
      expect((await holdpoint(site, ['verify'])).status).toBe(0)
    }, 600_000)
  },
)
