import { describe, expect, it } from 'vitest'
import type { Finding } from '../../plan/index.ts'
import fc from '../../testing/properties.ts'
import { read } from '../index.ts'
import { bytesOf, sourceOf } from '../source.ts'
import { applyFixes } from './fix.ts'

const edit = (start: number, end: number, text: string) => ({ span: { start, end, line: 1, endLine: 1 }, text })
const finding = (...edits: readonly ReturnType<typeof edit>[]): Finding => ({
  rule: 'left-out',
  severity: 'info',
  span: edits[0]?.span ?? { start: 0, end: 0, line: 1, endLine: 1 },
  message: '',
  remedy: '',
  fix: { title: 'Change it', edits },
})
const mend = (text: string, findings: readonly Finding[], encoding: 'utf8' | 'latin1' = 'utf8') =>
  applyFixes({ text, encoding }, findings)

describe('fixes', () => {
  it('are applied together, each at its place', () => {
    const { text, mended } = mend('one two three', [
      finding(edit(0, 3, '1')),
      finding(edit(8, 13, '3'), edit(4, 7, '')),
    ])
    expect(text).toBe('1  3')
    expect(mended).toHaveLength(2)
  })

  it('that touch an earlier one wait, whole', () => {
    const later = finding(edit(3, 5, 'x'), edit(8, 9, 'y'))
    const { text, mended } = mend('one two three', [finding(edit(0, 3, '1')), later])
    expect(text).toBe('1 two three')
    expect(mended).not.toContain(later)
  })

  it('take on the line ends of where they stand', () => {
    expect(mend('a\r\nb\n', [finding(edit(0, 1, 'x\ny'))]).text).toBe('x\r\ny\r\nb\n')
    expect(mend('a\nb', [finding(edit(2, 3, 'x\ny'))]).text).toBe('a\nx\ny')
  })

  it('write nothing but ASCII into a document whose encoding is not known', () => {
    expect(mend('a', [finding(edit(0, 1, 'ü'))], 'latin1').mended).toEqual([])
  })

  it('leave every byte outside of the edits as it is', () => {
    const places = fc.array(fc.tuple(fc.nat(40), fc.nat(6), fc.string({ maxLength: 5 })), { maxLength: 8 })
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), places, (bytes, spots) => {
        const source = sourceOf('x.md', bytes, '')
        const size = source.text.length
        const findings = spots.map(([at, length, text]) =>
          finding(edit(Math.min(at, size), Math.min(at + length, size), text.replace(/[^ -~]/g, ''))),
        )
        const { text, mended } = applyFixes(source, findings)
        const edits = mended.flatMap((one) => one.fix?.edits ?? []).sort((a, b) => a.span.start - b.span.start)
        let before = 0
        let after = 0
        for (const { span, text: added } of [...edits, edit(size, size, '')]) {
          const kept = source.text.slice(before, span.start)
          expect(text.slice(after, after + kept.length)).toBe(kept)
          after += kept.length + added.length
          before = span.end
        }
        expect(after).toBe(text.length)
        if (edits.length === 0) expect(bytesOf({ ...source, text })).toEqual(bytes)
      }),
    )
  })
})

const pieces = [
  '# Release',
  '## Smoke test',
  '## Rollback',
  '```bash\ncurl http://shop/health\n```',
  '```bash\nsudo curl -s http://shop/a && curl "http://shop/b"\n```',
  '1. Ask with `curl http://shop/c`',
  '<!-- holdpoint-ignore curl-cannot-fail: warmed up -->',
  '<!-- holdpoint-ignore left-out: nothing -->',
  '- [ ] Grüße 東京',
  '```bash\n./bin/go <app>\n```',
]

it('after fixing, what was mended is gone, nothing new is wrong, and there is nothing left to do', () => {
  const document = fc.tuple(
    fc.array(fc.constantFrom(...pieces), { maxLength: 12 }),
    fc.constantFrom('\n', '\r\n'),
    fc.boolean(),
  )
  let seen = 0
  fc.assert(
    fc.property(document, ([parts, end, bom]) => {
      const text = `${bom ? '\uFEFF' : ''}${parts.join('\n\n').replaceAll('\n', end)}${end}`
      const source = sourceOf('x.md', new TextEncoder().encode(text), '')
      const errors = (one: ReturnType<typeof read>) =>
        one.findings.filter(({ severity }) => severity === 'error').length
      const before = read(source)
      const { text: next, mended } = applyFixes(source, before.findings)
      const after = read({ ...source, text: next })
      seen += mended.length
      expect(errors(after)).toBeLessThanOrEqual(errors(before))
      expect(after.findings.filter((one) => one.fix !== null)).toHaveLength(
        before.findings.filter((one) => one.fix !== null).length - mended.length,
      )
      if (bom) expect(next.startsWith('\uFEFF')).toBe(true)
      expect(next.split(end).length).toBe(next.split('\n').length)
    }),
    { numRuns: 60 },
  )
  expect(seen).toBeGreaterThan(20)
})
