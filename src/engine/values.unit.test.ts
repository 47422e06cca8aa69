import { describe, expect, it } from 'vitest'
import { read } from '../read/index.ts'
import type { Answer, Decision, OptionId } from '../run/index.ts'
import { driveOptions, engineOfFakes, newRun } from '../testing/engine-of-fakes.ts'
import { FakeRunner } from '../testing/fake-runner.ts'
import { ada } from '../testing/run-events.ts'
import type { AttemptSpec } from './ports.ts'

interface World {
  readonly file?: string | null
  readonly commit?: string
  readonly tag?: string
  readonly output?: (spec: AttemptSpec) => string
  /** Fields given when inputs are asked. */
  readonly fields?: Readonly<Record<string, string>>
  /** Option chosen for a literal. */
  readonly literal?: 'take' | 'keep'
}

/** A document driven until `./fail` fails, then the way back; what ran in it and what was asked. */
async function wayBack(lines: readonly string[], world: World = {}) {
  const text = `${lines.join('\n')}\n`
  const { plan } = read({ path: 'GO.md', text, encoding: 'utf8', digest: 'd' })
  const runner = new FakeRunner()
  runner.behaviour = (spec) => ({
    statuses: spec.statements.map((one) => (one.script === './fail' ? 1 : 0)),
    output: world.output?.(spec) ?? '',
  })
  const engine = engineOfFakes(runner, {
    capture: {
      newestFile: async () => world.file ?? null,
      gitCommit: async () => world.commit ?? null,
      gitTag: async () => world.tag ?? null,
      gitChanges: async () => null,
    },
  })
  const run = await engine.create(newRun(plan, { source: { path: 'GO.md', text, encoding: 'utf8' } }), ada)
  const asked: Decision[] = []
  const choose: Partial<Record<Decision['kind'], OptionId>> = {
    failure: 'back',
    procedure: 'start',
    value: world.literal ?? 'keep',
    input: 'give',
  }
  const answerOf = (decision: Decision): Answer => ({
    option: choose[decision.kind] ?? decision.options[0]?.id ?? 'yes',
    steps: [],
    reason: null,
    fields: Object.fromEntries(
      Object.entries(world.fields ?? {}).filter(([name]) => decision.fields.some((one) => one.name === name)),
    ),
  })
  const stop = await engine.drive(
    run.id,
    driveOptions({
      answer: async ([decision], _state, _signal, refused) => {
        if (refused !== null) throw refused
        if (decision === undefined) return null
        asked.push(decision)
        return { decision: decision.id, answer: answerOf(decision) }
      },
    }),
  )
  return { state: stop.state, asked, last: runner.started.at(-1) as AttemptSpec, plan }
}

const release = (forward: readonly string[], back: readonly string[]) => [
  '# Release',
  '',
  '## Deploy',
  '',
  '```bash',
  ...forward,
  '```',
  '',
  '```bash',
  './fail',
  '```',
  '',
  '## Rollback',
  '',
  '```bash',
  ...back,
  '```',
]

