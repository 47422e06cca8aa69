import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import Ajv from 'ajv'
import { applyPatch } from 'diff'
import { describe, expect, it } from 'vitest'
import type { Finding } from '../../plan/index.ts'
import { read, sourceOf } from '../../read/index.ts'
import { linesOf } from '../../read/lines.ts'
import { knownDocuments, noneKnown, ofKnown } from '../../testing/known-documents.ts'
import fc from '../../testing/properties.ts'
import { look } from '../terminal/look.ts'
import { type Checked, type Checking, settle } from './checked.ts'
import { annotations } from './github.ts'
import { checkingJson } from './json.ts'
import { patchLines, patchOf } from './patch.ts'
import { placeOf } from './places.ts'
import { sarif } from './sarif.ts'
import { checkingText } from './summary.ts'

const caps = { interactive: false, colour: false, unicode: true, plain: false, width: 80, height: 24 }

function checkedOf(text: string | Uint8Array, path = 'RELEASE.md'): Checked {
  const source = sourceOf(path, typeof text === 'string' ? new TextEncoder().encode(text) : text, 'a'.repeat(64))
  const { plan, findings, silenced } = read(source)
  return { source, lines: linesOf(source.text), steps: plan.steps.length, findings, silenced }
}

const checkingOf = (...documents: readonly Checked[]): Checking => ({ documents, shellcheck: { is: 'used' } })

const text = [
  '# Release',
  '',
  '## Verify',
  '',
  'The front end:',
  '',
  '```bash',
  'echo "東京 🚀" && curl http://shop/health',
  '```',
  '',
  '<!-- holdpoint-ignore curl-cannot-fail: only warmed up -->',
  '```bash',
  'curl http://shop/warm',
  '```',
  '',
].join('\n')
const document = checkedOf(text)
const curl = document.findings.find((one) => one.rule === 'curl-cannot-fail') as Finding

/** Loaded from the package that carries it; version 6 of ajv knows the draft that it is written in. */
const require = createRequire(import.meta.url)
const json = (path: string) => JSON.parse(readFileSync(require.resolve(path), 'utf8'))
const ajv = new Ajv({ schemaId: 'auto', allErrors: true })
ajv.addMetaSchema(json('ajv/lib/refs/json-schema-draft-04.json'))
const valid = ajv.compile(json('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json'))
const wrongIn = (log: unknown) => {
  valid(JSON.parse(JSON.stringify(log)))
  return valid.errors ?? []
}

describe('places', () => {
  it('count columns in UTF-16 units, the end exclusive', () => {
    const start = text.indexOf('curl http')
    expect(placeOf(document.lines, curl.span)).toEqual({ line: 8, column: 17, endLine: 8, endColumn: 40 })
    expect(start - text.lastIndexOf('\n', start)).toBe(17)
  })

  it('count no byte-order mark, and lines of every kind of end', () => {
    const lines = linesOf('\uFEFFab\r\ncd\ref')
    expect(placeOf(lines, { start: 1, end: 3 })).toEqual({ line: 1, column: 1, endLine: 1, endColumn: 3 })
    expect(placeOf(lines, { start: 5, end: 9 })).toEqual({ line: 2, column: 1, endLine: 3, endColumn: 2 })
  })
})

