import { describe, expect, it, vi } from 'vitest'
import type { DocBlock, Document } from '../document.ts'
import { parseDocument } from './index.ts'

const read = (text: string): Document => parseDocument({ path: 'x.md', text, encoding: 'utf8', digest: '' })

/** Each block as one line: kind, lines, and what it holds. */
function outline(text: string): string[] {
  return read(text).blocks.map((block) => `${block.kind} ${block.span.line}-${block.span.endLine}: ${held(block)}`)
}

function held(block: DocBlock): string {
  if (block.kind === 'code') return `${block.info}|${block.lines.map((line) => line.text).join('⏎')}|${block.closed}`
  if (block.kind === 'row')
    return block.cells.map((cell) => `${cell.text.plain}${'☐'.repeat(cell.boxes.length)}`).join('|')
  if (block.kind === 'heading') return `h${block.level} ${block.text.plain}`
  if (block.kind === 'item') return `${block.boxes.map((box) => (box.ticked ? 'x' : '.')).join('')} ${block.text.plain}`
  return 'text' in block ? block.text.plain : ''
}

describe('headings', () => {
  it.each([
    ['# One', 'h1 One'],
    ['### [ ] STEP 1', 'h3 [ ] STEP 1'],
    ['## Closed ##', 'h2 Closed'],
    ['##Tight', 'h2 Tight'],
    ['Underlined\n===', 'h1 Underlined'],
    ['\uFEFF# After a mark', 'h1 After a mark'],
    ['## **Bold** `code`', 'h2 Bold code'],
  ])('%j', (text, expected) => {
    expect(outline(text).map((line) => line.replace(/^heading \d+-\d+: /, ''))).toEqual([expected])
  })

  it('a single mark before a word is a tag, and code holds no headings', () => {
    expect(outline('#tag\n\n```sh\n# comment\n```')).toEqual(['paragraph 1-1: #tag', 'code 3-5: sh|# comment|true'])
  })
})

describe('items and their boxes', () => {
  it.each([
    ['- [ ] a', '. a'],
    ['* [x] a', 'x a'],
    ['1. [ ] a', '. a'],
    ['-[ ] a', '. a'],
    ['- [ ] [x] a', '.x a'],
    ['☐ a', '. a'],
    ['- ☑ a', 'x a'],
    ['[ ] a', '. a'],
    ['- ✅ a', ' ✅ a'],
    ['- [link](x) a', ' link a'],
    ['- a', ' a'],
  ])('%j', (text, expected) => {
    expect(outline(text)).toEqual([`item 1-1: ${expected}`])
  })

  it('nested items know their parent and depth', () => {
    const { blocks } = read('- a\n  - b\n    - [ ] c\n')
    expect(blocks.map((block) => [block.parent, block.kind === 'item' && block.depth])).toEqual([
      [null, 0],
      [0, 1],
      [1, 2],
    ])
  })
})

describe('code', () => {
  it.each([
    ['unclosed', '```sh\nls', ['code 1-2: sh|ls|false']],
    ['tildes', '~~~\nls\n~~~', ['code 1-3: |ls|true']],
    [
      'closed twice',
      '```sh\nls\n```\n```\n\ntext\n\n```sh\npwd\n```',
      ['code 1-3: sh|ls|true', 'rule 4-4: ', 'paragraph 6-6: text', 'code 8-10: sh|pwd|true'],
    ],
    ['on the bullet’s own line', '- ```sh\n  ls\n  ```', ['item 1-3:  ', 'code 1-3: sh|ls|true']],
    ['in a quote', '> ```sh\n> ls\n> ```', ['quote 1-3: ', 'code 1-3: sh|ls|true']],
    ['indented', 'a\n\n    ls\n    pwd', ['paragraph 1-1: a', 'code 3-4: |ls⏎pwd|true']],
    [
      'a template with a fence inside',
      '```markdown\n# T\n```sh\nls\n```\nend\n```\n\nafter',
      ['code 1-7: markdown|# T⏎```sh⏎ls⏎```⏎end|true', 'paragraph 9-9: after'],
    ],
    ['Windows line ends', '```sh\r\nls\r\n```\r\n', ['code 1-3: sh|ls|true']],
    ['no-break spaces before it', '\u00A0\u00A0```sh\nls\n\u00A0```', ['code 1-3: sh|ls|true']],
  ])('%s', (_, text, expected) => {
    expect(outline(text)).toEqual(expected)
  })
})

