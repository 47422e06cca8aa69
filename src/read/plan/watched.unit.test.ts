import { expect, it } from 'vitest'
import { read, sourceOf } from '../index.ts'

const plan = (...lines: string[]) =>
  read(sourceOf('GO.md', new TextEncoder().encode(lines.join('\n')), '0'.repeat(64))).plan

const check = 'http GET http://localhost:1/health status!=200'

it('a check beside a condition for going back is looked at all the time, and is no step', () => {
  const { procedures, steps } = plan(
    '## Deploy',
    '',
    '```bash',
    'make',
    '```',
    '',
    '## Rollback',
    '',
    'Roll back when:',
    '',
    `- The health check fails <!-- check: ${check} -->`,
    '- Orders are lost',
    '',
    '```bash',
    'make back',
    '```',
  )
  expect(procedures[0]?.triggers).toMatchObject([
    { text: 'The health check fails', check },
    { text: 'Orders are lost' },
  ])
  expect(procedures[0]?.triggers[1]).not.toHaveProperty('check')
  expect(steps.map(({ kind }) => kind)).toEqual(['command', 'command'])
})

it('a check beside an item stays that of the item', () => {
  const { steps, procedures } = plan(
    '## Verify',
    '',
    `- [ ] It is up <!-- check: ${check} -->`,
    '',
    '## Rollback',
    '',
    '- [ ] Restart',
  )
  expect(steps[0]?.command?.language).toBe('check')
  expect(procedures[0]?.triggers).toEqual([])
})
