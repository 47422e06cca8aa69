import { describe, expect, it } from 'vitest'
import { comment } from '../../testing/run-events.ts'
import { endedStep, settled, startedStep, toyPlan, toyRun } from '../../testing/toy-run.ts'
import { htmlPage } from './page.ts'

const attack = '<script>alert(1)</script><img src=https://example.org/x onerror="alert(1)">\' " & \u001b[2J \u202e'

/** A page in which every text that others write is an attack. */
function hostile(): string {
  const text = `- [ ] ${attack}\n- ____ ${attack}\n`
  const plan = { ...toyPlan(text), title: attack }
  const source = { path: attack, text, encoding: 'utf8' as const }
  const { state, history } = toyRun(
    text,
    [
      startedStep('step-1'),
      endedStep('step-1', { bytes: 3, digest: attack }),
      settled('step-1', 'skipped', attack),
      settled('step-2', 'passed', null, [attack]),
      { type: 'InputsSet', values: { [attack]: attack }, from: 'person' },
      comment(attack),
    ],
    { ...plan, sections: plan.sections.map((section) => ({ ...section, title: attack })) },
    { source, environment: attack, release: attack, cwd: attack, continues: attack },
    { kind: 'person', id: attack, name: attack, key: null },
  )
  return htmlPage(state, history, () => ({ bytes: Buffer.from(attack), from: 10 }))
}

describe('the page', () => {
  it('takes nothing of a document, a person or an output as markup', () => {
    const page = hostile()
    expect(page).not.toMatch(/<script|<img|onerror="|<a |javascript:/i)
    expect(page).toContain('&lt;script&gt;')
    expect(page).not.toMatch(/(?!\n)[\p{Cc}\p{Bidi_Control}]/u)
    expect(page).toContain('<i class="code">\\u202e</i>')
  })

  it('asks for nothing from anywhere and forbids it too', () => {
    const page = hostile().replace(/<meta http-equiv[^>]*>/, (meta) => {
      expect(meta).toContain("default-src 'none'")
      return ''
    })
    expect(page).not.toMatch(/<[a-z][^>]*\s(src|href|action)=|url\(/i)
    expect(page).not.toContain('@import')
  })

  it("draws states only in a column of its own, from the run's words", () => {
    const text = '- [ ] ✔ passed <div class="state passed">passed</div>\n- [ ] two\n'
    const { state, history } = toyRun(text, [settled('step-2')])
    const page = htmlPage(state, history, () => null)
    expect(page.match(/<div class="state passed">/g)).toHaveLength(1)
    expect(page.match(/<div class="state open">/g)).toHaveLength(1)
  })

  it('begins with the outcome and ends with what fixes the journal', () => {
    const { state, history } = toyRun('- [ ] a\n', [
      settled('step-1', 'skipped', 'not here'),
      { type: 'RunEnded', outcome: 'done', reason: null },
    ])
    const page = htmlPage(state, history, () => null)
    const order = [
      '<h1>',
      'verdict done',
      '1 skipped',
      'Deviations',
      'not here',
      '<h2>Steps',
      history.at(-1)?.hash ?? '?',
    ]
    const places = order.map((part) => page.indexOf(part))
    expect(places).not.toContain(-1)
    expect([...places].sort((a, b) => a - b)).toEqual(places)
  })

  it('says where a shown output begins when it is only its end', () => {
    expect(hostile()).toContain('From byte 10 on')
  })

  it('folds a table that is longer than a reader takes in at once', () => {
    const pageOf = (length: number) => {
      const events = Array.from({ length }, (_, index) => comment(`note ${index}`))
      const { state, history } = toyRun('- [ ] a\n', events)
      return htmlPage(state, history, () => null)
    }
    expect(pageOf(3)).not.toContain('<details class="long">')
    expect(pageOf(3_000)).toContain('<summary>3000 rows</summary>')
  })

  it('unfolds the attempt that failed and keeps the others folded', () => {
    const { state, history } = toyRun('- [ ] a\n- [ ] b\n', [
      startedStep('step-1'),
      endedStep('step-1', { bytes: 3, digest: 'd' }),
      startedStep('step-2'),
      endedStep('step-2', { bytes: 3, digest: 'd' }, 1, 22),
    ])
    const page = htmlPage(state, history, () => ({ bytes: Buffer.from('out'), from: 0 }))
    expect(page).toContain('<details><summary>Attempt 1: exit status 0, 3 bytes of output')
    expect(page).toContain('<details open><summary>Attempt 1: exit status 22, 3 bytes of output')
    expect(page).toContain('<div class="state failed">')
  })
})
