import { afterEach, describe, expect, it } from 'vitest'
import { folderWith, holdpoint } from './holdpoint.ts'
import { closeTerminals, pty, terminal, title } from './terminal.ts'

const deploy = [
  '# Deploy',
  '',
  '## Before',
  '- [ ] The team knows',
  '',
  '## Deploy',
  '```bash',
  'echo started; sleep 2; echo ended >> ledger',
  '```',
  '',
].join('\n')

afterEach(closeTerminals)

describe.skipIf(!pty)(title('a run in a terminal'), () => {
  it('asks with single keys, shows the command before it runs, and ends with 0', async () => {
    const at = terminal(folderWith({ 'D.md': deploy }), ['run', 'D.md'])
    await at.seen('The team knows')
    await at.seen('? explain')
    at.press('d')
    await at.seen('echo started')
    await at.seen('1 of 2 done')
    await at.seen('Done.')
    expect(await at.status()).toBe(0)
  })

  it('detaches at the second Ctrl-C: the step goes on, and resume finds its true end', async () => {
    const folder = folderWith({ 'D.md': deploy })
    const at = terminal(folder, ['run', 'D.md', '--assume-confirmed'])
    await at.seen('1 of 2 done')
    at.press('\x03')
    await at.seen('stop this step')
    at.press('\x03')
    await at.seen('Come back with:')
    expect(await at.status()).toBe(3)
    const resumed = holdpoint(folder, 'resume')
    expect(resumed.out).toContain('Done.')
    expect(resumed.status).toBe(0)
  })

  it('never moves the cursor with --plain', async () => {
    const at = terminal(folderWith({ 'D.md': deploy }), ['run', 'D.md', '--assume-confirmed', '--plain'])
    expect(await at.status()).toBe(0)
    expect(at.text()).toContain('Running step 2, line')
    expect(at.text()).not.toContain('\x1b')
  })

  it('offers to resume an unfinished run before it starts another', async () => {
    const folder = folderWith({ 'D.md': deploy })
    holdpoint(folder, 'run', 'D.md')
    const at = terminal(folder, ['run', 'D.md'])
    await at.seen('start a new run beside it')
    at.press('q')
    expect(await at.status()).toBe(3)
    expect(JSON.parse(holdpoint(folder, 'runs', '--json').out)).toHaveLength(1)
  })
})
