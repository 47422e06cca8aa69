import { describe, expect, it } from 'vitest'
import { sourceOf } from '../source.ts'
import { judge } from './index.ts'

/** Roles of a document's headings, in order, without its title's. */
const roles = (...lines: string[]) =>
  judge(sourceOf('x.md', new TextEncoder().encode(['# Ferry', ...lines].join('\n')), ''))
    .sections.slice(1)
    .map((section) => section.role)
const boxes = (...texts: string[]) => ['', ...texts.map((text) => `- [ ] ${text}`), '']
const ship = ['## Deployment', '', '```bash', './ship.sh', '```', '']

describe('what follows the change', () => {
  it.each([
    ['## Post-deployment configuration', '### 1. Configure the bell', '### 2. Enable the lights'],
    ['## Configuration post-déploiement', '### A. Mettre à jour la cloche', '### B. Configurer les feux'],
    ['## Nach dem Rollout', '### Konfiguriere die Glocke', '### Aktiviere die Lichter'],
    ['## После релиза', '### 1. Настройте колокол', '### 2. Включите огни'],
  ])('is work where it is told so: %s', (heading, ...parts) => {
    const read = roles(...ship, heading, ...parts.flatMap((part) => [part, '', '1. Open the page', '']))
    expect(read).toEqual(['deploy', 'deploy', 'deploy', 'deploy'])
  })
  it('is a check where something is looked at', () => {
    expect(roles(...ship, '## Post-deployment', ...boxes('The bell rings', 'The lights are on'))[1]).toBe('verify')
    const mixed = roles(...ship, '## Post-deployment', '### Test the bell', 'Ring.', '### Check the lights', 'Look.')
    expect(mixed.slice(1)).toEqual(['verify', 'verify', 'verify'])
  })
  it('goes on with the change inside of a check where a heading says what to change', () => {
    const after = ['## Post-deployment', '### Check the bell', ...boxes('Bell rings')]
    const read = roles(...ship, ...after, '### Create the timetable', '', '1. Write it')
    expect(read.slice(1)).toEqual(['verify', 'verify', 'deploy'])
  })
  it('is what is tried, where something is tested', () => {
    const test = ['## Functional tests', ...boxes('Bell rings')]
    expect(roles(...ship, ...test, '### Create a ticket', '', '1. Write it').slice(1)).toEqual(['verify', 'verify'])
    const publish = ['### Publish the ferry', '', '```bash', 'cargo publish', '```', '']
    expect(roles(...ship, ...test, ...publish).slice(1)).toEqual(['verify', 'deploy'])
  })
})

describe('next steps', () => {
  it.each([
    '## Next Steps',
    '## Prochaines étapes',
    '## Nächste Schritte',
    '## Следующие шаги',
    '## 下一步',
    '## 次のステップ',
  ])('are what may be done one day: %s', (heading) => {
    expect(roles(...ship, heading, '', '1. A second boat', '2. A website')[1]).toBe('reference')
    expect(roles(...ship, heading, '### 1. Add a second boat', 'Buy it.').slice(1)).toEqual(['reference', 'reference'])
  })
  it('watch where watching comes first', () => {
    expect(roles(...ship, '## Next steps', '', '1. **Monitor** the boats', '2. A website')[1]).toBe('monitor')
  })
  it('are the change where it has not begun', () => {
    expect(roles('## Next steps', '', '1. Create the quay', '2. Deploy the boats')[0]).toBe('deploy')
  })
})

