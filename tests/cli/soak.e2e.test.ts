import { spawn } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, describe, expect, it } from 'vitest'
import { entry, folderWith, holdpoint, holdpointWith } from './holdpoint.ts'

const document = (soak: string, look: string) => `# Release

## Deploy
\`\`\`bash
echo 2 > version
\`\`\`

## Monitoring
<!-- soak: ${soak} -->
\`\`\`bash
${look}
\`\`\`

## Deploy the rest
\`\`\`bash
echo rest >> rest
\`\`\`
`

const folders: string[] = []
const inFolder = (text: string): string => {
  const folder = folderWith({ 'RELEASE.md': text })
  folders.push(folder)
  return folder
}
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

const lines = (path: string): number => (existsSync(path) ? readFileSync(path, 'utf8').split('\n').length - 1 : 0)

const until = async (holds: () => boolean): Promise<void> => {
  for (let turn = 0; turn < 400 && !holds(); turn += 1) await sleep(50)
  expect(holds()).toBe(true)
}

describe('a soak, by the binary', () => {
  it('hands on every sample with its proof, without the secrets that one printed', () => {
    const folder = inFolder(document('every=1s for=3s missed=100', 'echo "all well $API_TOKEN"'))
    const run = holdpointWith({ API_TOKEN: 'hidden-of-course-4711' }, folder, 'run', 'RELEASE.md')
    expect(run.status).toBe(0)
    expect(holdpoint(folder, 'report', '--bundle', 'handed').status).toBe(0)
    const outputs = readdirSync(join(folder, 'handed', 'outputs')).filter((name) => name.startsWith('step-2-'))
    expect(outputs.length).toBeGreaterThan(1)
    for (const name of outputs)
      expect(readFileSync(join(folder, 'handed', 'outputs', name), 'utf8')).toBe(`all well ${'*'.repeat(21)}\n`)
    expect(holdpoint(folder, 'verify', 'handed')).toMatchObject({ status: 0, err: '' })
  })

  it('goes on after kill -9 by what cron would call, sample after sample, and starts nothing that comes after it', async () => {
    const folder = inFolder(
      document('every=1s for=6s missed=100', 'echo begun >> looks; sleep 0.3; echo ended >> ends'),
    )
    const driver = spawn(process.execPath, [entry, 'run', 'RELEASE.md'], { cwd: folder, stdio: 'ignore' })
    const gone = new Promise((resolve) => driver.on('exit', resolve))
    await until(() => lines(join(folder, 'looks')) === 2)
    driver.kill('SIGKILL')
    await gone
    const status = holdpoint(folder, 'status')
    expect(status.status).toBe(3)
    expect(status.out).toContain('Watching “Monitoring”')
    let visits = 0
    for (; visits < 20; visits += 1) {
      const { soaks } = JSON.parse(holdpoint(folder, 'soak', '--json').out)
      if (soaks.length === 0) break
    }
    expect(visits).toBeLessThan(20)
    expect(existsSync(join(folder, 'rest'))).toBe(false)
    // What ran when the driver was killed ran to its end, and was found again: nothing was looked at twice.
    expect(lines(join(folder, 'ends'))).toBe(lines(join(folder, 'looks')))
    const resumed = holdpoint(folder, 'resume')
    expect(resumed.status, resumed.out).toBe(0)
    expect(lines(join(folder, 'rest'))).toBe(1)
    const record = JSON.parse(holdpoint(folder, 'report', '--format', 'json').out)
    const [soak] = record.soaks
    expect(soak.outcome).toBe('met')
    expect(soak.samples).toHaveLength(lines(join(folder, 'looks')))
    expect(holdpoint(folder, 'verify').status).toBe(0)
  }, 60_000)

  it('does not keep a pipeline for hours: the run leaves, and says who takes the next sample', () => {
    const folder = inFolder(document('every=30m for=2h', 'true'))
    const run = holdpoint(folder, 'run', 'RELEASE.md')
    expect(run.status, run.out).toBe(3)
    expect(run.out).toMatch(/next sample in\s+30\s+min/)
    expect(run.out).toMatch(/soak [0-9a-z]{8}/)
    const timer = holdpoint(folder, 'soak', '--timer')
    expect(timer.status).toBe(3)
    expect(timer.out).toMatch(/^\*\/15 \* \* \* \* cd \/.* soak [0-9a-z]{10} --store \//m)
    expect(timer.out).toContain('OnCalendar=*:0/15')
    expect(holdpoint(folder, 'soak').status).toBe(3)
    expect(existsSync(join(folder, 'rest'))).toBe(false)
  }, 30_000)

  it('that is red asks, and names the way out', () => {
    const folder = inFolder(document('every=1s for=3s', 'false'))
    const run = holdpoint(folder, 'run', 'RELEASE.md')
    expect(run.status).toBe(3)
    expect(run.out).toContain('“Monitoring” is unmet')
    expect(holdpoint(folder, 'decide', 'RELEASE.md', 'accept', '--reason', 'known').status).toBe(0)
    expect(holdpoint(folder, 'resume').status).toBe(0)
  }, 30_000)
})
