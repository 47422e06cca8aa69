import { describe, expect, it } from 'vitest'
import type { CronLine } from '../../plan/index.ts'
import { filledIn, isInstalledBy } from './crontab.ts'

const span = { start: 0, end: 0, line: 1, endLine: 1 }
const command = '/path/to/backup.sh --to <bucket>  >> /var/log/b.log'
const line: CronLine = {
  span,
  text: `0 2 * * * ${command}`,
  times: '0 2 * * *',
  command,
  placeholders: [
    { start: 0, end: 18, text: '/path/to/backup.sh' },
    { start: 24, end: 32, text: '<bucket>' },
  ],
  wrong: null,
  step: null,
}
const none = () => null
const bucket = (text: string) => (text === '<bucket>' ? 's3.example/a' : null)

describe('a line for cron', () => {
  it('is shown with the values of the run', () => {
    expect(filledIn(line, bucket)).toBe('0 2 * * * /path/to/backup.sh --to s3.example/a  >> /var/log/b.log')
  })

  it.each([
    ['as it stands in the document', line.text, true],
    ['with its blanks filled', '0 2 * * * /opt/b.sh --to x  >> /var/log/b.log', true],
    ['with other blanks between', '0  2 * * *\t/opt/b.sh --to x >> /var/log/b.log ', true],
    ['at another time', '0 3 * * * /opt/b.sh --to x >> /var/log/b.log', false],
    ['as a comment', '# 0 2 * * * /opt/b.sh --to x >> /var/log/b.log', false],
    ['with something behind it', '0 2 * * * /opt/b.sh --to x >> /var/log/b.log; rm -r /', false],
    ['with two words for one blank', '0 2 * * * /opt/b.sh --to x y >> /var/log/b.log', false],
  ])('is installed %s: %s', (_, installed, is) => {
    expect(isInstalledBy(line, installed, none, false)).toBe(is)
  })

  it('holds a blank that the run knows to its value', () => {
    expect(isInstalledBy(line, '0 2 * * * /opt/b.sh --to s3.example/a >> /var/log/b.log', bucket, false)).toBe(true)
    expect(isInstalledBy(line, '0 2 * * * /opt/b.sh --to other >> /var/log/b.log', bucket, false)).toBe(false)
  })

  it('has a name before its command in the tables of the system', () => {
    const installed = '0 2 * * * root /opt/b.sh --to x >> /var/log/b.log'
    expect(isInstalledBy(line, installed, none, true)).toBe(true)
    expect(isInstalledBy(line, installed, none, false)).toBe(false)
  })

  it('takes time that grows with its length, whatever the document leaves open', () => {
    const many = '<a> '.repeat(200)
    const placeholders = Array.from({ length: 200 }, (_, at) => ({ start: at * 4, end: at * 4 + 3, text: '<a>' }))
    expect(
      isInstalledBy({ ...line, command: many, placeholders }, `0 2 * * * ${'x '.repeat(5000)}!`, none, false),
    ).toBe(false)
  })
})
