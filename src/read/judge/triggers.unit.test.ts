import { describe, expect, it } from 'vitest'
import { sourceOf } from '../source.ts'
import { judge } from './index.ts'

/** Lines that are triggers. */
const triggers = (...lines: string[]) =>
  judge(sourceOf('x.md', new TextEncoder().encode(lines.join('\n')), '')).triggers.map(({ span }) => span.line)

describe('what went wrong, in front of a way back, is a trigger', () => {
  it.each([
    'If something goes wrong on the water:',
    'If anything goes wrong, follow these steps:',
    'When something goes wrong:',
    'If the ramp fails, revert:',
  ])('%s', (line) => expect(triggers('## Rollback', '', line)).toEqual([3]))
  it.each(['If you have to roll back:', 'If the rollback fails:', 'If needed, restore the ramp:'])(
    '%s is none',
    (line) => expect(triggers('## Rollback', '', line)).toEqual([]),
  )
})

describe('the condition in the brackets of a heading', () => {
  it('is one when no line below says when', () => {
    expect(triggers('## Rollback (if something goes wrong)', '', '- Row back')).toEqual([1])
    expect(triggers('## Marcha atrás (si algo sale mal después)', '', '- Remar')).toEqual([1])
    expect(triggers('## Rückfallplan (falls etwas schiefgeht)', '', 'Die Fähre wird gestoppt.')).toEqual([1])
  })
  it('is told by the line below that repeats it', () => {
    expect(triggers('## Rollback (if something goes wrong)', '', 'If the ramp breaks:')).toEqual([3])
  })
  it('is none when nothing went wrong in it', () => {
    expect(triggers('## Rollback (if needed)', '', '- Row back')).toEqual([])
  })
})
