import { describe, expect, it } from 'vitest'
import { sourceOf } from '../source.ts'
import { judge } from './index.ts'

/** Roles of a document's headings, in order. */
const roles = (...lines: string[]) =>
  judge(sourceOf('x.md', new TextEncoder().encode(lines.join('\n')), '')).sections.map((section) => section.role)
const fence = (...code: string[]) => ['', '```bash', ...code, '```', '']
const boxes = (...texts: string[]) => ['', ...texts.map((text) => `- [ ] ${text}`), '']

describe('setting up beside a launch', () => {
  const launch = ['## 3. Final deployment steps', ...fence('./ferry migrate', './ferry up')]
  it('prepares where the launch itself follows', () => {
    const read = roles(
      '# Ferry',
      '',
      '## 1. Proxy setup',
      ...fence('./proxy on'),
      '## 2. Hardening',
      '',
      'Text.',
      ...launch,
    )
    expect(read).toEqual(['reference', 'prepare', 'prepare', 'deploy'])
  })
  it('keeps the settings it shows with it', () => {
    const shown = ['', '```nginx', 'listen 80;', '```', '']
    const read = roles('# Ferry', '## 1. Proxy setup', '### Nginx configuration example', ...shown, ...launch)
    expect(read.slice(1, 3)).toEqual(['prepare', 'prepare'])
  })
  it('is the work itself where no launch follows', () => {
    expect(
      roles('# Ferry', '## 1. Proxy setup', ...fence('./proxy on'), '## 2. Verify', ...boxes('It answers'))[1],
    ).toBe('deploy')
  })
  it('holds in other languages', () => {
    const read = roles(
      '# Fähre',
      'Anleitung für den Betrieb.',
      '## 1. Einrichtung der Firewall',
      ...fence('./ufw on'),
      '## 2. Ausrollen der Anwendung',
      ...fence('./ferry up'),
    )
    expect(read).toEqual(['reference', 'prepare', 'deploy'])
  })
})

describe('sections whose headings only name a part', () => {
  const before = ['## Pre-deploy: keys', ...boxes('Keys are there')]
  it('are the change when their commands make it', () => {
    const database = ['## Database', ...boxes('Apply them: `npm run db:migrate`')]
    const web = ['## Website', ...boxes('Upload the pages', 'Pages are compressed')]
    expect(roles('# Ferry', ...before, ...database, ...web, '## Post-deploy test', ...boxes('It answers'))).toEqual([
      'reference',
      'prepare',
      'deploy',
      'deploy',
      'verify',
    ])
  })
  it('only prepare it where the launch has a section of its own', () => {
    const database = ['## Database', ...boxes('Apply them: `npm run db:migrate`')]
    expect(roles('# Ferry', ...database, '## Deployment', ...fence('./ferry up'))).toEqual([
      'reference',
      'prepare',
      'deploy',
    ])
  })
  it('only prepare it when they build and test, or only try', () => {
    expect(roles('# Ferry', '## Gate', ...boxes('It would go: `wrangler deploy --dry-run`'))[1]).toBe('prepare')
    expect(roles('# Ferry', '## Gate', ...boxes('It would go: `npm run deploy:check`'))[1]).toBe('prepare')
    expect(roles('# Ferry', '## Website', ...boxes('It builds: `npm run build`'))).toEqual(['reference', 'prepare'])
  })
  it('are checks when their boxes state things after the change', () => {
    const code = ['## Backend', ...boxes('Starten'), ...fence('git clone ssh://quay/ferry', 'pm2 start ferry')]
    expect(roles('# Ferry', ...code, '## Security', ...boxes('Only port 443 is open', 'Sessions end'))).toEqual([
      'reference',
      'deploy',
      'verify',
    ])
    expect(roles('# Ferry', ...code, '## Quay', ...boxes('Configure the bridge', 'Bridge opens'))[2]).toBe('deploy')
    expect(
      roles('# Traversier', 'Le guide pour les passagers.', ...code, '## Quai', ...boxes('Activer le pont'))[2],
    ).toBe('deploy')
  })
  it('are work after the change where steps are told', () => {
    const steps = ['', '1. Open the page', '2. Tick:', '   - [ ] bridge', '']
    expect(roles('# Ferry', '## Deploy', ...fence('./ferry up'), '## Configure SSL', ...steps)[2]).toBe('deploy')
  })
  it('are checked, not only read, when every part of them has boxes', () => {
    const parts = ['### Web (.env.example)', ...boxes('Port is set'), '### Mail', ...boxes('Host is set')]
    expect(roles('# Ferry', '## Settings status', ...parts)).toEqual(['reference', 'prepare', 'prepare', 'prepare'])
    expect(roles('# Ferry', '## Ready for deployment', '', '- **Host**: quay-1')).toEqual(['reference', 'reference'])
  })
})

describe('the sentence under a heading', () => {
  const list = ['## Deploy checklist', '']
  it('says that the boxes stand at the end of the change', () => {
    const under = boxes('Ferry answers', 'Ramp is up')
    expect(roles('# Ferry', ...list, 'Before calling the deployment complete, verify:', ...under)[1]).toBe('verify')
    expect(roles('# Ferry', ...list, 'After the deployment, check:', ...under)[1]).toBe('verify')
    expect(roles('# Fähre', 'Anleitung für den Betrieb.', ...list, 'Nach dem Rollout prüfen:', ...under)[1]).toBe(
      'verify',
    )
  })
  it('says that they stand before it', () => {
    const under = boxes('Ramp is painted')
    expect(roles('# Ferry', ...list, 'Before deploying, make sure that:', ...under)[1]).toBe('prepare')
  })
  it('does not count where commands make the change', () => {
    const read = roles('# Ferry', ...list, 'Before sunrise:', ...boxes('Ready'), ...fence('./ferry up'))
    expect(read[1]).toBe('deploy')
  })
})

describe('in case of problems', () => {
  it('is looked up where nothing goes back', () => {
    const look = fence('docker compose logs web', 'pm2 restart all', 'lsof -i :80')
    expect(roles('# Ferry', '## In case of problems', ...look)).toEqual(['reference', 'reference'])
    expect(roles('# Traversier', 'Le guide pour les passagers.', '## En cas de problème', ...look)).toEqual([
      'reference',
      'reference',
    ])
  })
  it('is a way back where something does, or may', () => {
    expect(roles('# Ferry', '## In case of problems', ...fence('git checkout v1'))[1]).toBe('rollback')
    expect(roles('# Ferry', '## If it goes wrong', ...fence('./bin/old'))[1]).toBe('rollback')
    expect(roles('# Ferry', '## If it goes wrong', '', '- Return to the previous version.')[1]).toBe('rollback')
  })
})
