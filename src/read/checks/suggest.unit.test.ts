// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are names of values in checks
import { describe, expect, it } from 'vitest'
import { read, sourceOf, suggestedChecks } from '../index.ts'

const suggested = (...items: readonly string[]) => {
  const text = `# Release\n\n## Verify\n\n${items.map((item) => `- [ ] ${item}`).join('\n')}\n`
  return suggestedChecks(read(sourceOf('a.md', Buffer.from(text), '0')).plan).map(({ check }) => check)
}

describe('A check is suggested for what a sentence says plainly', () => {
  it.each([
    ['Health endpoint returns 200', 'http ${BASE_URL}/health status=200'],
    ['`/api/v1/status` responds with 204', 'http ${BASE_URL}/api/v1/status status=204'],
    ['https://shop.test/login answers HTTP 302', 'http https://shop.test/login status=302'],
    ['`DEBUG=False` in production', 'env DEBUG value=False'],
    ['SSL certificate valid', 'tls ${HOST} days>=14'],
    ['Certificate of shop.example.org is valid for 30 days', 'tls shop.example.org days>=30'],
    ['Disk space adequate', 'disk / used<90%'],
    ['At least 20 GB free disk', 'disk / free>=20GB'],
    ['Disk has 25% free', 'disk / used<75%'],
    ['App listens on port 8000', 'port 8000'],
    ['Port 5432 is not exposed', 'port 5432 state=closed'],
    ['nginx is running', 'unit nginx'],
    ['Working tree is clean', 'git clean=yes'],
    ['Everything is merged, and we are on the main branch', 'git branch=main'],
    ['config/production.yml exists', 'file config/production.yml'],
    ['Memory usage below 80%', 'memory used<80%'],
  ])('%s', (words, check) => expect(suggested(words)).toEqual([check]))

  it.each([
    'Tell the 200 customers',
    'Users can log in',
    'The certificate of appreciation is printed',
    'Review /etc/hosts with the team',
    'Release notes mention port changes',
    'Firewall allows outbound SMTP (port 587)',
  ])('and none for: %s', (words) => expect(suggested(words)).toEqual([]))

  it('nor where a check or a command is already', () => {
    expect(suggested('Health endpoint returns 200 <!-- check: port 80 -->', 'Disk space: `df -h`')).toEqual([])
  })
})
