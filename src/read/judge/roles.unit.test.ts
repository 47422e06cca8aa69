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
