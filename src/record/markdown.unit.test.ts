import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { RunEvent } from '../run/index.ts'
import { knownDocuments, noneKnown, ofKnown } from '../testing/known-documents.ts'
import fc from '../testing/properties.ts'
import { settled, toyPlan, toyRun } from '../testing/toy-run.ts'
import { appended, apply, edits, markdown, unapply } from './index.ts'

/** The document as filled in, without the appended section. */
function filled(text: string, ...events: readonly RunEvent[]): string {
  const { state, history } = toyRun(text, events)
  const whole = markdown(state, history)
  const section = appended(state, history)
  expect(whole.endsWith(section)).toBe(true)
  return whole.slice(0, whole.length - section.length)
}

const signed = '*(skipped: not here, Ada Lovelace, 2025-10-09 08:53:21Z)*'

describe('boxes', () => {
  it.each([
    ['passed', '- [ ] one\n', '- [x] one\n'],
    ['passed', '☐ one\n', '☑ one\n'],
    ['passed', '- [X] claimed\n', '- [X] claimed\n'],
    ['passed', '| [ ] | one |\n', '| [x] | one |\n'],
    ['passed', '```\n[ ] in a fence\n```\n', '```\n[x] in a fence\n```\n'],
  ] as const)('that %s: %j', (outcome, text, expected) => {
    expect(filled(text, settled('step-1', outcome))).toBe(expected)
  })

  it('are struck with the reason, who and when at the end of their line', () => {
    expect(filled('- [ ] one  \r\n  more\r\n', settled('step-1', 'skipped', 'not here'))).toBe(
      `- [-] one ${signed}  \r\n  more\r\n`,
    )
  })

  it.each([
    ['failed', '[!]'],
    ['unknown', '[?]'],
    ['accepted', '[x]'],
  ] as const)('tell %s from others', (outcome, box) => {
    expect(filled('- [ ] one\n', settled('step-1', outcome, 'why'))).toContain(`- ${box} one *(${outcome}: why, Ada`)
  })

  it.each([
    '| [ ] | in a table |\n',
    '```\n[ ] in a fence\n```\n',
    '# [ ] heading\n',
    '<!-- [ ] in a comment -->\n',
    '- [ ] `a code span\n  over two lines`\n',
    '- [ ] [a link\n  over two lines](url)\n',
    '- [ ] hard break\\\n',
  ])('carry no remark where it would break the document: %j', (text) => {
    const struck = filled(text, settled('step-1', 'skipped', 'not here'))
    expect(struck).toBe(text.replace('[ ]', '[-]'))
    const { state, history } = toyRun(text, [settled('step-1', 'skipped', 'not here')])
    expect(appended(state, history)).toContain('skipped: not here')
  })
})

describe('blanks', () => {
  it.each([
    ['Date: ____\n', '2026-03-01', 'Date: 2026-03-01\n'],
    ['| ____ |\n', 'a|b', '| a\\|b |\n'],
    ['Notes: ____\n', '<b>*x*</b>\nsnake_case', 'Notes: \\<b\\>\\*x\\*\\</b\\> snake_case\n'],
    ['____\n', '- no list', '\\- no list\n'],
    ['____\n', '1. no list', '1\\. no list\n'],
    ['```\n____\n```\n', 'a*b', '```\na*b\n```\n'],
    ['```\n____\n```\n', '```', '```\n____\n```\n'],
  ])('%j filled with %j', (text, value, expected) => {
    expect(filled(text, settled('step-1', 'passed', null, [value]))).toBe(expected)
  })

  it('of a sign-off without words of its own get name and time', () => {
    const text = '- Name: ____ Date: ____\n'
    const plan = toyPlan(text)
    const [name, date] = plan.steps.map(({ blanks }) => blanks[0]?.span)
    if (!name || !date || !plan.steps[0]) throw new Error('no blanks')
    const blanks = [
      { span: name, label: 'Name' },
      { span: date, label: 'Date' },
    ]
    const steps = [{ ...plan.steps[0], kind: 'signoff' as const, blanks }]
    const main = [{ section: 'whole', order: 'any' as const, steps: ['step-1'] }]
    const { state } = toyRun(text, [settled('step-1')], { ...plan, steps, main })
    expect(apply(text, edits(state))).toBe('- Name: Ada Lovelace Date: 2025-10-09 08:53:21Z\n')
  })
})

