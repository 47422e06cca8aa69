import { globSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, expect, it } from 'vitest'
import { folderWith, holdpoint } from '../cli/holdpoint.ts'

/** Says what happens to it, and ends when it is told to. */
const server = `
const { existsSync } = require('node:fs')
console.log('listening')
require('node:http').createServer().listen(0, '127.0.0.1')
setInterval(() => {
  if (!existsSync('stop')) return
  console.log('stopped')
  process.exit(0)
}, 50)
setTimeout(() => process.exit(1), 100_000)
`
const document = '# Shop\n\n## Deploy\n\n```bash\nnode server.js\n```\n\n```bash\necho deployed >> ledger\n```\n'

let folder = ''
const stop = () => writeFileSync(join(folder, 'stop'), '')
afterEach(stop)

it('a service outlives its run, and its own log is sealed and proven once it has stopped', async () => {
  folder = folderWith({ 'GO.md': document, 'server.js': server })
  expect(holdpoint(folder, 'run', 'GO.md').status).toBe(0)
  const status = () => JSON.parse(holdpoint(folder, 'status', '--json').out)
  const alive = (pid: number) => {
    try {
      return process.kill(pid, 0)
    } catch {
      return false
    }
  }
  const [log = ''] = globSync('.holdpoint/runs/*/*/*/service-0.log', { cwd: folder })
  const [{ pid }] = JSON.parse(holdpoint(folder, 'report', '--format', 'json').out).services
  expect(alive(pid)).toBe(true)
  expect(status().outcome).toBe('done')

  stop()
  while (alive(pid) || !readFileSync(join(folder, log), 'utf8').includes('stopped')) await sleep(20)
  expect(holdpoint(folder, 'resume').status).toBe(0)
  expect(status().outcome).toBe('done')
  const { services } = JSON.parse(holdpoint(folder, 'report', '--format', 'json').out)
  expect(services).toMatchObject([{ pid, log: log.slice('.holdpoint/'.length), why: 'its process is gone' }])
  expect(holdpoint(folder, 'verify').status).toBe(0)

  writeFileSync(join(folder, log), 'listening\nSTOPPED\n')
  const altered = holdpoint(folder, 'verify')
  expect(altered.status).toBe(1)
  expect(altered.out.replace(/\s+/g, ' ')).toContain('service-0.log')
})