describe('inside of the change', () => {
  it('is only read what tells nothing to do', () => {
    const facts = ['### Harbour details', '', '- Depth: 4 m', '- Berths: 12', '']
    expect(roles('## Deployment', ...facts, '### Casting off', '', '```bash', './ship.sh', '```')).toEqual([
      'deploy',
      'reference',
      'deploy',
    ])
    expect(roles(...ship, '### Harbour details', '', 'Open the gate first.')[1]).toBe('deploy')
    expect(roles(...ship, '### 2. The gate', '', 'It is made of wood.')[1]).toBe('deploy')
  })
  it('sets up as one of its steps, and prepares what is named before them', () => {
    const go = ['### 2. Cast off', '', '```bash', './ship.sh', '```', '']
    expect(roles('## Deployment', '### 1. Environment setup', ...boxes('Proxy'), ...go)[1]).toBe('deploy')
    expect(roles('## Deployment', '### Environment setup', ...boxes('Proxy'), ...go)[1]).toBe('prepare')
    expect(roles('## Deployment', '### 1. Prerequisites', ...boxes('Proxy'), ...go)[1]).toBe('prepare')
  })
  it('watches the logs, and only tells what is important', () => {
    const go = ['### 1. Cast off', '', '```bash', './ship.sh', '```', '']
    const logs = ['### Logging', '', '```bash', './ship.sh --log', '```', '']
    expect(roles('## Deployment', ...go, ...logs)[2]).toBe('monitor')
    expect(roles('## Deployment', ...go, '### Key points', '', '1. Boats float', '2. Quays do not')[2]).toBe(
      'reference',
    )
  })
  it('can not be told in a language that is not known', () => {
    expect(roles(...ship, '### البوابة', '', 'افتح البوابة أولا')[1]).toBe('deploy')
  })
  it('checks what was done, unless something is still done after it', () => {
    expect(roles('## Deployment', '### Testing', 'Ring the bell.', '### Casting off', ...boxes('Go'))[1]).toBe(
      'prepare',
    )
    expect(roles('## Deployment', '### What it is', 'A boat.', '### Testing', '', '```bash', './ring', '```')[2]).toBe(
      'verify',
    )
  })
})

describe('a heading that gives an order', () => {
  it('is no list of what it names', () => {
    expect(roles(...ship, '### Step 2: Choose resources', '', 'Click on the largest.')[1]).toBe('deploy')
    expect(roles(...ship, '## Resources', '', 'A list.')[1]).toBe('reference')
  })
  it('is a step of a document about releasing', () => {
    const read = judge(
      sourceOf('x.md', new TextEncoder().encode('# Releasing\n\n## Add the boat to the list\n\nSend it.'), ''),
    ).sections.map(({ role }) => role)
    expect(read).toEqual(['reference', 'deploy'])
  })
  it('is not what only begins with the same letters', () => {
    const read = roles('Guía para los pasajeros en español.', '## Para el agente de despliegue', '', 'Texto.')
    expect(read).toEqual(['reference'])
  })
})

