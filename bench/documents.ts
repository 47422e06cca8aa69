import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

/** Each command in a fence of its own. */
export const commandsDocument = (count: number): string =>
  `# Release\n\n## Deploy\n\n${Array.from({ length: count }, () => '```bash\ntrue\n```\n').join('\n')}`

export const blocksDocument = (blocks: number, statements: number): string =>
  `# Release\n\n## Deploy\n\n${Array.from({ length: blocks }, () => `\`\`\`bash\n${'true\n'.repeat(statements)}\`\`\`\n`).join('\n')}`

/** The largest of the reading documents beside the repository; where they are not, one of 60 kB made here. */
export function largestDocument(root: string, folder: string): { readonly path: string; readonly name: string } {
  const shared = resolve(root, '../shared/reading/docs')
  if (existsSync(shared)) {
    const [name] = readdirSync(shared)
      .filter((file) => file.endsWith('.md'))
      .toSorted((a, b) => statSync(join(shared, b)).size - statSync(join(shared, a)).size)
    if (name !== undefined) return { path: join(shared, name), name }
  }
  const path = join(folder, 'large.md')
  writeFileSync(
    path,
    `# Release\n\n## Deploy\n\n${Array.from({ length: 300 }, (_, index) => chapter(index)).join('\n')}`,
  )
  return { path, name: 'a document of 60 kB' }
}

const chapter = (number: number) => `## Part ${number}

- [ ] Somebody has looked at part ${number}
- [ ] Nobody is working on it

\`\`\`bash
cd "part-${number}" && ./deploy --wait   # Expected: done
\`\`\`
`
