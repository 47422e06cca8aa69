import { expect, it } from 'vitest'
import { describeRule, mended } from '../../../testing/rule-cases.ts'

describeRule('curl-cannot-fail', {
  bad: [
    [1, 'curl http://shop/health'],
    [1, 'sudo curl -s http://shop/health'],
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
    ['# Should be refused with 403', 'curl http://shop/admin'],
    ['curl --version'],
    ['until curl -s http://shop/health | grep ok; do curl -s http://shop/health; sleep 1; done'],
    ['wget http://shop/health'],
  ],
})

it('curl is given --fail where nothing stands before it', () => {
  expect(mended('curl-cannot-fail', ['curl -s http://shop/'])).toBe('curl --fail -s http://shop/')
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
