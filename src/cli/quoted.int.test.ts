import { spawnSync } from 'node:child_process'
import { expect, it } from 'vitest'
import { quoted } from './quoted.ts'

it.each(['DEPLOY.md', 'docs/v1.2/a+b.md', "Ada's plan.md", '$HOME "x".md', 'größe.md', ''])('%s', (word) => {
  const { stdout } = spawnSync('bash', ['-c', `printf '<%s>' ${quoted(word)}`], { encoding: 'utf8' })
  expect(stdout).toBe(`<${word}>`)
})

it('leaves alone what needs no quotes', () => expect(quoted('docs/DEPLOY.md')).toBe('docs/DEPLOY.md'))
