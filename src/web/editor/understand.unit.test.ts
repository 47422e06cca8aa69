import { expect, it } from 'vitest'
import type { RunbookView } from '../../contract/runbook.ts'
import { pauseBefore, understand } from './understand.ts'

const view = (project: RunbookView['project']) => ({ path: 'DEPLOY.md', encoding: 'utf8', project }) as RunbookView
const text = '# Deploy\n\n## Deploy\n\n- [ ] Shop answers\n\n```bash\ncurl http://127.0.0.1:9/health\n```\n'

it('understands what is typed with the checks and settings of the project', () => {
  const plain = understand(text, view({ checks: [], rules: {} }))
  expect(plain.plan.steps).toHaveLength(2)
  const rule = 'curl-cannot-fail'
  expect(plain.findings.map((one) => one.rule)).toContain(rule)
  expect(
    understand(text, view({ checks: [], rules: { [rule]: 'off' } })).findings.map((one) => one.rule),
  ).not.toContain(rule)
  const worse = understand(text, view({ checks: [], rules: { [rule]: 'error' } })).findings
  expect(worse.find((one) => one.rule === rule)?.severity).toBe('error')
  const bound = understand(text, view({ checks: [{ words: 'Shop answers', text: 'tcp shop.test:80' }], rules: {} }))
  expect(bound.plan.steps[0]?.command?.language).toBe('check')
})

it('waits longer than it takes, and not for ever', () => {
  expect(pauseBefore(5)).toBe(200)
  expect(pauseBefore(300)).toBe(1_200)
  expect(pauseBefore(60_000)).toBe(5_000)
})
