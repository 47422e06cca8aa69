import { describe, expect, it } from 'vitest'
import type { Inline } from '../../contract/index.ts'
import { read, sourceOf } from '../../read/index.ts'
import { digestOf } from '../../run/chain.ts'
import fc from '../../testing/properties.ts'
import { inlineOf } from './inline.ts'
import { runDocument } from './run-document.ts'

const told = (text: string) => {
  const source = sourceOf('DEPLOY.md', Buffer.from(text), digestOf(text))
  return runDocument(source, read(source).plan)
}

/** Rows in short: `line kind words`. */
const rows = (text: string) =>
  told(text).rows.map((row) => {
    const words =
      'words' in row
        ? plain(row.words)
        : row.is === 'code'
          ? row.text
          : row.is === 'cells'
            ? row.cells.map(plain).join(' | ')
            : ''
    const step = 'step' in row && row.step !== null ? '*' : ''
    return `${row.line} ${row.is}${step} ${words}`.trim()
  })

const plain = (words: readonly Inline[]): string =>
  words.map((one) => ('text' in one ? one.text : plain(one.inside))).join('')

/** Every step is in rows exactly once; lines do not go back. */
function isWhole(document: ReturnType<typeof told>): void {
  const shown = document.rows.flatMap((row) => ('step' in row && row.step !== null ? [row.step] : []))
  expect([...shown].sort()).toEqual(Object.keys(document.steps).sort())
  const lines = document.rows.map(({ line }) => line)
  expect(lines).toEqual(lines.toSorted((a, b) => a - b))
}

describe('A document as rows', () => {
  it('keeps its own structure, with each step in its place', () => {
    expect(
      rows(
        '# Go\n\nWhy *so*.\n\n## Deploy\n\n- [ ] Tell **them**\n  - by mail\n- plain\n\n> quoted\n\n```bash\nmake\n```\n\n---\n\n```json\n{"a": 1}\n```\n',
      ),
    ).toEqual([
      '1 heading Go',
      '3 text Why so.',
      '5 heading Deploy',
      '7 step* Tell them',
      '8 text by mail',
      '9 text plain',
      '11 text quoted',
      '13 step* make',
      '17 rule',
      '19 code {"a": 1}',
    ])
  })

  it('shows a table line by line, and the step of a line in it', () => {
    expect(rows('# Go\n\n| Check | Done |\n|---|---|\n| Look | ☐ |\n| See | ☐ |\n')).toEqual([
      '1 heading Go',
      '3 cells Check | Done',
      '5 cells* Look |',
      '6 cells* See |',
    ])
  })

  it('gives steps that share a line a row each', () => {
    expect(rows('# Go\n\nRun `make build` and then `make install`.\n\nApplied: ☐ staging ☐ production\n')).toEqual([
      '1 heading Go',
      '3 text Run make build and then make install.',
      '3 step* make build',
      '5 step* Applied: ☐ staging ☐ production',
    ])
  })
})

describe('Words of a document', () => {
  it.each([
    [
      'a **b** c',
      [
        { is: 'text', text: 'a ' },
        { is: 'strong', inside: [{ is: 'text', text: 'b' }] },
        { is: 'text', text: ' c' },
      ],
    ],
    ['snake_case_word', [{ is: 'text', text: 'snake_case_word' }]],
    ['2 * 3 * 4', [{ is: 'text', text: '2 * 3 * 4' }]],
    ['`a *b* c`', [{ is: 'code', text: 'a *b* c' }]],
    ['**open', [{ is: 'text', text: '**open' }]],
    ['[x](https://example.org)', [{ is: 'link', to: 'https://example.org', inside: [{ is: 'text', text: 'x' }] }]],
    ['[x](javascript:alert(1))', [{ is: 'text', text: 'x (javascript:alert(1))' }]],
    ['[x](./other.md)', [{ is: 'text', text: 'x (./other.md)' }]],
    ['![x](https://example.org/a.png)', [{ is: 'text', text: '![x](https://example.org/a.png)' }]],
    ['<b>x</b> <script>alert(1)</script>', [{ is: 'text', text: '<b>x</b> <script>alert(1)</script>' }]],
    ['a <!-- note --> b', [{ is: 'text', text: 'a  b' }]],
    ['a &amp; &lt;b&gt; &#x202e;', [{ is: 'text', text: 'a & <b> \u202e' }]],
    ['~~gone~~', [{ is: 'strike', inside: [{ is: 'text', text: 'gone' }] }]],
    ['***both***', [{ is: 'strong', inside: [{ is: 'em', inside: [{ is: 'text', text: 'both' }] }] }]],
  ])('of %j', (text, expected) => {
    expect(inlineOf(text)).toEqual(expected)
  })

  it('are never lost, whatever marks stand between them, and lead only to the web, mail and headings', () => {
    const marks = fc.constantFrom(
      '*',
      '**',
      '_',
      '`',
      '``',
      '~~',
      '[',
      '](',
      ')',
      '<',
      '>',
      '!',
      '\\',
      '&amp;',
      '<!--',
      '-->',
      ' ',
      'word',
      'javascript:x',
      '\n',
    )
    fc.assert(
      fc.property(fc.array(marks, { maxLength: 60 }), (parts) => {
        const links = (words: readonly Inline[]): string[] =>
          words.flatMap((one) =>
            one.is === 'link' ? [one.to, ...links(one.inside)] : 'inside' in one ? links(one.inside) : [],
          )
        const words = inlineOf(parts.join(''))
        for (const to of links(words)) expect(to).toMatch(/^(https?:\/\/|mailto:|#)/)
        const comment = parts.includes('<!--')
        const seen = plain(words).split('word').length - 1
        if (!comment) expect(seen).toBe(parts.filter((part) => part === 'word').length)
      }),
      { numRuns: 500 },
    )
  })
})

it('has every step in rows once, whatever blocks stand in whatever order', () => {
  const block = fc.constantFrom(
    '# One\n',
    '## Two\n',
    '- [ ] a\n',
    '- [ ] b ☐ c\n',
    '  - [ ] nested\n',
    '1. first\n',
    '   ```bash\n   make\n   ```\n',
    '```bash\nmake a\nmake b\n```\n',
    '> - [ ] quoted\n',
    '| a | b |\n|---|---|\n| ☐ x | ☐ |\n| `make` | ____ |\n',
    'Run `make` and `ls -la`.\n',
    'Name: ____ Date: ____\n',
    '<details>\n\n- [ ] in html\n\n</details>\n',
    '---\n',
    '- plain\n',
    '## Rollback\n',
    '    indented\n',
    '☐ alone\n',
  )
  fc.assert(
    fc.property(fc.array(block, { minLength: 1, maxLength: 14 }), (blocks) => isWhole(told(blocks.join('\n')))),
    { numRuns: 60 },
  )
})