describe('parts of a document', () => {
  it('for several environments are the same, whatever these are called', () => {
    const flow = (name: string) => [`### ${name} workflow`, '', '```bash', `./ship.sh ${name}`, '```', '']
    expect(roles('## Deployment', ...flow('Development'), ...flow('Testing'), ...flow('Production'))).toEqual(
      Array(4).fill('deploy'),
    )
  })
  it('set up the product once the change has begun, and its machine before it', () => {
    const steps = ['', '1. Open the panel', '2. Click on "Proxy"', '']
    expect(roles(...ship, '## Proxy configuration', ...steps)[1]).toBe('deploy')
    expect(roles('## Install Git', ...steps, ...ship)[0]).toBe('prepare')
    expect(roles('Un guide pour les passagers.', '## Installer Git', ...steps, ...ship)[0]).toBe('prepare')
    expect(roles('## 安装 Git', ...steps, '## 部署', ...ship.slice(1))[0]).toBe('prepare')
  })
  it('that say that it went well are checks of it', () => {
    const read = roles(...ship, '### Deployment successful', ...boxes('The bell rings'))
    expect(read).toEqual(['deploy', 'verify'])
  })
  it.each(['Congratulations!', 'Deployment complete'])('that end it are no part of it: %s', (heading) => {
    expect(roles(...ship, `## ${heading}`, '', 'The boat is there.', '### Next steps', '', '1. Paint it')[1]).toBe(
      'reference',
    )
  })
  it('that explain how it works are not run by it', () => {
    const part = ['### The gate', '', '```bash', './gate --open', '```', '']
    expect(roles(...ship, '## How the quay works', ...part)).toEqual(['deploy', 'reference', 'reference'])
    expect(roles('Anleitung für den Betrieb.', ...ship, '## Wie funktioniert der Kai?', ...part).slice(1)).toEqual([
      'reference',
      'reference',
    ])
    expect(roles(...ship, '## The quay', ...part).slice(1)).toEqual(['deploy', 'deploy'])
  })
  it('tell a procedure also where its numbers stand in a fence', () => {
    const steps = ['', '```', '1. Open the gate', '2. Ring the bell', '3. Start the engine', '```']
    expect(roles(...ship, '## Recommended workflow', ...steps)[1]).toBe('deploy')
    expect(roles(...ship, '## Colours', ...steps)[1]).toBe('reference')
  })
  it.each(['Final state', 'Target state', 'Done when'])('tell what must be true at the end: %s', (heading) => {
    expect(roles(...ship, `## ${heading}`, '', '- The bell answers')[1]).toBe('verify')
  })
  it('are checks behind the change where they begin with the word, whatever is checked', () => {
    expect(roles(...ship, '## Test the proxy configuration', '', '1. Open it')[1]).toBe('verify')
    expect(roles(...ship, '## Access the application', '', 'Open http://quay.')[1]).toBe('verify')
    expect(roles('## Access', '', 'You need a key.', ...ship)[0]).toBe('reference')
  })
  it('name whom to call also among resources', () => {
    expect(roles(...ship, '## Support and resources', '### Emergency contacts', '- Quay: Anna').slice(1)).toEqual([
      'reference',
      'contacts',
    ])
  })
  it('name whom to ask where they hold addresses, and what to read where they hold links', () => {
    const asked = ['', '- E-mail: quay@ferry.example', '- Slack: #quay']
    expect(roles(...ship, '## Support', ...asked)[1]).toBe('contacts')
    expect(roles(...ship, '## Post-deployment', '### Support', ...asked)[2]).toBe('contacts')
    expect(roles(...ship, '## Support', '', '- [Timetable](https://ferry.example)')[1]).toBe('reference')
  })
})

describe('what headings are about', () => {
  it.each([
    ['## Community Outreach', 'communicate'],
    ['## Notify all users', 'communicate'],
    ['## Vote on the release candidate', 'signoff'],
    ['## Vote', 'signoff'],
    ['## Misc', 'reference'],
    ['## Confirm that the bell rings', 'verify'],
    ['## When not to sail', 'reference'],
    ['## Marketing and visibility', 'communicate'],
    ['## Success metrics', 'verify'],
    ['## Configuration summary', 'reference'],
    ['## Save Deployment Address', 'record'],
    ['## Prepare the ropes', 'prepare'],
    ['## Safety and best practices', 'reference'],
    ['## Log aggregation', 'monitor'],
    ['## Important logs', 'monitor'],
  ])('%s: %s', (heading, role) => expect(roles(...ship, heading, '', 'Text.')[1]).toBe(role))

  it.each([
    ['社区推广', 'communicate'],
    ['Типовые операции', 'reference'],
    ['日常運用のコマンド', 'reference'],
    ['Operaciones del día a día de los barcos', 'reference'],
    ['Day-to-day operations', 'reference'],
  ])('%s: %s', (heading, role) => {
    expect(roles(...ship, `## ${heading}`, '', '```bash', './boat --list', '```')[1]).toBe(role)
  })
  it('is written down what is left blank under it', () => {
    const blanks = ['', '```', 'Boat: ______', 'Seen: ______', '```']
    expect(roles(...ship, '## Notes', ...blanks)[1]).toBe('record')
    expect(roles('Le guide pour les passagers.', ...ship, '## Notes personnelles', ...blanks)[1]).toBe('record')
  })
  it('is a way back what is called one, also among what to do about trouble', () => {
    const back = ['### Emergency procedures', '', '```bash', './ship.sh --back', '```']
    expect(roles(...ship, '## Troubleshooting', '### The bell is silent', 'Oil it.', ...back).slice(1)).toEqual([
      'reference',
      'reference',
      'rollback',
    ])
    expect(roles(...ship, '## Quick commands', '### Rollback', '', '```bash', './back', '```').slice(1)).toEqual([
      'reference',
      'reference',
    ])
  })
})
