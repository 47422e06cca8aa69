import { describe, expect, it } from 'vitest'
import { describeRule, messages } from '../../../testing/rule-cases.ts'
import { retiredCommands } from '../retired-commands.ts'
import { unknownOptions } from '../unknown-options.ts'

describeRule('option-not-known', {
  bad: [
    [1, 'docker compose -f prod.yml up -d shop.dev/app:1.4.1'],
    [1, 'psql shop --dry-run < dump.sql'],
    [1, 'python manage.py migrate --dry-run'],
    [1, 'npx hardhat run deploy.js --dry-run'],
    [1, 'php artisan migrate --dry-run'],
    [1, 'kubectl rollout undo deployment/shop --revision=3'],
    [1, 'scp -p 2222 app.tgz shop:'],
    [1, 'aws s3 sync dist s3://shop --dry-run'],
    [1, 'docker logs shop --lines 100'],
  ],
  good: [
    ['docker compose -f ops/prod.yml up -d app'],
    ['docker compose up -d --wait'],
    ['python manage.py makemigrations --dry-run'],
    ['rsync -a --dry-run dist/ shop:/srv/'],
    ['kubectl rollout undo deployment/shop --to-revision=3'],
    ['scp -P 2222 app.tgz shop:'],
    ['scp -p app.tgz shop:'],
    ['aws s3 sync dist s3://shop --dryrun'],
    ['npx truffle migrate --dry-run'],
    ['pm2 logs shop --lines 100'],
  ],
})

describeRule('retired-command', {
  bad: [
    [1, 'docker-compose up -d', 'docker-compose ps'],
    [1, 'curl -f https://shop.dev/key | sudo apt-key add -'],
    [1, '$(aws ecr get-login --no-include-email)'],
    [1, 'helm delete shop --purge'],
  ],
  good: [
    ['docker compose up -d'],
    ['aws ecr get-login-password'],
    ['helm uninstall shop'],
    ['mongosh shop'],
    ['sudo apt install -y docker-compose', 'docker-compose up -d'],
  ],
})

it('says what happens, and names the program and the option', () => {
  expect(messages('option-not-known', ['psql shop --dry-run'])).toEqual([
    'psql does not know --dry-run: it ends with an error and tries nothing.',
  ])
})

describe('the table of mistakes', () => {
  it('gives every row programs and a way out', () => {
    for (const { programs, happens, instead } of [...unknownOptions, ...retiredCommands]) {
      expect(programs).toMatch(/^[\w.-]+( [\w.-]+)*$/)
      expect(happens).not.toMatch(/[.]$/)
      expect(instead).toMatch(/[.]$/)
    }
  })
})
