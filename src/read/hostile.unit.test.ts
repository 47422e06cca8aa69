import { describe, expect, it } from 'vitest'
import { read } from './index.ts'

const many = 3000
/** Shell that nobody writes: deep, unclosed, endless lines. */
const hostile: readonly (readonly [string, string])[] = [
  ['open parentheses', '('.repeat(many)],
  ['open substitutions', `echo ${'$('.repeat(many)}`],
  ['closed substitutions', `echo ${'$('.repeat(many)}x${')'.repeat(many)}`],
  ['open quotes', 'echo "'.repeat(many)],
  ['open blocks', 'if x; then '.repeat(many)],
  ['open heredocs', 'cat <<A '.repeat(many)],
  ['more heredocs than the parser can read in time', `${'cat <<A '.repeat(5000)}\n${'A\n'.repeat(5000)}`],
  ['a list that breaks off in every line', 'a &&)\n'.repeat(many)],
  ['a long list', `${'a && '.repeat(many)}b`],
  ['a long pipe', `${'a | '.repeat(many)}b`],
  ['placeholders only', '<x>'.repeat(many)],
  ['half placeholders', '<a '.repeat(many)],
  ['nothing but dots', 'a.'.repeat(many)],
  ['NUL', 'echo \u0000 <x>'],
  ['nothing', ''],
]

describe('a hostile command gives a plan, never an exception', () => {
  it.each(hostile)('%s', (_name, text) => {
    const source = `# Release\n\n## Deploy\n\n\`\`\`bash\n${text}\n\`\`\`\n`
    const { plan } = read({ path: 'RELEASE.md', text: source, encoding: 'utf8', digest: '0'.repeat(64) })
    expect(plan.sections.map((section) => section.title)).toEqual(['', 'Release', 'Deploy'])
  })

  it.each([
    ['an empty file', ''],
    ['white space', ' \n\t\n'],
    ['one heading', '# Release'],
    ['an open fence', '```bash\nls'],
    ['CRLF', '# R\r\n\r\n## Deploy\r\n\r\n- [ ] one\r\n'],
  ])('%s', (_name, text) => {
    expect(read({ path: 'RELEASE.md', text, encoding: 'utf8', digest: '0'.repeat(64) }).plan.version).toBe(1)
  })
})

it('rows of a table that Markdown takes for the words of an item each have their step', () => {
  const text = '1) Go | a | b |\n|---|---|\n| x | ☐ |\n| a | b |\n|---|---|\n| y | ☐ |\n'
  const { plan } = read({ path: 'RELEASE.md', text, encoding: 'utf8', digest: '0'.repeat(64) })
  expect(plan.steps.map((step) => step.box?.span.line)).toEqual([3, 6])
})
