import { describe, expect, it } from 'vitest'
import { sourceOf } from '../source.ts'
import { judge } from './index.ts'

/** Roles of a document's headings, in order. */
const roles = (...lines: string[]) =>
  judge(sourceOf('x.md', new TextEncoder().encode(lines.join('\n')), '')).sections.map((section) => section.role)
const fence = ['```bash', './ship.sh', '```']

describe('a document whose steps stand under its title', () => {
  it('is done there when the title is its only heading and names what is done', () => {
    expect(roles('# Deploy', '', ...fence)).toEqual(['deploy'])
    expect(roles('# Creating a release', '', '- Update the changelog', '- Tag it')).toEqual(['deploy'])
    expect(roles('# Validation checklist', '', 'After each build:', '', '- `npm test`')).toEqual(['verify'])
  })
  it('stays a title when the sections under it do what it names', () => {
    expect(roles('# Deployment', '', ...fence, '', '## Deploy', '', ...fence)).toEqual(['reference', 'deploy'])
  })
  it('begins the change for the sections after it', () => {
    const read = roles('# Deploy the shop', '', ...fence, '', '## Health checks', '', '- [ ] Shop answers')
    expect(read).toEqual(['deploy', 'verify'])
  })
  it('explains when its words name nothing that is done', () => {
    expect(roles('# Good to know', '', ...fence)).toEqual(['reference'])
  })
})

describe('numbered steps under a heading that names nothing known', () => {
  const steps = ['', '1. Bump the number in VERSION', '2. Commit it', '3. Wait for the mirrors']
  it('are done in a document that is followed', () => {
    expect(roles('# How to hand over', '## The other branch', ...steps)).toEqual(['reference', 'deploy'])
    expect(roles('# Release process', '## The other branch', ...steps)).toEqual(['reference', 'deploy'])
  })
  it('are only read in one that explains', () => {
    expect(roles('# Our history', '## The other branch', ...steps)).toEqual(['reference', 'reference'])
  })
  it('are only read when they tell nothing to do', () => {
    const facts = ['', '1. Mirrors are slow', '2. The number has three parts']
    expect(roles('# Release process', '## The other branch', ...facts)).toEqual(['reference', 'reference'])
  })
})

describe('what surrounds a section, and what it only tells', () => {
  it('has happened where something is said to come after it', () => {
    const read = roles('# Ferry', '', '## Post-deployment checks', '', '- [ ] a', '', '## Harbour walk', '', '- [ ] b')
    expect(read).toEqual(['reference', 'verify', 'verify'])
  })
  it('is a place for items, also in the cells of a table', () => {
    const rows = ['| Boat | Painted |', '| --- | --- |', '| Anna | [ ] |']
    expect(roles('# Ferry', '', '## Boats', '', ...rows)).toEqual(['reference', 'prepare'])
  })
  it('is written down in a record, all of it', () => {
    expect(roles('# Ferry', '', '## Deployment log', '### Testing', '- [ ] a')).toEqual([
      'reference',
      'record',
      'record',
    ])
    expect(roles('# Deployment report', '', '## Steps taken', '', ...fence)).toEqual(['record', 'record'])
  })
  it('is only told under words that explain', () => {
    const told = ['', 'Boats are blue.', '']
    expect(roles('# Ferry', '', '## When to deploy the ramp', ...told)).toEqual(['reference', 'reference'])
    expect(roles('# Ferry', '## Deployment', '', ...fence, '', '### Strategy', ...told)).toEqual([
      'reference',
      'deploy',
      'reference',
    ])
    expect(roles('# Rollback plan', '## Recovery objectives', ...told)).toEqual(['rollback', 'reference'])
    expect(roles('# Boats', '## Types of deployment', ...told)).toEqual(['reference', 'reference'])
  })
  it('is a list of contents, in any language', () => {
    expect(roles('# Rollback guide', '## Innehåll', '', '- [Färja](#farja)')).toEqual(['rollback', 'reference'])
  })
  it('tells people, but not where a product sends messages', () => {
    expect(roles('# Ferry', '## Notifications', '', '- Harbour master')).toEqual(['reference', 'communicate'])
    expect(roles('# Ferry', '## Enabling notifications', '', ...fence)).toEqual(['reference', 'deploy'])
    expect(roles('# Ferry', '## Slack text templates', '', 'Ahoy', '### Long ones')).toEqual([
      'reference',
      'communicate',
      'communicate',
    ])
  })
  it('is done when it says so first, whatever it comes after', () => {
    expect(roles('# Ferry', '## Publish the timetable (after boats are painted)', '', ...fence)).toEqual([
      'reference',
      'deploy',
    ])
  })
  it('is done, and not watched, in a week that is only named in brackets', () => {
    expect(roles('# Ferry', '## Pilot installation (Week 1-2)', '', ...fence)).toEqual(['reference', 'deploy'])
    expect(roles('# Ferry', '## Monitoring', '### Harbour (First 24 Hours)', '- look')).toEqual([
      'reference',
      'monitor',
      'monitor',
    ])
  })
  it('is looked up when something is wrong', () => {
    expect(roles('# SlowFerry', '## Diagnosis', '', ...fence, '', '## If the ramp still fails', '', ...fence)).toEqual([
      'reference',
      'reference',
      'reference',
    ])
  })
})