describe('the appended section', () => {
  const section = (text: string, changes = {}, ...events: readonly RunEvent[]) => {
    const { state, history } = toyRun(text, events, toyPlan(text), changes)
    return appended(state, history)
  }

  it.each([
    ['```\nopen fence\n', /^```\n/],
    ['- item\n  ~~~~\n  open fence', /^\n {2}~~~~\n/],
    ['> ```\n> quoted\n', /^> ```\n/],
    ['<!-- open comment\n', /^-->\n/],
    ['<pre>open\n', /^<\/pre>\n/],
    ['```\nclosed\n```\n', /^\n<!-- holdpoint record/],
    ['no line end', /^\n\n<!-- holdpoint record/],
  ])('closes what the document left open: %j', (text, start) => {
    expect(section(text)).toMatch(start)
  })

  it("uses the document's line ends", () => {
    expect(section('# A\r\n').replace(/\r\n/g, '')).not.toMatch(/[\r\n]/)
    expect(section('# A\n')).not.toContain('\r')
  })

  it('says outcome, document, environment, release and what fixes the journal', () => {
    const { state, history } = toyRun('- [ ] a\n', [
      settled('step-1'),
      { type: 'RunEnded', outcome: 'backed-out', reason: null },
    ])
    const text = appended(state, history)
    for (const part of ['backed out', 'staging', '2.0.0', '/srv/app', state.plan.source.digest, history.at(-1)?.hash]) {
      expect(text).toContain(part)
    }
    expect(text).toContain('after 2.0 s')
  })

  it('counts apart what was no part of the run: procedures that were not taken', () => {
    const text = '- [ ] a\n- [ ] b\n- [ ] back\n'
    const plan = toyPlan(text)
    const main = [{ section: 'whole', order: 'any' as const, steps: ['step-1', 'step-2'] }]
    const back = { section: 'whole', order: 'any' as const, steps: ['step-3'] }
    const level1 = {
      id: 'p',
      title: 'Back',
      section: 'whole',
      level: 1,
      blocks: [back],
      triggers: [],
      estimate: null,
      aftermath: false,
    }
    const { state, history } = toyRun(text, [settled('step-1')], { ...plan, main, procedures: [level1] })
    expect(appended(state, history)).toContain('| Steps | 1 passed, 1 open, 1 aside |')
  })

  it('says that a rehearsal was one', () => {
    expect(section('# A\n', { rehearsal: true })).toContain('Rehearsal: nothing was executed')
    expect(section('# A\n')).not.toContain('Rehearsal')
  })

  it('names skipped steps as deviations, comments and inputs, secret ones without their value', () => {
    const text = section(
      '- [ ] a\n',
      {},
      settled('step-1', 'skipped', 'not | here'),
      { type: 'Commented', step: 'step-1', text: 'mind\nthe <gap>' },
      { type: 'InputsSet', values: { APP: 'shop', TOKEN: null }, from: 'person' },
    )
    expect(text).toContain('not \\| here')
    expect(text).toContain('| 1 | mind the \\<gap\\> |')
    expect(text).toContain('| APP | shop |')
    expect(text).toContain('| TOKEN | (secret, not kept) |')
  })
})

it('writes characters that a latin1 file has no byte for as references', () => {
  const text = '- [ ] caf\u00e9\n'
  const source = { path: 'DEPLOY.md', text, encoding: 'latin1' as const }
  const { state, history } = toyRun(text, [settled('step-1', 'skipped', 'Łódź é')], toyPlan(text), { source })
  expect(markdown(state, history)).toContain('&#x141;\u00f3d&#x17a; \u00e9')
  expect(markdown(state, history)).not.toMatch(/[\u0100-\uffff]/)
})

const outcomes = ['passed', 'accepted', 'skipped', 'failed', 'unknown'] as const
const nasty = fc.oneof(
  fc.string(),
  fc.constantFrom('```', '|', '-->', '\u001b[2J', '\u202e', '\ud800', '</pre>', '\r\n'),
)

/** Any run of a document of the pieces that make Markdown. */
const anyRun = fc
  .array(
    fc.oneof(
      fc.constantFrom('- [ ] a', '☐ b', '____', '```', '| [ ] | ____ |', '<!--', '-->', '`', '\n', '\r\n', '    '),
      nasty,
    ),
  )
  .chain((pieces) => {
    const text = pieces.join('')
    const steps = toyPlan(text).steps
    const act = fc.option(fc.tuple(fc.constantFrom(...outcomes), nasty, nasty))
    return fc.tuple(fc.constant(text), fc.array(act, { minLength: steps.length, maxLength: steps.length }))
  })

const actsOf = (acts: readonly ([(typeof outcomes)[number], string, string] | null)[]) =>
  acts.flatMap((act, index) => (act === null ? [] : [settled(`step-${index + 1}`, act[0], act[1], [act[2]])]))

describe('a record without its edits is the source', () => {
  it('for any document and any acts', () => {
    fc.assert(
      fc.property(anyRun, ([text, acts]) => {
        const { state, history } = toyRun(text, actsOf(acts))
        const whole = markdown(state, history)
        const body = whole.slice(0, whole.length - appended(state, history).length)
        expect(unapply(body, edits(state))).toBe(text)
        for (const { start, end, before } of edits(state)) expect(text.slice(start, end)).toBe(before)
        expect(body.split('\n')).toHaveLength(text.split('\n').length)
      }),
      { numRuns: 300 },
    )
  })

  it.skipIf(noneKnown)(ofKnown('for every known document'), () => {
    expect(knownDocuments.length).toBeGreaterThan(200)
    for (const path of knownDocuments) {
      const text = readFileSync(path, 'utf8')
      const plan = toyPlan(text)
      const untouched = toyRun(text, [], plan)
      expect(edits(untouched.state)).toEqual([])
      expect(markdown(untouched.state, untouched.history).startsWith(text)).toBe(true)
      const acts = plan.steps.map(({ id }, index) => settled(id, outcomes[index % 5], 'a | `reason`', ['v_1']))
      const { state } = toyRun(text, acts, plan)
      const made = edits(state)
      expect(unapply(apply(text, made), made)).toBe(text)
      expect(apply(text, made).split('\n')).toHaveLength(text.split('\n').length)
    }
  })
})
