import { describe, expect, it } from 'vitest'
import { describeRule } from '../../../testing/rule-cases.ts'
import { read } from '../../index.ts'

describeRule('endless-in-the-middle', {
  bad: [
    [1, 'tail -f log', './bin/go'],
    [1, 'tail -f access.log', 'tail -f error.log', './bin/go'],
    [2, '# 1. Look', 'docker compose logs -f', '# 2. Check', 'curl -f http://shop/health'],
  ],
  good: [
    ['./bin/go', 'tail -f log'],
    ['# Access', 'tail -f access.log', '# Errors', 'tail -f error.log'],
    ['# Live', 'docker compose logs -f shop', '# The last', 'docker compose logs --tail 100 shop'],
    ['# 4. Either run it on the host or in a container', 'gunicorn shop:app', 'docker compose up shop'],
    ['# To try', 'gunicorn shop:app', '# For production', 'gunicorn -c shop.py shop:app', './bin/go'],
    ['top', 'df -h', 'free -m', 'psql -c "SELECT count(*) FROM pg_stat_activity"'],
    ['tail -5 log', './bin/go'],
    ['docker compose up -d', '# Look', 'docker compose logs -f', '# Stop', 'docker compose down'],
    ['# 1. Server', 'gunicorn shop:app', '# 2. In another terminal', './bin/go'],
    ['# 1. Servidor', 'gunicorn shop:app', '# 2. En otra terminal, después', './bin/go'],
  ],
})

it('endless-in-the-middle leaves alone what a section on watching offers to watch', () => {
  const found = (title: string) =>
    read({
      path: 'R.md',
      text: `# R\n\n## ${title}\n\n\`\`\`bash\n# What it says\ntail -f shop.log\n\n# By hand\n./bin/go\n\`\`\`\n`,
      encoding: 'utf8',
      digest: 'd',
    }).findings.filter((one) => one.rule === 'endless-in-the-middle').length
  expect(found('Deploy')).toBe(1)
  expect(found('Monitoring')).toBe(0)
  expect(found('5. Monitor')).toBe(1)
})

describeRule('editor-in-the-middle', {
  bad: [
    [1, 'nano .env', './bin/go'],
    [2, './bin/go', 'sudo vim /etc/hosts', './bin/go'],
    [1, 'crontab -e', 'crontab -l'],
  ],
  good: [['nano .env'], ['./bin/go', 'vim .env'], ['apt install -y vim', './bin/go'], ['crontab -l', './bin/go']],
})

describeRule('same-time-twice', {
  bad: [
    [2, 'pg_dump shop > shop_$(date +%Y%m%d_%H%M%S).sql', 'gzip shop_$(date +%Y%m%d_%H%M%S).sql'],
    [1, 'tar czf a_$(date +%s).tgz a && cp a_$(date +%s).tgz /backup'],
  ],
  good: [
    ['pg_dump shop > shop_$(date +%F).sql', 'gzip shop_$(date +%F).sql'],
    ['STAMP=$(date +%s)', 'pg_dump shop > shop_$STAMP.sql', 'gzip shop_$STAMP.sql'],
    ['pg_dump shop > shop_$(date +%s).sql', 'pg_dump cart > cart_$(date +%s).sql'],
    ['echo "$(date +%s)"', 'echo "$(date +%s)"'],
  ],
})

describe('variable-from-another-block', () => {
  const found = (...blocks: readonly (readonly [heading: string, ...lines: string[]])[]) =>
    read({
      path: 'RELEASE.md',
      text: blocks
        .map(([heading, ...lines]) => `## ${heading}\n\n\`\`\`bash\n${lines.join('\n')}\n\`\`\`\n`)
        .join('\n'),
      encoding: 'utf8',
      digest: 'd',
    })
      .findings.filter((one) => one.rule === 'variable-from-another-block')
      .map((one) => one.message)

  it('is found where the way back reads what the release has set, once for all of them', () => {
    expect(
      found(
        ['Deploy', 'OLD=$(git describe)', 'APP=shop', './bin/go'],
        ['Rollback', './bin/go "$APP" "$OLD"', 'echo "$OLD"'],
      ),
    ).toEqual(['APP and OLD are set on line 4, in the shell of the release: in a new one they are empty.'])
  })

  it('is found where another host reads it', () => {
    expect(found(['Deploy', 'TAG=1.4.2', 'ssh shop', './bin/go "$TAG"'])).toEqual([
      'TAG is set on line 4, in another session: in a new one it is empty.',
    ])
  })

  it('is not found below a file that the way back reads in, and is found in the next one', () => {
    const release = ['Deploy', 'TAG=1', 'echo "TAG=$TAG" > was.env', './bin/go'] as const
    expect(found(release, ['Rollback', 'source was.env', './bin/go "$TAG"'])).toEqual([])
    expect(found(release, ['Rollback', '. ./was.env', './bin/go "$TAG"'])).toEqual([])
    expect(found(release, ['Rollback', './bin/go "$TAG"', 'source was.env'])).toHaveLength(1)
    expect(
      found(
        release,
        ['Rollback level 1', 'source was.env', './bin/go "$TAG"'],
        ['Rollback level 2', './bin/go "$TAG"'],
      ),
    ).toHaveLength(1)
  })

  it('is not found where the way back sets it again, where the shell is the same, or where its opener reads it', () => {
    expect(found(['Deploy', 'TAG=1', './bin/go'], ['Rollback', 'TAG=0', './bin/go "$TAG"'])).toEqual([])
    expect(found(['Deploy', 'TAG=1', './bin/go'], ['Verify', './bin/check "$TAG"'])).toEqual([])
    expect(found(['Deploy', 'HOST=shop', 'ssh "$HOST"', './bin/go'])).toEqual([])
  })
})
