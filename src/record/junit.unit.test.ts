import { describe, expect, it } from 'vitest'
import { endedStep, settled, startedStep, toyRun } from '../testing/toy-run.ts'
import { junit } from './junit.ts'

const text = '- [ ] a & "b" <c>\n- [ ] two\n- [ ] three\n- [ ] four\n- [ ] five\n'
const { state, history } = toyRun(text, [
  startedStep('step-1'),
  endedStep('step-1', { bytes: 9, digest: 'd' }),
  settled('step-1'),
  settled('step-2', 'skipped', 'not\nhere'),
  settled('step-3', 'failed', '"x" \u001b'),
  settled('step-4', 'unknown'),
])
const bytes = Buffer.from('\u001b[31m]]> & \u0000 \ufffe ä\n')
const xml = junit(state, history, (step) => (step === 'step-1' ? { bytes, from: 0 } : null))

describe('JUnit XML', () => {
  it('counts a suite for each section', () => {
    expect(xml).toContain('<testsuite name="Whole" tests="5" failures="1" errors="1" skipped="2" time="1.000">')
  })

  it('tells skipped, failed, unknown and not reached', () => {
    expect(xml).toContain('<skipped message="not here (Ada Lovelace &lt;ada@example.org&gt;)"/>')
    expect(xml).toContain('<failure message="&quot;x&quot; \\u001b (Ada')
    expect(xml).toContain('<error message="(Ada')
    expect(xml).toContain('<skipped message="not reached"/>')
  })

  it('holds output with what XML forbids written as codes', () => {
    expect(xml).toContain('\\u001b[31m]]&gt; &amp; \\u0000 \\ufffe ä')
    expect(xml).not.toMatch(/(?!\n)\p{Cc}/u)
  })

  it('is well formed: every tag that opens closes, in order', () => {
    const open: string[] = []
    for (const [, slash, name = '', , self] of xml.matchAll(/<(\/?)([a-z-]+)((?: [a-z]+="[^"<]*")*)(\/?)>/g)) {
      if (slash) expect(open.pop()).toBe(name)
      else if (!self) open.push(name)
    }
    expect(open).toEqual([])
    expect(xml.replace(/<\?xml.*?\?>/, '').replace(/<\/?[a-z-]+(?: [a-z]+="[^"<]*")*\/?>/g, '')).not.toMatch(/[<>]/)
  })
})
