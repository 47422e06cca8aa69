import { expect, it } from 'vitest'
import { diagnosticsNamed } from './diagnostics.ts'
import { read, sourceOf } from './index.ts'

const named = (...lines: string[]) => {
  const text = lines.join('\n')
  return diagnosticsNamed(read(sourceOf('GO.md', new TextEncoder().encode(text), '0'.repeat(64))).plan, text)
}

it.each([
  ['tail -f /var/log/nginx/error.log', ['/var/log/nginx/error.log']],
  ['less /var/log/syslog', ['/var/log/syslog']],
  ['grep ERROR logs/app.log | tail -5', ['logs/app.log']],
  ['Look into `~/shop/out.log` and ./server.log.', ['~/shop/out.log', './server.log']],
])('a log is named by %s', (line, files) => {
  expect(named('# Release', '', line).files).toEqual(files)
})

it.each([
  'curl https://example.org/app.log',
  'cat /var/log/*.log',
  'cat app-<date>.log',
  'cat $LOGS/app.log',
  'tail /var/log/$APP/x.log',
  'Take every console.log out',
])('none is named by %s', (line) => {
  expect(named('# Release', '', line).files).toEqual([])
})

it('units, containers and tools are named by the commands that look at or change them', () => {
  const text = [
    '## Deploy',
    '```bash',
    'sudo systemctl restart shop.service worker',
    'journalctl -u nginx -f',
    'docker logs --tail 100 shop-db',
    'docker compose up -d',
    'kubectl get pods',
    '```',
  ]
  expect(named(...text)).toMatchObject({
    units: ['shop.service', 'worker', 'nginx'],
    containers: ['shop-db'],
    tools: ['compose', 'kubectl'],
  })
})
