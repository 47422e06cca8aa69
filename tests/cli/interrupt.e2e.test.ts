import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { folderWith, holdpoint } from './holdpoint.ts'
import { closeTerminals, pty, terminal, title } from './terminal.ts'

afterEach(closeTerminals)

/** A step that lasts until the file `go` is there, and one after it. */
const document = [
  '# Deploy',
  '```bash',
  'echo started; until [ -e go ] || ((SECONDS > 90)); do sleep 0.1; done; echo ended >> ledger',
  '```',
  '',
  '```bash',
  'echo second >> ledger',
  '```',
  '',
].join('\n')

const ledger = (folder: string) => readFileSync(join(folder, 'ledger'), 'utf8')
const go = (folder: string) => writeFileSync(join(folder, 'go'), '')

describe.skipIf(!pty)(title('Ctrl-C in a terminal'), () => {
  const interrupted = async () => {
    const folder = folderWith({ 'D.md': document })
    const at = terminal(folder, ['run', 'D.md'])
    await at.seen('0 of 2 done')
    at.press('\x03')
    await at.seen('stop this step')
    await at.seen('continue')
    return { folder, at }
  }

  it('stops the step with its processes, and asks what now', async () => {
    const { folder, at } = await interrupted()
    at.press('s')
    await at.seen('It was stopped.')
    await at.seen('r retry')
    go(folder)
    at.press('r')
    await at.seen('Done.')
    expect(await at.status()).toBe(0)
    expect(ledger(folder)).toBe('ended\nsecond\n')
  })

  it('pauses after the step: the next one does not start before resume', async () => {
    const { folder, at } = await interrupted()
    at.press('p')
    await at.seen('Paused by')
    go(folder)
    await at.seen('Paused. Go on with:')
    expect(await at.status()).toBe(3)
    expect(ledger(folder)).toBe('ended\n')
    expect(holdpoint(folder, 'resume').status).toBe(0)
    expect(ledger(folder)).toBe('ended\nsecond\n')
  })

  it('detaches: the step goes on, the next one does not start, resume finds the true end', async () => {
    const { folder, at } = await interrupted()
    at.press('d')
    await at.seen('What runs now goes on. Come back with:')
    expect(await at.status()).toBe(3)
    go(folder)
    expect(holdpoint(folder, 'resume').status).toBe(0)
    expect(ledger(folder)).toBe('ended\nsecond\n')
  })

  it('changes nothing when the person continues', async () => {
    const { folder, at } = await interrupted()
    at.press('c')
    await at.seen('Ctrl-C stops')
    go(folder)
    expect(await at.status()).toBe(0)
    expect(ledger(folder)).toBe('ended\nsecond\n')
  })
})

describe.skipIf(!pty)(title('the way back in a terminal'), () => {
  const asked = async () => {
    const folder = folderWith({ 'D.md': `${document}\n## Rollback (5 min)\n\`\`\`bash\necho back >> ledger\n\`\`\`\n` })
    const at = terminal(folder, ['run', 'D.md'])
    await at.seen('way back: level 1, about 5 min')
    at.press('\x03')
    await at.seen('take the way back')
    at.press('b')
    await at.seen('z start the way back')
    at.press('z')
    await at.seen('What becomes of step 1')
    return { folder, at }
  }

  it('is one key while a step runs, which is stopped first where nobody says otherwise', async () => {
    const { folder, at } = await asked()
    at.press('\r')
    expect(await at.status()).toBe(4)
    expect(ledger(folder)).toBe('back\n')
  })

  it('waits for the step where that is chosen', async () => {
    const { folder, at } = await asked()
    at.press('2\r')
    await at.seen('The way back:')
    go(folder)
    expect(await at.status()).toBe(4)
    expect(ledger(folder)).toBe('ended\nback\n')
  })
})

describe.skipIf(!pty)(title('a terminal that goes away'), () => {
  it('detaches: the step goes on, once, and resume finds it', async () => {
    const folder = folderWith({ 'D.md': document })
    const at = terminal(folder, ['run', 'D.md'])
    await at.seen('0 of 2 done')
    await at.hangUp()
    expect(existsSync(join(folder, 'ledger'))).toBe(false)
    go(folder)
    const resumed = holdpoint(folder, 'resume')
    expect(resumed.out).toContain('Done.')
    expect(resumed.status).toBe(0)
    expect(ledger(folder)).toBe('ended\nsecond\n')
  })
})

describe.skipIf(!pty)(title('endless commands in a terminal'), () => {
  it('ends an observer when a person says so, and goes on', async () => {
    const folder = folderWith({
      'D.md': '# Deploy\n```bash\ntail -f log\n```\n```bash\necho after\n```\n',
      log: 'first\n',
    })
    const at = terminal(folder, ['run', 'D.md'])
    await at.seen('first')
    at.press('\x03')
    await at.seen('end what only watches')
    at.press('o')
    await at.seen('after')
    expect(await at.status()).toBe(0)
  })
})

describe.skipIf(!pty)(title('the way back, asked for by a second process'), () => {
  it('ends what runs and is taken where the run is driven', async () => {
    const folder = folderWith({ 'D.md': `${document}\n## Rollback\n\`\`\`bash\necho back >> ledger\n\`\`\`\n` })
    const at = terminal(folder, ['run', 'D.md'])
    await at.seen('0 of 2 done')
    const asked = holdpoint(folder, 'back', '--reason', 'errors')
    expect(asked.out).toContain('where the run is driven')
    expect(asked.status).toBe(0)
    await at.seen('Backed out.')
    expect(await at.status()).toBe(4)
    expect(ledger(folder)).toBe('back\n')
  })

  it('is taken by the process that asks when nobody drives', async () => {
    const folder = folderWith({ 'D.md': `${document}\n## Rollback\n\`\`\`bash\necho back >> ledger\n\`\`\`\n` })
    go(folder)
    expect(holdpoint(folder, 'run', 'D.md').status).toBe(0)
    const at = terminal(folder, ['back'])
    await at.seen('z start the way back')
    at.press('z')
    expect(await at.status()).toBe(4)
    expect(ledger(folder)).toBe('ended\nsecond\nback\n')
  })
})
