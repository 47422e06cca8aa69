import { expect, it } from 'vitest'
import { describeRule } from '../../../testing/rule-cases.ts'
import { read } from '../../index.ts'

describeRule('floating-version', {
  bad: [
    [1, 'docker pull registry.shop.dev/shop:latest'],
    [1, 'docker run -d registry.shop.dev/shop:latest'],
    [1, 'kubectl set image deployment/shop shop=registry.shop.dev/shop:latest'],
  ],
  good: [
    ['docker pull registry.shop.dev/shop:1.4.2'],
    ['docker build -t shop:latest .', 'docker run -d shop:latest'],
    ['docker push registry.shop.dev/shop:latest'],
    ['docker run --rm registry.shop.dev/rules:latest /rules --branch main'],
    ['docker tag shop:1.4.2 shop:latest'],
  ],
})

describeRule('force-push', {
  bad: [
    [1, 'git push --force origin release'],
    [1, 'git push -f'],
    [1, 'git push origin +main'],
  ],
  good: [
    ['git push origin release'],
    ['git push --force-with-lease origin release'],
    ['git push --follow-tags'],
    ['git tag -f live && git push -f origin live'],
    ['git push -f --dry-run'],
    ['git push upstream upstream/beta:stable -f'],
  ],
})

describeRule('rollback-guesses-version', {
  section: 'Rollback',
  bad: [
    [1, 'git checkout HEAD~1'],
    [1, 'git reset --hard HEAD^'],
    [2, 'git fetch', 'git reset --hard HEAD~3'],
    [1, 'git checkout HEAD~1 -- a.py', 'git checkout HEAD~1 -- b.py'],
  ],
  good: [['git checkout v1.4.1'], ['git revert HEAD'], ['git log HEAD~1'], ['git checkout "$(cat previous.txt)"']],
})

it('force-push is not found where a sentence names it to forbid it', () => {
  const found = (line: string) =>
    read({ path: 'R.md', text: `# R\n\n## Deploy\n\n${line}\n`, encoding: 'utf8', digest: 'd' }).findings.filter(
      (one) => one.rule === 'force-push',
    )
  expect(found('1. Run `git push -f`')).toHaveLength(1)
  expect(found('1. Never run `git push -f`')).toEqual([])
})