describe('text for people', () => {
  const shown = (width: number, some: Partial<typeof caps> = {}) =>
    checkingText(checkingOf(document), { severity: 'info', files: ['RELEASE.md'] }, look({ ...caps, width, ...some }))

  it('shows where, what, and what to do', () => {
    const all = shown(80).join('\n')
    expect(all).toContain(
      [
        'warning[curl-cannot-fail] This curl succeeds on an error page: its status says',
        '  nothing about the answer.',
        '  ╭─ RELEASE.md:8:17',
        '8 │ echo "東京 🚀" && curl http://shop/health',
        '  │                   ━━━━━━━━━━━━━━━━━━━━━━━',
        '  ╰─ Add --fail, or say below it what is expected, e.g. "# Expected: 200".',
        '     --fix does it: Add --fail',
        '     holdpoint lint --explain curl-cannot-fail',
      ].join('\n'),
    )
    expect(all).toContain('1 silenced with a reason.')
    expect(all).toContain('1 can be mended without you: holdpoint lint --fix RELEASE.md')
  })

  it('says once what is the same of lines that follow each other', () => {
    const twice = checkedOf('# Release\n\n## Verify\n\n```bash\nchmod 777 a\nchmod 777 b\n```\n')
    const lines = checkingText(checkingOf(twice), { severity: 'info', files: ['x'] }, look(caps))
    expect(lines.filter((line) => line.startsWith('warning['))).toHaveLength(1)
    expect(lines).toEqual(expect.arrayContaining(['6 │ chmod 777 a', '7 │ chmod 777 b']))
    const plain = checkingText(checkingOf(twice), { severity: 'info', files: ['x'] }, look({ ...caps, plain: true }))
    expect(plain.filter((line) => line.includes('world-writable.'))).toHaveLength(2)
  })

  it('marks several places of one line below it', () => {
    const line = checkedOf('# Release\n\n## Verify\n\n```bash\nchmod 777 a; chmod 777 b\n```\n')
    const lines = checkingText(checkingOf(line), { severity: 'info', files: ['x'] }, look(caps))
    expect(lines.filter((one) => /^6 │/.test(one))).toHaveLength(1)
    expect(lines).toContain('  │ ━━━━━━━━━━━  ━━━━━━━━━━━')
  })

  it('is ASCII where that is asked, and sentences for screen readers', () => {
    expect(shown(80, { unicode: false }).join('\n')).toContain('  --> RELEASE.md:8:17')
    const plain = shown(80, { unicode: false, plain: true }).join('\n')
    expect(plain).toContain('RELEASE.md, line 8, column 17: warning, curl-cannot-fail.')
    expect(plain).toContain('  It says: curl http://shop/health')
    expect(plain).not.toMatch(/[│^━]/)
  })

  it('says so friendly when there is nothing', () => {
    const clean = checkedOf('# Release\n\n- [ ] The team knows\n')
    const lines = checkingText(checkingOf(clean), { severity: 'info', files: ['RELEASE.md'] }, look(caps))
    expect(lines).toEqual(['Nothing found in RELEASE.md: it is clean.', 'Next: holdpoint rehearse RELEASE.md'])
  })

  it('says once that shellcheck is not there, and why it has said nothing', () => {
    const at = (shellcheck: Checking['shellcheck']) =>
      checkingText({ documents: [document, document], shellcheck }, { severity: 'error', files: ['x'] }, look(caps))
    expect(at({ is: 'absent' }).filter((line) => line.includes('shellcheck'))).toHaveLength(1)
    expect(at({ is: 'failed', why: 'it took long' })).toContain('shellcheck has said nothing: it took long.')
  })

  it.each([20, 40, 80, 140])('keeps to %d cells', (width) => {
    for (const line of shown(width)) if (!line.includes('--explain')) expect(line.length).toBeLessThanOrEqual(width)
  })
})

describe('SARIF', () => {
  const log = sarif(checkingOf(document), 'info', '1.2.3', [])
  const [run] = log.runs

  it('keeps to the official schema, with results, fixes, suppressions and what could not be read', () => {
    const unread = [{ path: 'a b.md', error: { code: 'document-missing', sentence: 'No.', next: 'Look.' } }]
    expect(run?.results.some((one) => 'fixes' in one)).toBe(true)
    expect(run?.results.some((one) => 'suppressions' in one)).toBe(true)
    expect(wrongIn(log)).toEqual([])
    expect(wrongIn(sarif({ documents: [], shellcheck: { is: 'failed', why: 'x' } }, 'info', '1.2.3', unread))).toEqual(
      [],
    )
  })

  it('would be found out if it did not', () => {
    expect(wrongIn({ ...log, version: '2.0.0' })).not.toEqual([])
    expect(wrongIn({ ...log, runs: [{ ...run, results: [{ ruleId: 1 }] }] })).not.toEqual([])
  })

  it('names the place in UTF-16 units and says so', () => {
    const result = run?.results.find((one) => one.ruleId === 'curl-cannot-fail')
    expect(run?.columnKind).toBe('utf16CodeUnits')
    expect(result?.locations[0]?.physicalLocation).toEqual({
      artifactLocation: { uri: 'RELEASE.md', index: 0 },
      region: {
        startLine: 8,
        startColumn: 17,
        endLine: 8,
        endColumn: 40,
        snippet: { text: 'curl http://shop/health' },
      },
    })
    expect(run?.tool.driver.rules[result?.ruleIndex ?? -1]?.id).toBe('curl-cannot-fail')
  })

  it('carries what is silenced, with the reason', () => {
    expect(run?.results.find((one) => 'suppressions' in one)).toMatchObject({
      ruleId: 'curl-cannot-fail',
      suppressions: [{ kind: 'inSource', justification: 'only warmed up' }],
    })
  })

  it('knows a finding again when lines were added above it', () => {
    const print = (some: string) =>
      sarif(checkingOf(checkedOf(some)), 'info', '1', []).runs[0]?.results.find(
        (one) => one.ruleId === 'curl-cannot-fail',
      )?.partialFingerprints
    expect(print(text.replace('## Verify', 'More.\n\n## Verify'))).toEqual(print(text))
    expect(print(text.replace('health', 'ready'))).not.toEqual(print(text))
  })

  it('writes paths as references that a reader can resolve', () => {
    const uri = (path: string) =>
      sarif(checkingOf(checkedOf(text, path)), 'info', '1', []).runs[0]?.artifacts[0]?.location.uri
    expect(uri('./docs/Grüße 1.md')).toBe('docs/Gr%C3%BC%C3%9Fe%201.md')
    expect(uri('/srv/a.md')).toBe('file:///srv/a.md')
  })

  it.skipIf(noneKnown)(ofKnown('keeps to the schema for real documents, in one log'), () => {
    const some = knownDocuments.filter((_, at) => at % 70 === 3).map((path) => checkedOf(readFileSync(path), path))
    expect(wrongIn(sarif(checkingOf(...some), 'info', '1.2.3', []))).toEqual([])
  })
})

