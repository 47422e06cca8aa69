import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { folderWith, holdpoint } from './holdpoint.ts'
import { closeTerminals, pty, terminal, title } from './terminal.ts'

afterEach(closeTerminals)

const asking = [
  '# Deploy',
  '',
  'The next command prompts for a name:',
  '',
  '```bash',
  'read -p "name? " NAME; echo "hello $NAME" | tee greeting',
  '```',
  '',
  '```bash',
  'echo "after $NAME"',
  '```',
  '',
].join('\n')

describe.skipIf(!pty)(title('a statement that asks'), () => {
  it('gets the terminal for itself, and the run goes on after it', async () => {
    const folder = folderWith({ 'D.md': asking })
    const at = terminal(folder, ['run', 'D.md'])
    await at.seen('\nname? ')
    at.press('Bob\r')
    await at.seen('hello Bob')
    await at.seen('after Bob')
    await at.seen('Done.')
    expect(await at.status()).toBe(0)
    expect(readFileSync(join(folder, 'greeting'), 'utf8')).toBe('hello Bob\n')
  })

  it('is ended by Ctrl-C like in any shell, and the failure is asked about', async () => {
    const at = terminal(folderWith({ 'D.md': asking }), ['run', 'D.md'])
    await at.seen('\nname? ')
    at.press('\x03')
    await at.seen('r retry')
    at.press('r')
    await at.seen('\nname? ')
    at.press('Ann\r')
    await at.seen('after Ann')
    expect(await at.status()).toBe(0)
  })

  it('dies with its terminal: its end is unknown, and only a person may start it again', async () => {
    const folder = folderWith({ 'D.md': asking })
    const at = terminal(folder, ['run', 'D.md'])
    await at.seen('\nname? ')
    await at.hangUp()
    const { out, status } = holdpoint(folder, 'resume')
    expect(status).toBe(3)
    expect(out).toContain('The run waits.')
    expect(out).not.toContain('after')
  })
})

const secret = ['# Deploy', '', '```bash', 'sleep 1', `echo "length $\{#API_TOKEN}"`, '```', ''].join('\n')

describe.skipIf(!pty)(title('a secret'), () => {
  it('is never shown, and is asked for again by whoever resumes', async () => {
    const document = secret.replace('sleep 1', 'ls go')
    const folder = folderWith({ 'D.md': document })
    const at = terminal(folder, ['run', 'D.md'])
    await at.seen('API_TOKEN')
    at.press('g')
    await at.seen(': ')
    at.press('hunter2-abc\r')
    await at.seen('r retry')
    at.press('\x03')
    at.press('\x03')
    expect(await at.status()).toBe(3)
    expect(at.text()).not.toContain('hunter2')
    const again = terminal(folder, ['resume'])
    await again.seen('e edit')
    again.press('e')
    await again.seen('New text')
    again.press('\x15true\r\r')
    await again.seen('not stored')
    again.press('hunter2-abc\r')
    await again.seen('length 11')
    expect(await again.status()).toBe(0)
    expect(again.text()).not.toContain('hunter2')
    const database = readFileSync(join(folder, '.holdpoint/holdpoint.db'), 'latin1')
    expect(database).not.toContain('hunter2')
  })
})
