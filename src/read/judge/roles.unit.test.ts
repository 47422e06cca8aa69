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
