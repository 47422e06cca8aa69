import { describe, expect, it } from 'vitest'
import { read, sourceOf } from '../index.ts'

const run = (command: string) => `\`\`\`bash\n${command}\n\`\`\`\n`
const back = (...parts: string[]) => {
  const text = `# Shop\n\n## Deploy\n\n${run('make deploy')}\n${parts.join('\n')}`
  const { plan } = read(sourceOf('D.md', new TextEncoder().encode(text), '0'.repeat(64)))
  return plan.steps.slice(1).map((step) => [step.title, step.condition?.text ?? null])
}

describe('the sentence that leads a way back', () => {
  it('says when to take all of it: whoever started it is not asked again', () => {
    expect(back('## Rollback\n', 'If the error rate is over 5 %:\n', run('make rollback'), run('make check'))).toEqual([
      ['make rollback', null],
      ['make check', null],
    ])
  })

  it('is one of several cases where another begins below it', () => {
    expect(
      back(
        '## Rollback\n',
        'If the error rate is over 5 %:\n',
        run('make rollback'),
        'If the migration failed:\n',
        run('make undo'),
      ),
    ).toEqual([
      ['make rollback', 'If the error rate is over 5 %'],
      ['make undo', 'If the migration failed'],
    ])
  })

  it('is of its part where it stands in a part of the way back', () => {
    expect(
      back('## Rollback\n', run('make rollback'), '### Database\n', 'If the migration failed:\n', run('make undo')),
    ).toEqual([
      ['make rollback', null],
      ['make undo', 'If the migration failed'],
    ])
  })
})
