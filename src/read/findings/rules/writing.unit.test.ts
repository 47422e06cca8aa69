import { expect, it } from 'vitest'
import { describeRule, mended, messages } from '../../../testing/rule-cases.ts'
import { read } from '../../index.ts'

describeRule('left-out', {
  bad: [[1, './bin/go --with ...']],
  good: [['go test ./...'], ['./bin/go <app>'], ['export DIGEST=sha256:...  # paste what was printed above']],
})

it('left-out is not found where a transcript leaves out what was printed', () => {
  const found = (tag: string) => {
    const text = `# R\n\n## Deploy\n\n\`\`\`${tag}\n./bin/go\n...\n\`\`\`\n`
    return read({ path: 'R.md', text, encoding: 'utf8', digest: 'd' }).findings.filter((one) => one.rule === 'left-out')
  }
  expect(found('bash')).toHaveLength(1)
  expect(found('console')).toEqual([])
})

it('left-out is not found where a sentence shows how somebody else calls it', () => {
  const found = (line: string) =>
    read({ path: 'R.md', text: `# R\n\n## Deploy\n\n1. ${line}\n`, encoding: 'utf8', digest: 'd' }).findings.filter(
      (one) => one.rule === 'left-out',
    )
  expect(found('Run `./bin/go --app ...`')).toHaveLength(1)
  expect(found('Install it; for example, the shop uses `./bin/go --app ...`')).toEqual([])
})

describeRule('cannot-be-parsed', {
  bad: [
    [2, './bin/go', 'gpg (GnuPG) 2.2.20'],
    [1, 'deploy (staging)'],
    [3, 'if [ -f app ]; then', '  ./bin/go', 'done'],
  ],
  good: [
    ['./bin/go <app>'],
    ['./bin/go < app.conf'],
    ['for a in x y; do ./bin/go $a; done'],
    ['cat <<EOF > app.conf', 'name (old)', 'EOF'],
    ['Choose one:', '  [1] Deploy (all)', '  [2] Back (last)'],
    ['Country Name (2 letter code) [AU]:US'],
  ],
})

describeRule('typographic-characters', {
  bad: [
    [1, 'pg_dump \u2013no-owner shop'],
    [1, './bin/go \u201cshop\u201d'],
    [1, './bin/go\u00a0shop'],
    [2, './bin/go \\', '  \u2014app shop'],
    [1, 'ls\u200b -l'],
  ],
  good: [
    ['echo \u201cdone\u201d'],
    ['./bin/go "it \u2019s \u2013 done"'],
    ['./bin/go # \u2013\u00a0then wait'],
    ['./bin/go a\u2013b'],
    ["./bin/go 'a\u00a0b'"],
  ],
})

it('the characters of the shell are put in their place, and nothing else is touched', () => {
  expect(mended('typographic-characters', ['go \u2013\u2013x'])).toBeNull()
  expect(mended('typographic-characters', ['go \u2013app \u201ca b\u201d \u2013n\u00a05 "\u2013ok"'])).toBe(
    'go --app "a b" -n 5 "\u2013ok"',
  )
  expect(messages('typographic-characters', ['ls\u200b -l'])).toEqual([
    'U+200B stands where the shell expects nothing.',
  ])
})
