import { expect, it } from 'vitest'
import { read, sourceOf } from '../../read/index.ts'
import { aPlan } from '../../testing/plans.ts'
import { aRun, ran } from '../../testing/scenario.ts'
import { look } from './look.ts'
import { endLines, headerLines, statusLines } from './run-views.ts'

const caps = { interactive: false, colour: false, unicode: true, plain: false, width: 100, height: 24 }

it('the last lines of a run that took its way back count the steps of both lines, and the failure that led to it', () => {
  const run = aRun(
    aPlan({
      sections: [
        { title: 'Deploy', steps: [{ title: 'Build', run: ['make'] }, 'Look'] },
        { title: 'Rollback', level: 1, steps: [{ title: 'Restore', run: ['make restore'] }] },
      ],
    }),
  )
  run.advance()
  run.end({ status: 2, statements: [ran(0, 2)] })
  run.answer('failure', 'back')
  run.answer('procedure', 'start')
  run.advance()
  run.end()
  run.advance()
  expect(endLines(run.state, look(caps)).join('\n')).toContain('1 failed, 1 not done, 1 passed; no deviations;')
})

it('the first lines of a run name commands that stand in the document and will not run', () => {
  const text =
    '# Shop\n\n## Deploy\n\n```bash\nmake deploy\n```\n\n## Troubleshooting\n\n```bash\njournalctl -u shop\n```\n'
  const { plan } = read(sourceOf('D.md', new TextEncoder().encode(text), '0'.repeat(64)))
  const header = headerLines(aRun(plan).state, look({ ...caps, width: 200 })).join('\n')
  expect(header).toContain('A command stands in a section that explains and will not run (line 12)')
})

it('the first lines of a run count blanks in a form no commands', () => {
  const text = '# Shop\n\nVersion: ____\n\n## Deploy\n\n```bash\nmake deploy\n```\n'
  const { plan } = read(sourceOf('D.md', new TextEncoder().encode(text), '0'.repeat(64)))
  expect(plan.shelf.map(({ title }) => title)).toEqual(['Version'])
  expect(headerLines(aRun(plan).state, look({ ...caps, width: 200 })).join('\n')).not.toContain('will not run')
})

it('the status of a run that nobody drives does not say that its step runs', () => {
  const run = aRun(aPlan({ sections: [{ title: 'Deploy', steps: [{ title: 'Build', run: ['make'] }] }] }))
  run.advance()
  const status = (driven: boolean) => statusLines(run.state, run.state.updatedAt, driven, look(caps)).join('\n')
  expect(status(true)).toContain('step 1 runs for')
  run.act({ type: 'Pause', reason: null })
  expect(status(true)).toContain('Paused.')
  expect(status(false)).not.toContain('runs for')
  expect(status(false)).toContain('nobody watches it')
  expect(status(false)).toContain('Paused; nobody drives it now. Go on with:')
})