it('table rows have cells and boxes', () => {
  expect(outline('| a | b |\n|---|---|\n| `x\\|y` | [ ] |\n| ☐ yes ☐ no | |')).toEqual([
    'row 1-1: a|b',
    'row 2-2: ',
    'row 3-3: x\\|y|☐',
    'row 4-4: yes ☐ no☐|',
  ])
})

it('front matter is no prose', () => {
  expect(outline('---\ntitle: x\n---\n# T')).toEqual(['frontmatter 1-3: ', 'heading 4-4: h1 T'])
})

it('a comment is told from other HTML', () => {
  const kinds = read('<!-- a -->\n\n<div>\n</div>').blocks.map((block) => block.kind === 'html' && block.comment)
  expect(kinds).toEqual([true, false])
})

describe('inline text', () => {
  it('does not show comments, which are for programs, and keeps what is none', () => {
    const plain = (text: string) => {
      const [block] = read(text).blocks
      return block !== undefined && 'text' in block ? block.text.plain : null
    }
    expect(plain('- [ ] Ask <!-- who --> twice <!-- a `b` -->')).toBe('Ask twice')
    expect(plain('Ask `<!-- who -->` and <!-- go on')).toBe('Ask <!-- who --> and <!-- go on')
  })

  it('keeps placeholders, decodes entities, drops marks', () => {
    const [block] = read('Use **`a b`** &amp; <app> <b>now</b>, see [docs](http://x) \\* ____').blocks
    expect(block?.kind === 'paragraph' && block.text.plain).toBe('Use a b & <app> now , see docs * ____')
  })

  it('a code span is exactly its text', () => {
    const document = read('x\n\n> run ``a ` b`` now')
    const paragraph = document.blocks.find((block) => block.kind === 'paragraph' && block.text.code.length > 0)
    const span = paragraph?.kind === 'paragraph' ? paragraph.text.code[0] : undefined
    expect(span?.text).toBe('a ` b')
    expect(document.source.text.slice(span?.span.start, span?.span.end)).toBe('a ` b')
  })
})

describe('boxes that Markdown does not see', () => {
  const items = (text: string) =>
    read(text).blocks.flatMap((block) => (block.kind === 'item' && block.boxes.length > 0 ? [block.text.plain] : []))

  it('are found on a line that continues the item before it, too deep for an item of its own', () => {
    expect(items('- [ ] Freeze\n      the branch\n      - [ ] Tell the team')).toEqual([
      'Freeze the branch',
      'Tell the team',
    ])
  })
  it('are found at every depth, although nesting is bounded', () => {
    const deep = Array.from({ length: 70 }, (_, depth) => `${'  '.repeat(depth)}- [ ] Step ${depth}`)
    expect(items(deep.join('\n'))).toEqual(deep.map((_, depth) => `Step ${depth}`))
  })
  it('are found behind more markers than are read', () => {
    expect(items(`${'- '.repeat(14)}[ ] Tick`)).toEqual(['Tick'])
  })
})

describe('<pre> in HTML', () => {
  it('is code, without its tags and with its language', () => {
    expect(outline('<pre><code class="language-bash">\nmake\n\nmake install\n</code></pre>')).toEqual([
      'code 1-5: bash|make⏎⏎make install|true',
    ])
    expect(outline('<pre>make</pre>')).toEqual(['code 1-1: |make|true'])
  })
  it('is HTML when something else stands around it', () => {
    expect(outline('<div>\n<pre>make</pre>\n</div>')).toEqual(['html 1-3: '])
  })
})

it('looks for code spans in a stretch alone, however much stands behind it', () => {
  const search = vi.spyOn(String.prototype, 'indexOf')
  try {
    const row = `|${' x |'.repeat(50)}\n`
    read(`| a |\n|---|\n${row.repeat(20)}`)
    const looked = search.mock.calls.flatMap(([mark], at) => (mark === '`' ? [search.mock.contexts[at]] : []))
    expect(looked.length).toBeGreaterThan(500)
    expect(Math.max(...looked.map((text) => String(text).length))).toBeLessThanOrEqual(row.length)
  } finally {
    search.mockRestore()
  }
})