describe('GitHub annotations', () => {
  it('name file, lines, columns and rule, and the sentence', () => {
    expect(annotations(document, [curl])).toEqual([
      '::warning file=RELEASE.md,line=8,endLine=8,col=17,endColumn=40,title=curl-cannot-fail::This curl succeeds on an error page: its status says nothing about the answer. Add --fail, or say below it what is expected, e.g. "# Expected: 200".',
    ])
  })

  it('escape what would end a command or a property', () => {
    const strange = { ...curl, severity: 'info' as const, message: '100%\r\n::error::no', remedy: 'x' }
    const [line = ''] = annotations(checkedOf(text, 'a,b:c%.md'), [strange])
    expect(line).toContain('::notice file=a%2Cb%3Ac%25.md,')
    expect(line.endsWith('::100%25%0D%0A::error::no x')).toBe(true)
    expect(line).not.toMatch(/[\r\n]/)
  })

  it('have no columns where several lines are meant', () => {
    const [line = ''] = annotations(document, [{ ...curl, span: { start: 0, end: 20, line: 1, endLine: 3 } }])
    expect(line).toContain('line=1,endLine=3,title=')
  })
})

describe('JSON', () => {
  it('has places, fixes, silences and sums', () => {
    const told = checkingJson(checkingOf(document), 'warning', [], new Map())
    expect(told.summary).toMatchObject({ silenced: 1, fixable: 1 })
    expect(told.documents[0]?.findings.find((one) => one.rule === 'curl-cannot-fail')).toMatchObject({
      line: 8,
      column: 17,
      fix: { title: 'Add --fail', edits: [{ line: 8, column: 21, endLine: 8, endColumn: 21, text: ' --fail' }] },
    })
    expect(told.documents[0]?.silenced[0]).toMatchObject({ rule: 'curl-cannot-fail', line: 13, by: 'document' })
  })
})

describe('what holdpoint.yaml says of rules', () => {
  const remark = { ...curl, rule: 'shellcheck/SC2086' }

  it('changes how bad they are, or silences them with the reason', () => {
    const { findings, silenced } = settle([curl, remark], {
      'curl-cannot-fail': { severity: 'error', reason: null },
      shellcheck: { severity: 'off', reason: 'We know.' },
    })
    expect(findings).toEqual([{ ...curl, severity: 'error' }])
    expect(silenced).toEqual([{ finding: remark, reason: 'We know.', by: 'project' }])
  })

  it('is taken of the code before it is taken of all codes', () => {
    const settings = {
      shellcheck: { severity: 'off', reason: 'x' },
      'shellcheck/SC2086': { severity: 'error', reason: null },
    } as const
    expect(settle([remark], settings).findings[0]?.severity).toBe('error')
  })
})

describe('a patch', () => {
  const source = (some: string) => sourceOf('docs/RELEASE.md', new TextEncoder().encode(some), '')

  it('leads from one text to the other, whatever the line ends', () => {
    const line = fc.constantFrom('a', 'b', 'curl x', '', 'é')
    const lines = fc.array(fc.tuple(line, fc.constantFrom('\n', '\r\n')), { maxLength: 12 })
    const whole = lines.map((some) => some.map(([words, end]) => words + end).join(''))
    fc.assert(
      fc.property(whole, whole, (before, after) => {
        const patch = new TextDecoder().decode(patchOf(source(before), source(after)))
        expect(applyPatch(before, patch, { autoConvertLineEndings: false })).toBe(after)
      }),
    )
  })

  it('is shown with controls as what they are', () => {
    expect(patchLines(source('a\n'), source('\x1b[2Jb\n'), look(caps)).slice(-2)).toEqual(['-a', '+␛[2Jb'])
  })
})