describe('the way back is given what its placeholders stand for', () => {
  const backup = 'pg_dump shop > /srv/backup_$(date +%Y%m%d_%H%M%S).sql'
  const file = '/srv/backup_20260102_030405.sql'

  it.each([
    ['psql shop < /srv/backup_YYYYMMDD_HHMMSS.sql', 'INPUT_YYYYMMDD_HHMMSS', '20260102_030405'],
    ['psql shop < backup_TIMESTAMP.sql', 'INPUT_TIMESTAMP', '20260102_030405'],
    ['psql shop < backup_<date>.sql', 'INPUT_DATE', '20260102_030405'],
    ['psql shop < <backup-file>', 'INPUT_BACKUP_FILE', '/srv/backup_20260102_030405.sql'],
    ['psql shop < /srv/<backup-file>', 'INPUT_BACKUP_FILE', 'backup_20260102_030405.sql'],
  ])('%s', async (command, input, value) => {
    const { last, asked, state } = await wayBack(release([backup], [command]), { file })
    expect(last.env).toEqual({ [input]: value })
    expect(state.inputs[input]).toMatchObject({ from: 'captured' })
    expect(asked.filter((one) => one.kind === 'input')).toEqual([])
  })

  it('but nothing of a file that is called otherwise', async () => {
    const { state } = await wayBack(release([backup], ['psql shop < orders_YYYYMMDD.sql']), {
      file,
      fields: { INPUT_YYYYMMDD: '20250101' },
    })
    expect(state.inputs.INPUT_YYYYMMDD).toMatchObject({ value: '20250101', from: 'person' })
  })

  it.each([
    ['git checkout <previous-commit>', 'INPUT_PREVIOUS_COMMIT', 'c0ffee1'],
    ['git reset --hard <commit-hash>', 'INPUT_COMMIT_HASH', 'c0ffee1'],
    ['git checkout PREVIOUS_STABLE_TAG', 'INPUT_PREVIOUS_STABLE_TAG', 'v1.4.0'],
  ])('%s', async (command, input, value) => {
    const { last } = await wayBack(release(['git pull'], [command]), { commit: 'c0ffee1', tag: 'v1.4.0' })
    expect(last.env).toEqual({ [input]: value })
  })

  it('git revert names the commit to undo, which is not the one to return to', async () => {
    const { state } = await wayBack(release(['git pull'], ['git revert --no-edit <commit-hash>']), {
      commit: 'c0ffee1',
      fields: { INPUT_COMMIT_HASH: 'badc0de' },
    })
    expect(state.inputs.INPUT_COMMIT_HASH).toMatchObject({ value: 'badc0de', from: 'person' })
  })
})

describe('a literal for which the run knows a better value is never changed silently', () => {
  const migrations = 'shop\n [X] 0001_initial\n [X] 0041_orders\n [ ] 0042_carts\nusers\n [X] 0007_names\n'
  const cases: readonly (readonly [string, string, string, World])[] = [
    [
      'python manage.py showmigrations',
      'python manage.py migrate shop 0012',
      'python manage.py migrate shop 0041_orders',
      { output: () => migrations },
    ],
    [
      'pg_dump shop > backup_$(date +%Y%m%d_%H%M%S).sql',
      'psql shop < backup_20251002_120000.sql',
      'psql shop < backup_20260102_030405.sql',
      { file: 'backup_20260102_030405.sql' },
    ],
    ['git pull', 'git checkout v1.0.0  # or previous tag', 'git checkout v1.4.0  # or previous tag', { tag: 'v1.4.0' }],
  ]

  it.each(cases)('after %s: %s is kept when a person says so', async (forward, back, better, world) => {
    const { last, asked } = await wayBack(release([forward], [back]), { ...world, literal: 'keep' })
    const offer = asked.find((one) => one.kind === 'value')
    expect(offer?.detail).toEqual([{ is: 'diff', before: back, after: better }])
    expect(last.statements.map((one) => one.script)).toEqual([back])
  })

  it.each(cases)('after %s: %s taken is an edit, a deviation with its diff', async (forward, back, better, world) => {
    const { last, state } = await wayBack(release([forward], [back]), { ...world, literal: 'take' })
    expect(last.statements.map((one) => one.script)).toEqual([better])
    expect(state.deviations).toContainEqual(
      expect.objectContaining({ kind: 'edited', diff: { before: back, after: better } }),
    )
  })

  it('and is kept without a question when the run knows nothing', async () => {
    const { last, asked } = await wayBack(release(['git pull'], ['git checkout v1.0.0']))
    expect(asked.filter((one) => one.kind === 'value')).toEqual([])
    expect(last.statements.map((one) => one.script)).toEqual(['git checkout v1.0.0'])
  })
})

it("a placeholder in a program's input is asked for, and its value stands there", async () => {
  const { last } = await wayBack(release(['./go'], ['psql shop', 'DELETE FROM carts WHERE id = <cart>;', '\\q']), {
    fields: { INPUT_CART: '42' },
  })
  expect(last.statements.map((one) => one.stdin)).toEqual(['DELETE FROM carts WHERE id = 42;\n\\q\n'])
})
