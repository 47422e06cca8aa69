import { readFileSync } from 'node:fs'
import type { Arbitrary } from 'fast-check'
import { knownDocuments } from '../../src/testing/known-documents.ts'
import fc from '../../src/testing/properties.ts'

/** What documents are made of, and what nobody would write. Lines; one piece may have several. */
const own: readonly string[] = [
  '# Release',
  '## Deploy to production',
  '## Rollback if the error rate is above 5%',
  '##Verify (10 minutes)',
  'Sign-off\n========',
  '- [ ] Somebody has looked',
  '- [x] Backup made (~5 min)',
  '  - [ ] nested `npm test`',
  '-[ ] loose',
  '☐ yes ☐ no',
  '* [ ] Name: ____ Date: ____',
  '1. Run `kubectl apply -f x.yaml` and expect `configured`',
  '2) If needed: `sudo systemctl restart app`',
  '> - [ ] quoted',
  '> ```bash\n> ls\n> ```',
  '```bash\ncurl -s https://<host>/health\n# Expected: 200\n```',
  '```\n$ git status\nnothing to commit\n```',
  '  ```sh\n  make deploy \\\n    --wait\n  ```',
  '```bash {timeout=10m}\npg_dump $DB > backup_YYYYMMDD.sql && echo ok || exit 1',
  '~~~powershell\nRemove-Item x -Recurse\n~~~',
  '```sql\nDELETE FROM users;\n```',
  '````markdown\n```bash\nls\n```\n````',
  '```bash\ncat <<EOF > x\n${A} <name>\nEOF\n```',
  '```bash\nfor i in 1 2; do\n  echo $i\ndone\n```',
  '```bash\nssh <user>@host\nsudo rm -rf /var/x\nexit\n```',
  '    indented --code',
  '| Check | Target | Actual |\n|---|---|---|\n| Errors | < 5% | |\n| `ls` | ☐ | [ ] |',
  '|||\n|-|',
  '<pre><code class="language-bash">\nls &amp;&amp; x\n</code></pre>',
  '<details><summary>More</summary>',
  '<!-- holdpoint-ignore no-way-back: for now -->',
  '<!-- - [ ] hidden',
  '---\nholdpoint:\n  x: y\n---',
  'Expected: `200 OK` within 300 ms, at least 2 replicas',
  'Monitor for 24 hours, every 5 minutes.',
  'Option A: blue/green',
  'Or:',
  'Never run `rm -rf /` on production.',
  '~~run `old.sh`~~ **run** `new.sh` [link](../a(b).md "t") <https://a.b/>',
  '不要运行 `rm`。如果失败，请回滚。预计 5 分钟',
  'もし失敗した場合は、ロールバックする。',
  'Если ошибка, откатить `git revert HEAD`',
  '---',
  '***',
  '\\[ ] escaped \\`',
  '`` ` `` ``` unclosed',
  '[a]: http://b "c',
  '\u202e\u200b\u2066hidden\ufeff',
  '\ud800 lone \udc00',
  '\0nul',
  '\tTab\t- [ ] x',
  '\u00a0\u00a0- [ ] no-break',
  '        - deep',
  '- - - 1. - > * a',
  '****a_ _b*__',
  '((((([[[[[{{{{{<<<<<',
  '🔲 picture 🗹 𝒳',
  'İstanbul ǅ ﬁ',
  '$ $( ${ `$(` "\'',
  '<x> <<x>> {{y}} ${Z} [YOUR-NAME] ... …',
]

/** Pieces of real teams' documents, cut at blank lines when the test runs; none where the documents are not. */
const cut: readonly string[] = knownDocuments
  .filter((_, at) => at % 4 === 0)
  .flatMap((path) => readFileSync(path, 'utf8').split(/\n\s*\n/))
  .filter((piece) => piece.length < 2000)

/** Lines of a block of code, that stand in any order there. */
const lines: readonly string[] = [
  '',
  '# Notify the crew',
  '# Copy the cargo (if needed)',
  '# - all of it',
  '# Option B',
  '# Expected: ok',
  '# Never run this twice',
  '- [ ] it is quiet',
  '- [ ] Folder exists: `mkdir -p logs`',
  '- [ ] git pull origin main',
  'ls -la',
  'cp <a> b',
  'rm -rf old',
  'tail -f app.log',
  'if [ then',
  'echo "open',
  'cat <<EOF',
  'EOF',
  'ssh web',
  'exit',
  '$ git status',
  'nothing to commit',
  '>>> boats = 2',
  'python manage.py shell',
  'SELECT 1;',
  '0 1 * * * ./tidy',
  'set -e',
  '...',
  'Call the captain first.',
]

const blocks: Arbitrary<string> = fc
  .tuple(
    fc.constantFrom('bash', '', 'console', 'sql', 'powershell'),
    fc.array(fc.constantFrom(...lines), { maxLength: 8 }),
  )
  .map(([tag, inside]) => [`\`\`\`${tag}`, ...inside, '```'].join('\n'))

const pieces: Arbitrary<string> =
  cut.length === 0
    ? fc.oneof(fc.constantFrom(...own), blocks)
    : fc.oneof(fc.constantFrom(...own), blocks, fc.constantFrom(...cut))

interface Mutation {
  /** Share of the length. */
  readonly at: number
  readonly remove: number
  readonly insert: readonly number[]
}

const mutation: Arbitrary<Mutation> = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  remove: fc.integer({ min: 0, max: 12 }),
  insert: fc.array(
    fc.oneof(fc.integer({ min: 0, max: 255 }), fc.constantFrom(...Buffer.from('`[]()<>|*_~#\\"\'$&;\r\n '))),
    {
      maxLength: 4,
    },
  ),
})

const lineEnds = fc.constantFrom('\n', '\n', '\n', '\n\n', '\n\n', '\r\n', '\r', ' ', '')

/** Bytes of a document: pieces one after the other, then a few bytes changed. */
export const documents: Arbitrary<Uint8Array> = fc
  .tuple(
    fc.constantFrom('', '', '', '\ufeff'),
    fc.array(fc.tuple(pieces, lineEnds), { maxLength: 14 }),
    fc.array(mutation, { maxLength: 5 }),
  )
  .map(([mark, parts, mutations]) => {
    let bytes = Buffer.from(mark + parts.flat().join(''), 'utf8')
    for (const { at, remove, insert } of mutations) {
      const index = Math.floor(at * bytes.length)
      bytes = Buffer.concat([bytes.subarray(0, index), Buffer.from(insert), bytes.subarray(index + remove)])
    }
    return bytes
  })

/** Texts that no bytes lead to: lone surrogates. */
export const texts: Arbitrary<string> = fc
  .array(fc.tuple(pieces, lineEnds), { maxLength: 14 })
  .map((parts) => parts.flat().join(''))
