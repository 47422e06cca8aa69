import { describe, expect, it } from 'vitest'
import { read, sourceOf } from '../../read/index.ts'
import type { Answer, Decision } from '../../run/index.ts'
import { aRun, ran, type Scenario } from '../../testing/scenario.ts'
import { ask, type Desk } from './ask.ts'
import { decisionLines, keyLines } from './decision-view.ts'
import { look } from './look.ts'

const document = `# Release

## Before

- [ ] Everybody knows
- [ ] The backup is fresh
- [ ] Nobody else deploys

## Deploy

\`\`\`bash
make deploy
\`\`\`

\`\`\`bash
rm -rf old
\`\`\`
`

const here = look({ interactive: true, colour: false, unicode: true, plain: false, width: 80, height: 24 })
const started = (text = document): Scenario => {
  const run = aRun(read(sourceOf('D.md', new TextEncoder().encode(text), '0'.repeat(64))).plan)
  run.advance()
  return run
}

/** A person who presses these keys and types these lines, in turn; null is Ctrl-C. When nothing is left they go away. */
async function person(
  run: Scenario,
  decision: Decision,
  keys: readonly string[],
  lines: readonly (string | null)[] = [],
): Promise<{ readonly answer: Answer | null; readonly shown: string }> {
  const [pressed, typed] = [[...keys], [...lines]]
  const shown: string[] = []
  const line = async () => typed.shift() ?? null
  const desk: Desk = {
    look: here,
    print: (printed) => shown.push(...printed),
    keys: {
      next: async () => pressed.shift() ?? null,
      line: async (_prompt, _signal, given) => {
        const text = await line()
        return text === 'as it stands' ? (given?.suggestion ?? '') : text
      },
      lines: async () => (await line())?.split('\n') ?? null,
    },
  }
  const answer = await ask(decision, run.state, () => [], desk, new AbortController().signal)
  return { answer, shown: shown.join('\n') }
}

const failed = () => {
  const run = started()
  run.answer('confirm', 'done')
  run.advance()
  run.end({ status: 2, statements: [ran(0, 2)] })
  run.advance()
  return run
}

describe('asking', () => {
  it('answers with a single key, and only with one that stands there', async () => {
    const run = started()
    const { answer } = await person(run, run.asked('confirm'), ['\r', 'z', ' ', 'd'])
    expect(answer).toEqual({ option: 'done', steps: [], reason: null, fields: {} })
  })

  it('ticks some items of a group by number', async () => {
    const run = started()
    const { answer } = await person(run, run.asked('confirm'), ['t'], ['1 3'])
    expect(answer?.steps).toEqual([run.state.plan.steps[0]?.id, run.state.plan.steps[2]?.id])
  })

  it('takes no number that is not in the group', async () => {
    const run = started()
    const { answer, shown } = await person(run, run.asked('confirm'), ['t'], ['4', '2-3'])
    expect(shown).toContain('4')
    expect(answer?.steps).toHaveLength(2)
  })

  it('asks why where a reason goes into the record, until there is one', async () => {
    const run = failed()
    const { answer, shown } = await person(run, run.asked('failure'), ['a'], ['', 'known flake'])
    expect(shown).toContain('A reason goes into the record')
    expect(answer).toMatchObject({ option: 'accept', reason: 'known flake' })
  })

  it('goes back to the keys with Ctrl-C, and lets another answer be given', async () => {
    const run = failed()
    const { answer } = await person(run, run.asked('failure'), ['a', 'r'], [null])
    expect(answer?.option).toBe('retry')
  })

  it('explains every key with what it does', async () => {
    const run = failed()
    const { shown } = await person(run, run.asked('failure'), ['?'])
    for (const { label, effect } of run.asked('failure').options)
      expect(shown.replace(/\s+/g, ' ')).toContain(`${label}: ${effect}`.replace(/\s+/g, ' '))
  })

  it('takes an edit only when something was changed', async () => {
    const run = failed()
    const same = await person(run, run.asked('failure'), ['e', 'r'], ['make deploy'])
    expect(same.shown).toContain('Nothing was changed.')
    expect(same.answer?.option).toBe('retry')
    const other = await person(run, run.asked('failure'), ['e'], ['make deploy FORCE=1'])
    expect(other.answer).toMatchObject({ option: 'edit' })
    expect(Object.values(other.answer?.fields ?? {})).toEqual(['make deploy FORCE=1'])
  })

  it('fills in a blank of the same name further down in a message with what was said first', async () => {
    const message =
      '### Announcement template\n\n```\nSubject: Release [TAG]\n\nThe team releases [TAG] of [PART].\n```\n'
    const run = started(`# Release\n\n## Before\n\n${message}\n## Deploy\n\n\`\`\`bash\nmake deploy\n\`\`\`\n`)
    const told = await person(run, run.asked('message'), ['d'], ['v2', 'as it stands', 'the shop'])
    expect(Object.values(told.answer?.fields ?? {})).toEqual(['v2', 'v2', 'the shop'])
  })
})

describe('a question', () => {
  const shown = (run: Scenario, decision: Decision) =>
    [...decisionLines(decision, run.state, () => ['out'], here), ...keyLines(decision, here)].join('\n')

  it('lists the items of a group with their numbers, and names the key for some of them', () => {
    const run = started()
    const text = shown(run, run.asked('confirm'))
    expect(text).toContain('  1 Everybody knows\n')
    expect(text).toContain('t tick by number')
  })

  it('has no sign beyond ASCII where only that can be shown', () => {
    const run = started('# R\n\n## Before\n- [ ] “All” is well – or so\n- [ ] Nobody’s page…\n')
    const narrow = look({ ...here.caps, unicode: false })
    const text = [
      ...decisionLines(run.asked('confirm'), run.state, () => [], narrow),
      ...keyLines(run.asked('confirm'), narrow),
    ]
    expect(text.join('\n')).toContain('"All" is well - or so')
    expect(text.join('\n')).not.toMatch(/[^\p{ASCII}]/u)
  })

  it('shows the exact command before something is destroyed', () => {
    const run = failed()
    run.answer('failure', 'retry')
    run.advance()
    run.end()
    run.advance()
    expect(shown(run, run.asked('destructive'))).toContain('$ rm -rf old')
  })

  it('names the values that are asked for, and that a secret is not stored', () => {
    const run = started('# R\n\n## Deploy\n```bash\ndeploy --token "$API_TOKEN" --app "$APP"\n```\n')
    const text = shown(run, run.asked('input'))
    expect(text).toContain('API_TOKEN')
    expect(text).toContain('a secret, not stored')
    expect(text).toContain('APP')
  })
})