describe('what a section does, where its heading says little', () => {
  const look = [
    '```bash',
    'until curl -sf http://quay/health | grep -q "$(git rev-parse HEAD)"; do',
    '  sleep 5',
    'done',
    '```',
  ]
  const flow = (...titles: string[]) =>
    roles('# Ferry', '## Crossing, step by step', ...titles.flatMap((title) => [`### ${title}`, '', ...fence])).slice(2)

  it('is checking when it only looks, behind the change', () => {
    const within = roles(
      '# Ferry',
      '## Deployment',
      '### Cast off',
      '',
      ...fence,
      '',
      '### The other side',
      '',
      ...look,
    )
    expect(within).toEqual(['reference', 'deploy', 'deploy', 'verify'])
    expect(roles('# Ferry', '## Deploy', '', ...fence, '', '## The other side', '', ...look)).toEqual([
      'reference',
      'deploy',
      'verify',
    ])
  })
  it('is checking when it is called smoke, in any language', () => {
    expect(flow('Deploy', 'Smoke on the water')).toEqual(['deploy', 'verify'])
    expect(flow('Desplegar la rampa', 'Smoke en producción')).toEqual(['deploy', 'verify'])
  })
  it.each([
    ['Validate the preview before merging'],
    ['Wait for green CI'],
    ['Validar la vista previa (antes de producción)'],
    ['Esperar CI verde según el PR'],
    ['Vérifier la prévisualisation'],
    ['Vorschau prüfen (auf die Bereitstellung)'],
    ['Дождаться зелёного CI'],
    ['检查部署预览'],
    ['プレビューの確認'],
    ['미리보기 확인'],
  ])('makes sure in front of the change: %s', (title) => expect(flow('Deploy', title)).toEqual(['deploy', 'prepare']))

  const short = ['[ ] git pull origin main', '[ ] tests', '[ ] gh pr create', '[ ] gh pr merge --squash', '[ ] wave']
  it('is the release when its boxes are a short list of it, also in a fence', () => {
    expect(roles('# Färja', '## Sammanfattning', '', '```', ...short, '```')).toEqual(['reference', 'deploy'])
    expect(roles('# Färja', '## Sammanfattning', '', ...short.map((box) => `- ${box}`))).toEqual([
      'reference',
      'deploy',
    ])
  })
  it('is no release when its boxes name things or check them', () => {
    const boxes = ['- [ ] Deployment guide', '- [ ] Release notes', '- [ ] Test the ramp', '- [ ] Check the bell']
    expect(roles('# Färja', '## Sammanfattning', '', ...boxes)).toEqual(['reference', 'prepare'])
  })
  it('is done, and no list of people, when somebody is named over boxes of a phase', () => {
    const boxes = ['', '- [ ] Paint the hull', '- [ ] Oil the bell']
    expect(roles('# Ferry', '## Preparation', '### Release owner', ...boxes)).toEqual([
      'reference',
      'prepare',
      'prepare',
    ])
    expect(roles('# Ferry', '## Release owner', '', '- Ada')).toEqual(['reference', 'contacts'])
  })
  it('is about backups, and no way back, among things to prepare', () => {
    const boxes = ['', '- [ ] Copies are taken every night']
    expect(roles('# Ferry', '## Preparation', '### Backup & Recovery', ...boxes).at(-1)).toBe('prepare')
    expect(roles('# Ferry', '## Recovery', ...boxes).at(-1)).toBe('rollback')
  })
  it('goes on with the steps before it', () => {
    const read = roles('# Ferry', '## Step 1: Cast off', '', ...fence, '', '## Step 2: The ropes', '', 'Coil them.')
    expect(read).toEqual(['reference', 'deploy', 'deploy'])
  })
  it('verifies what is to be tested, in any language', () => {
    const last = (language: string, deploy: string, heading: string) =>
      roles('# Ferry', '', language, '', deploy, '', ...fence, '', heading, '', '- https://ferry.example').at(-1)
    expect(last('The boats.', '## Deployment', '## URLs to test')).toBe('verify')
    expect(last('Avec vous.', '## Déploiement', '## URLs à tester')).toBe('verify')
    expect(last('Für alle und nicht', '## Ausrollen', '## Zu prüfende Seiten')).toBe('verify')
    expect(last('Avec vous.', '## Déploiement', '## URLs')).toBe('reference')
  })
})
