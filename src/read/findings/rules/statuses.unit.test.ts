import { expect, it } from 'vitest'
import { describeRule, mended, messages } from '../../../testing/rule-cases.ts'

describeRule('check-cannot-fail', {
  section: 'Verify',
  bad: [
    [1, 'curl -f http://shop/health || true'],
    [1, 'curl -f http://shop/health || echo FAILED'],
    [1, 'npm test || :'],
    [1, 'curl -f http://shop/health && echo OK || echo FAILED'],
    [1, 'python manage.py check || exit 0'],
    [1, 'pytest \\', '  || true'],
    [2, 'for FILE in *.tgz; do', '  gpg --verify "$FILE.asc" "$FILE"', 'done'],
    [1, 'for SUM in *.sha512; do sha512sum --check "$SUM"; done'],
    [1, 'for TRY in 1 2 3; do curl -f http://shop/health && break; sleep 5; done'],
  ],
  good: [
    ['curl -f http://shop/health'],
    ['curl -f http://shop/health || exit 1'],
    ['curl -f http://shop/health || { echo FAILED; exit 1; }'],
    ['curl -f http://shop/health || echo FAILED && exit 1'],
    ['curl -f http://shop/health || echo FAILED; exit 1'],
    ['docker rm old || true'],
    ['if curl -f http://shop/health; then echo OK; fi'],
    ['for FILE in *.tgz; do gpg --verify "$FILE.asc" "$FILE" || exit 1; done'],
    ['for FILE in *.tgz; do gpg --verify "$FILE.asc"; sha512sum "$FILE"; done'],
    ['for TRY in 1 2 3; do curl -f http://shop/health && break; [ $TRY = 3 ] && exit 1; sleep 5; done'],
    ['for HOST in a b; do ping -c 1 $HOST; done'],
  ],
})

it('says what hides the failure', () => {
  expect(messages('check-cannot-fail', ['pytest || echo bad'], 'Verify')).toEqual([
    'When pytest fails, "|| echo …" still ends it with status 0: the check passes.',
  ])
})

describeRule('failure-ignored', {
  bad: [
    [1, 'python manage.py migrate || true'],
    [1, 'git pull || echo "no network"'],
    [1, 'sudo systemctl restart shop || true'],
  ],
  good: [['python manage.py migrate'], ['docker rm old || true'], ['mkdir /srv/shop || true'], ['git pull || exit 1']],
})

describeRule('pipe-hides-failure', {
  bad: [
    [1, 'pg_dump shop | gzip > shop.sql.gz'],
    [1, 'docker exec db pg_dump shop | gzip > shop.sql.gz'],
    [1, 'tar cz /srv/shop | ssh backup "cat > shop.tgz"'],
    [1, 'npm test 2>&1 | tee test.log'],
    [1, 'mysqldump shop | sed s/a/b/ | gzip > shop.sql.gz'],
  ],
  good: [
    ['set -o pipefail', 'pg_dump shop | gzip > shop.sql.gz'],
    ['set -euo pipefail; pg_dump shop | gzip > shop.sql.gz'],
    ['pg_dump shop > shop.sql'],
    ['tar tzf shop.tgz | head'],
    ['curl -s http://shop/ | head'],
    ['npm test | grep passing'],
    ['npm test | tail -5', '# Expected: 12 passing'],
    ['git log --oneline | head'],
  ],
})

it('pipefail is set above a dump, and never above tests that somebody watches', () => {
  expect(mended('pipe-hides-failure', ['./bin/go', 'pg_dump shop | gzip > s.gz'])).toBe(
    './bin/go\nset -o pipefail\npg_dump shop | gzip > s.gz',
  )
  expect(mended('pipe-hides-failure', ['npm test | tee log'])).toBeNull()
})
