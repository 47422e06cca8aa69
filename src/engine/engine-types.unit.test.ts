import { expectTypeOf, it } from 'vitest'
import type { DriverCommand } from '../run/index.ts'
import type { Engine } from './index.ts'

/** Checked by the compiler: `npm run check`. */
it('no surface can say what only the engine sees: the end of a step, a start, a driver', () => {
  type Sent = Parameters<Engine['act']>[1]['type']
  expectTypeOf<Extract<Sent, DriverCommand['type']>>().toBeNever()
  expectTypeOf<'Answer'>().toExtend<Sent>()
})
