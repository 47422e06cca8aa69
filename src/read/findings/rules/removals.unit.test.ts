import { expect, it } from 'vitest'
import { describeRule, mended, messages } from '../../../testing/rule-cases.ts'

describeRule('remove-with-variable', {
  bad: [
    [1, 'rm -rf "$DIR/"*'],
    [1, 'rm -rf $DIR/*'],
    [1, 'rm -fr -- "${DIR}/${NAME}"'],
    [1, 'sudo rm -r "$ROOT/usr/share"'],
    [1, 'find $DIR/ -delete'],
    [2, 'DIR=$(cat dir)', 'rm -rf "$DIR"/*'],
  ],
  good: [
    ['rm -rf "$DIR"'],
    ['rm -rf "${DIR:?}/"*'],
    ['rm -rf "$DIR/node_modules"'],
    ['DIR=/srv/shop', 'rm -rf "$DIR"/*'],
    ['export DIR="/srv/shop"', 'rm -rf $DIR/*'],
    ['rm -rf "$HOME/"*'],
    ['rm -f "$DIR"/*'],
  ],
})

it('the shell is told to stop where the variable is empty, and the reader what would go', () => {
  expect(mended('remove-with-variable', ['rm -rf "$DIR"/*'])).toBe('rm -rf "${DIR:?}"/*')
  expect(mended('remove-with-variable', ['rm -rf "${DIR}/"*'])).toBe('rm -rf "${DIR:?}/"*')
  expect(messages('remove-with-variable', ['rm -rf "$DIR/"*'])).toEqual(['When DIR is empty, this removes /*.'])
})

describeRule('removes-where-cd-failed', {
  bad: [
    [2, 'cd build', 'rm -rf *'],
    [1, 'cd /srv/shop; rm -rf ./*'],
    [2, 'cd build', 'find . -name "*.pyc" -delete'],
  ],
  good: [
    ['cd build && rm -rf *'],
    ['set -e', 'cd build', 'rm -rf *'],
    ['cd build', 'rm -rf dist'],
    ['rm -rf *'],
    ['cd ..', 'rm -rf /srv/shop/*'],
  ],
})

describeRule('git-clean-deletes-untracked', {
  bad: [
    [1, 'git clean -fdx'],
    [1, 'git clean -f'],
    [1, 'git -C . clean --force -d'],
  ],
  good: [['git clean -n'], ['git clean -fdn'], ['git clean -fdx -e .env'], ['npm run clean -f']],
})

it('says so where the record of the run goes too', () => {
  expect(messages('git-clean-deletes-untracked', ['git clean -fdx'])[0]).toContain('.holdpoint')
  expect(messages('git-clean-deletes-untracked', ['git clean -fd'])[0]).not.toContain('.holdpoint')
})

describeRule('volumes-removed', {
  bad: [
    [1, 'docker compose down -v'],
    [1, 'docker-compose -f prod.yml down --volumes'],
    [1, 'docker system prune -af --volumes'],
  ],
  good: [
    ['docker compose down'],
    ['# Remove everything, the volumes too', 'docker compose down -v'],
    ['docker run -v data:/data shop'],
    ['docker compose exec db pg_dump shop > shop.sql', 'docker compose down -v'],
  ],
})
