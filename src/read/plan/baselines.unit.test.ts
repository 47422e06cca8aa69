import { describe, expect, it } from 'vitest'
import type { Plan } from '../../plan/index.ts'
import { type BoundCheck, read, sourceOf } from '../index.ts'

const planOf = (text: string, bound: readonly BoundCheck[] = []): Plan =>
  read(sourceOf('a.md', Buffer.from(`# Release\n\n${text}`), '0'), bound).plan
const command = (line: string) => `\`\`\`bash\n${line}\n\`\`\`\n`
const users = 'sqlite ${DB} "select count(*) from users" value>=before'
const item = `- [ ] No data loss <!-- check: ${users} -->\n`
const deployed = `## Backup\n${command('make backup')}\n## Deployment\n${command('make deploy')}\n`

/** Titles of the main line, block by block. */
const main = ({ main: blocks, steps }: Plan) =>
  blocks.map(({ steps: own }) => own.map((id) => steps.find((one) => one.id === id)?.title))

describe('What is compared with before', () => {
  it('is measured in a block of its own right before the deployment, with the same check and no box', () => {
    const plan = planOf(`${deployed}## Verification\n${item}`)
    expect(main(plan)).toEqual([['make backup'], ['Before: No data loss'], ['make deploy'], ['No data loss']])
    const [baseline, check] = plan.steps.filter(({ kind }) => kind === 'check')
    expect(baseline).toMatchObject({ baseline: true, box: null, title: 'Before: No data loss', span: check?.span })
    expect(baseline?.command?.statements[0]?.script).toBe(users)
    expect(check).toMatchObject({ before: baseline?.id, number: (baseline?.number ?? 0) + 1 })
    expect(plan.steps.map(({ number }) => number)).toEqual([1, 2, 3, 4])
  })

  it('is measured before the first command where nothing is called a deployment', () => {
    const plan = planOf(`## Announce\n- [ ] All know\n\n## Tests\n${command('make migrate')}\n## Checks\n${item}`)
    expect(plan.sections.map(({ role }) => role)).not.toContain('deploy')
    expect(main(plan).map(([first]) => first)).toEqual([
      'All know',
      'Before: No data loss',
      'make migrate',
      'No data loss',
    ])
  })

  it('is measured once where the same check compares at several places', () => {
    const plan = planOf(`${deployed}## Verification\n${item}\n## Rollback\n${command('make back')}${item}`)
    const [first, second] = plan.steps.filter(({ before }) => before !== undefined)
    expect(plan.steps.filter(({ baseline }) => baseline)).toHaveLength(1)
    expect(second?.before).toBe(first?.before)
  })

  it('keeps its identity when something else of the document changes', () => {
    const id = (plan: Plan) => plan.steps.find(({ baseline }) => baseline)?.id
    const text = `${deployed}## Verification\n${item}`
    expect(id(planOf(text))).toBe(id(planOf(`Words.\n\n${text.replace('make backup', 'make a-backup')}`)))
  })

  it('is measured for a condition for going back, whose values are asked for before the run', () => {
    const plan = planOf(
      `${deployed}## Rollback\nRoll back when:\n- Performance degradation > 50% <!-- check: http \${BASE_URL}/ times=9 p95>before*1.5 -->\n\n${command('make back')}`,
    )
    const [trigger] = plan.procedures[0]?.triggers ?? []
    const baseline = plan.steps.find(({ id }) => id === trigger?.before)
    expect(baseline).toMatchObject({ baseline: true, title: 'Before: Performance degradation > 50%' })
    expect(plan.inputs).toMatchObject([{ name: 'BASE_URL', scope: 'main' }])
  })

  it('needs its values before the run also where only the way back compares', () => {
    const plan = planOf(`${deployed}## Rollback\n${command('make back')}${item}`)
    expect(plan.inputs).toMatchObject([{ name: 'DB', scope: 'main' }])
    expect(plan.inputs[0]?.uses).toHaveLength(1)
  })

  it('stands outside of a section that may be left out', () => {
    const ways = `## Deployment\n### Option A: Docker\n${command('docker compose up -d')}\n### Option B: systemd\n${command('systemctl restart app')}\n`
    const plan = planOf(`${ways}## Verification\n${item}`)
    const baseline = plan.steps.find((step) => step.baseline)
    expect(plan.sections.some(({ alternative }) => alternative !== null)).toBe(true)
    expect(plan.sections.find(({ id }) => id === baseline?.section)).toMatchObject({
      title: 'Deployment',
      alternative: null,
    })
  })

  it('is measured for a check that the project has for an item or for a criterion of success', () => {
    const bound = [{ words: 'no data loss', text: users }]
    expect(
      main(planOf(`${deployed}## Success Criteria\n- ✅ No data loss\n- ✅ All is well\n`, bound)).flat(),
    ).toContain('Before: No data loss')
  })

  it('is not there where nothing compares', () => {
    const plan = planOf(`${deployed}## Verification\n- [ ] Space <!-- check: disk / -->\n`)
    expect(plan.steps.some(({ baseline, before }) => baseline !== undefined || before !== undefined)).toBe(false)
  })
})
