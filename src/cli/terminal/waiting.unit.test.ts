import { expect, it } from 'vitest'
import { read, sourceOf } from '../../read/index.ts'
import { aPlan } from '../../testing/plans.ts'
import { aRun } from '../../testing/scenario.ts'
import { look } from './look.ts'
import { waitingLines } from './waiting.ts'

const caps = { interactive: false, colour: false, unicode: true, plain: false, width: 100, height: 24 }
const choices = ['Staging', 'Production', 'All of them']

const waiting = (groups: readonly string[]) => {
  const run = aRun(
    aPlan({
      choices: groups.map((group) => ({ group, options: choices, when: 'start' as const })),
      sections: [
        { title: 'Deploy', steps: groups.map((group) => ({ title: group, alternative: [group, 'Staging'] })) },
      ],
    }),
  )
  run.advance()
  return { open: run.state.open, lines: waitingLines(run.state, look(caps)) }
}

it('a single question needs no name', () => {
  expect(waiting(['a']).lines.at(-1)).toMatch(/decide r1 choose --field option=…$/)
})

it('several are answered by their ids: the numbers of those behind an answered one change', () => {
  const { open, lines } = waiting(['a', 'b'])
  expect(open).toHaveLength(2)
  for (const { id } of open) expect(lines).toContainEqual(expect.stringMatching(`decide r1 ${id} choose`))
})

it('the ways to choose from are spelled out', () => {
  const { lines } = waiting(['a'])
  for (const choice of choices) expect(lines).toContain(`  ○ ${choice}`)
})

it('a text that somebody must look at stands there', () => {
  const span = { start: 0, end: 1, line: 1, endLine: 1 }
  const hole = { span, text: '<app>', input: 'INPUT_APP', position: 'foreign' as const }
  const restart = {
    script: `ssh web 'restart '"\${INPUT_APP}"`,
    source: "ssh web 'restart <app>'",
    placeholders: [hole],
    needs: ['INPUT_APP'],
  }
  const run = aRun(
    aPlan({
      inputs: [{ name: 'INPUT_APP', text: '<app>' }],
      sections: [{ title: 'Deploy', steps: [{ title: 'Restart', run: [restart] }] }],
    }),
  )
  run.act({ type: 'GiveInputs', values: { INPUT_APP: 'shop; halt' }, from: 'person' })
  run.advance()
  expect(waitingLines(run.state, look(caps))).toContain("  $ ssh web 'restart shop; halt'")
})

it('a value to fill in says what it is to be, and how its blank is called', () => {
  const text =
    '# R\n\n## Monitoring\n\n- [ ] Watch\n\n| Metric | Target | Actual |\n|---|---|---|\n| p95 latency | < 300 ms | |\n'
  const { plan } = read(sourceOf('D.md', new TextEncoder().encode(text), '0'.repeat(64)))
  const run = aRun(plan)
  run.advance()
  const lines = waitingLines(run.state, look(caps))
  expect(lines).toContain('  The document says (line 9): < 300 ms')
  expect(lines).toContain('  ○ 1 (Actual)')
})
