import { describe, expect, it } from 'vitest'
import type { Placeholder } from '../plan/index.ts'
import { aPlan } from '../testing/plans.ts'
import { aRun } from '../testing/scenario.ts'

const hole: Placeholder = {
  span: { start: 0, end: 1, line: 1, endLine: 1 },
  text: '<app>',
  input: 'INPUT_APP',
  position: 'foreign',
}
const script = `ssh web 'restart '"\${INPUT_APP}"' now'`
const source = "ssh web 'restart <app> now'"
const plan = aPlan({
  inputs: [{ name: 'INPUT_APP', text: '<app>' }],
  sections: [
    {
      title: 'Deploy',
      steps: [{ title: 'Restart', run: [{ script, source, placeholders: [hole], needs: ['INPUT_APP'] }] }],
    },
  ],
})
const given = (value: string) => {
  const run = aRun(plan)
  run.act({ type: 'GiveInputs', values: { INPUT_APP: value }, from: 'person' })
  run.advance()
  return run
}

describe('a value that another program parses', () => {
  it('runs without a question when it can mean nothing but itself', () => {
    expect(given('shop-2').state.running).toMatchObject([{ step: 'Restart' }])
  })

  it('is let pass by the person who saw the finished text, and by nobody else', () => {
    const run = given('shop; reboot')
    expect(run.state.running).toEqual([])
    expect(run.asked('input')).toMatchObject({
      question: expect.stringContaining('<app>'),
      detail: [{ is: 'command', text: "ssh web 'restart shop; reboot now'" }],
      options: expect.arrayContaining([
        expect.objectContaining({ id: 'yes' }),
        expect.objectContaining({ id: 'edit' }),
      ]),
    })
    run.answer('input', 'yes')
    run.advance()
    expect(run.state.running).toMatchObject([{ step: 'Restart' }])
  })

  it('is not asked about again for a retry, and is for another value', () => {
    const run = given('shop; reboot')
    run.answer('input', 'yes')
    run.advance()
    run.end({ statements: [], status: 1, notReached: [0] })
    run.answer('failure', 'retry')
    run.act({ type: 'GiveInputs', values: { INPUT_APP: 'shop; halt' }, from: 'person' })
    run.advance()
    expect(run.asked('input').detail).toMatchObject([{ text: "ssh web 'restart shop; halt now'" }])
  })

  it('runs as edited: a text without the value needs nobody', () => {
    const run = given('shop; reboot')
    run.answer('input', 'edit', { fields: { text: 'ssh web restart shop' } })
    run.advance()
    expect(run.state.running).toMatchObject([{ step: 'Restart' }])
  })

  it('is asked about in an edited command too, without the quotes that only the shell sees', () => {
    const run = given('shop; reboot')
    run.answer('input', 'edit', { fields: { text: 'ssh web stop "${INPUT_APP}"' } })
    run.advance()
    expect(run.asked('input').detail).toMatchObject([{ text: 'ssh web stop shop; reboot' }])
  })

  it('does not run when the person leaves the step out', () => {
    const run = given('shop; reboot')
    run.answer('input', 'skip', { reason: 'not like that' })
    run.advance()
    expect(run.state).toMatchObject({ outcome: 'done', deviations: [{ kind: 'skipped', reason: 'not like that' }] })
  })
})
