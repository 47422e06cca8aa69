import type { ExpectationTest } from '../../plan/index.ts'
import type { Judged, Seen } from './seen.ts'

type Test = Extract<ExpectationTest, { is: 'exit' }>

/** "should raise IntegrityError" is any status but 0; what it should raise is an expectation of its text beside it. */
export const exit = ({ status: expected }: Test, { status }: Seen): Judged => {
  if (status === null) return { verdict: 'unclear', why: 'The exit status was not seen.' }
  if (expected === 'fail')
    return status === 0
      ? { verdict: 'unmet', why: 'It should fail, but it ended with status 0.' }
      : { verdict: 'met', why: `It should fail, and ended with status ${status}.` }
  return { verdict: status === expected ? 'met' : 'unmet', why: `Exit status ${status}, expected ${expected}.` }
}
