import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { folderWith } from '../cli/holdpoint.ts'
import { cli, expectError } from './cli.ts'

const folder = folderWith({
  'big.md': '- [ ] one more\n'.repeat(1_400_000),
  'words.md': '# Only words\n\nThis is how it was.\n\n## Background\n\n1. It began.\n2. It went on.\n',
  'sample.md': '# Log\n\n## Background\n\n```json\n{ "status": "ok" }\n```\n',
  'boxes.md': '# Day one\n\n- [ ] Say hello\n- [ ] Show the building\n',
})
execFileSync('mkfifo', [join(folder, 'pipe.md')])

describe.each(['run', 'rehearse'])('a document that cannot be %s', (command) => {
  it.each([
    ['big.md', 'has 21000000 bytes; a document may have 2097152', 'Split it'],
    ['pipe.md', 'is a named pipe, not a regular file', 'Write its content to a file'],
    ['words.md', '2 numbered steps and 0 fences, none of them on the main line', 'holdpoint inspect words.md'],
    ['sample.md', '1 fence, none of them on the main line: ', 'holdpoint inspect sample.md'],
  ])('%s: %s', (name, sentence, next) => {
    expectError(cli(folder, [command, name]), 2, sentence, next)
    expect(readdirSync(folder).filter((one) => one === '.holdpoint')).toEqual([])
  })
})

it('a document without any command is a run of its boxes', () => {
  const own = folderWith({ 'boxes.md': '# Day one\n\n- [ ] Say hello\n- [ ] Show the building\n' })
  const waiting = cli(own, ['run', 'boxes.md'])
  expect(waiting.status).toBe(3)
  expect(waiting.out).toContain('2 items')
  expect(cli(own, ['tick', 'boxes.md', '1-2']).status).toBe(0)
  expect(cli(own, ['resume']).status).toBe(0)
  expect(cli(own, ['report']).out).toContain('- [x] Show the building')
  expect(existsSync(join(own, 'ledger'))).toBe(false)
})
