import { expect, it } from 'vitest'
import { describeRule, mended, messages } from '../../../testing/rule-cases.ts'
import { read } from '../../index.ts'

describeRule('curl-cannot-fail', {
  bad: [
    [1, 'curl http://shop/health'],
    [1, 'sudo curl -s http://shop/health'],
    [1, 'curl http://shop/health', '', '# Verify the flags', 'curl -s http://shop/flags | grep new'],
    [1, 'curl -sS -X POST http://shop/deploy'],
    [2, './bin/go', 'curl http://shop/health > /dev/null'],
  ],
  good: [
    ['curl -f http://shop/health'],
    ['curl -sSf http://shop/health'],
    ['curl --fail-with-body http://shop/health'],
    ['curl -s http://shop/health | grep ok'],
    ['curl -s -o /dev/null -w "%{http_code}" http://shop/health'],
    ['curl -s http://shop/health', '# Expected: 200'],
    ['curl -s http://shop/health', '', '# 预期响应', '# ok'],
    ['curl -s http://shop/health', '# {"status":"ok"}'],
    [
      'curl -s http://shop/health',
      '```',
      '',
      'You should get JSON back. If not, read the log:',
      '',
      '```bash',
      './log',
    ],
    ['# Should be refused with 403', 'curl http://shop/admin'],
    ['curl http://shop/health', '# Should fail with a connection error'],
    ['curl -X POST --data \'{"text":"done"}\' "$SLACK_WEBHOOK_URL"'],
    ['curl -LO http://shop/shop.tgz', 'tar xzf shop.tgz'],
    ['$ curl http://shop/version', '{"version":"1.4"}'],
    ['curl -X POST -d a=1 http://shop/tasks', '', '# Verify that it is there', 'curl -s http://shop/tasks | grep a'],
    ['curl --version'],
    ['until curl -s http://shop/health | grep ok; do curl -s http://shop/health; sleep 1; done'],
    ['wget http://shop/health'],
  ],
})

it('curl-cannot-fail says what the words ask for, and where an error page would be written', () => {
  expect(messages('curl-cannot-fail', ['# Health check, answers 200:', 'curl http://shop/health'])).toEqual([
    'The words ask for 200, and this curl succeeds with any status.',
  ])
  expect(messages('curl-cannot-fail', ['curl http://shop/', 'curl http://shop/a', 'curl http://shop/b'])).toEqual([
    'This curl succeeds on an error page: its status says nothing about the answer; so on lines 7, 8.',
  ])
  expect(messages('curl-cannot-fail', ['curl http://shop/ > /dev/null'])[0]).toMatch(/^This curl succeeds/)
  for (const command of ['curl http://shop/KEYS -o KEYS', 'curl -LO http://shop/KEYS?v=2'])
    expect(messages('curl-cannot-fail', [command])).toEqual([
      'When the server answers with an error page, this curl writes it into KEYS and succeeds.',
    ])
})

it('an answer that is shown below a request, at the end of its block, is no command; the body of a request stays in it', () => {
  const sources = (...lines: readonly string[]) => {
    const text = `# R\n\n## Verify\n\n\`\`\`bash\n${lines.join('\n')}\n\`\`\`\n`
    const { plan } = read({ path: 'R.md', text, encoding: 'utf8', digest: 'd' })
    return plan.steps.flatMap(({ command }) => command?.statements.map(({ source }) => source) ?? [])
  }
  expect(sources('curl -s http://shop/health', '{', '  "status": "ok"', '}')).toEqual(['curl -s http://shop/health'])
  expect(sources('curl -s http://shop/', '{"a": 1}')).toEqual(['curl -s http://shop/'])
  expect(sources("curl http://shop/ -d '", '{"a": 1}', "'")).toEqual(['curl http://shop/ -d \'\n{"a": 1}\n\''])
  expect(sources("curl http://shop/ -d '", '{"a": 1}\'')).toEqual(['curl http://shop/ -d \'\n{"a": 1}\''])
})

it('curl-cannot-fail is not found in a list to choose from, nor where an arrow names what is seen', () => {
  const found = (...lines: readonly string[]) =>
    read({ path: 'R.md', text: `# R\n\n## Verify\n\n${lines.join('\n')}\n`, encoding: 'utf8', digest: 'd' })
      .findings.filter((one) => one.rule === 'curl-cannot-fail')
      .map((one) => one.span.line)
  const fence = ['```bash', 'curl http://shop/health', '```']
  expect(found('**See whether it is up:**', '', ...fence)).toEqual([8])
  expect(found('**Useful commands:**', '', ...fence)).toEqual([])
  expect(found('- [ ] The headers are there (`curl -I http://shop` and look)')).toEqual([5])
  expect(found('- [ ] The headers are there (`curl -I http://shop` ⇒ HSTS)')).toEqual([])
  expect(found('- [ ] `curl http://shop/health` returns `{"status":"ok"}`')).toEqual([])
  expect(found('## Monitoring', '', '```bash', 'curl http://shop/metrics', '```')).toEqual([])
  expect(found('## Monitoring', '', '```bash', 'curl http://shop/health', '```')).toEqual([8])
  expect(found('## List the orders', '', '```bash', 'curl http://shop/orders', '```')).toEqual([])
})

it('psql-goes-on is told once, with the lines of the others', () => {
  expect(messages('psql-goes-on', ['psql a -f a.sql', 'psql b -f b.sql', 'psql c -f c.sql'])).toEqual([
    'When a statement of the script fails, psql goes on with the next one and ends with 0; so on lines 7, 8.',
  ])
})

it('curl is given --fail where nothing stands before it', () => {
  expect(mended('curl-cannot-fail', ['curl -s http://shop/'])).toBe('curl --fail -s http://shop/')
  expect(mended('curl-cannot-fail', ['curl -s http://shop/', 'curl http://shop/a'])).toBe(
    'curl --fail -s http://shop/\ncurl --fail http://shop/a',
  )
  expect(mended('curl-cannot-fail', ['sudo curl -s http://shop/'])).toBeNull()
})

describeRule('psql-goes-on', {
  bad: [
    [1, 'psql shop -f schema.sql'],
    [1, 'psql shop < dump.sql'],
    [1, 'cat schema.sql | psql shop'],
    [1, 'docker exec db psql shop --file=schema.sql'],
    [1, 'psql shop <<SQL', 'ALTER TABLE orders ADD note text;', 'SQL'],
  ],
  good: [
    ['psql -v ON_ERROR_STOP=1 shop -f schema.sql'],
    ['psql shop -c "SELECT 1"'],
    ['psql shop <<SQL', 'SELECT count(*) FROM orders;', 'SQL'],
    ['psql shop <<SQL', '\\set ON_ERROR_STOP on', 'DELETE FROM carts;', 'SQL'],
    ['psql --version'],
  ],
})
