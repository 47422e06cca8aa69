import { type CatalogueEntry, catalogue } from '../src/errors.ts'

const meaning: Readonly<Record<CatalogueEntry['exit'], string>> = {
  1: 'failed or aborted',
  2: 'wrong usage, or input that cannot be read',
  3: 'waiting: for people, for another process, paused or detached',
  5: 'Holdpoint itself failed',
}

/** The Markdown of `docs/errors.md`. */
export function errorsDocument(): string {
  const entries = Object.entries<CatalogueEntry>(catalogue).sort(([a], [b]) => (a < b ? -1 : 1))
  const groups = ([2, 1, 3, 5] as const)
    .map((exit) => ({ exit, members: entries.filter(([, entry]) => entry.exit === exit) }))
    .filter(({ members }) => members.length > 0)
    .map(
      ({ exit, members }) =>
        `## Exit status ${exit}: ${meaning[exit]}\n\n${members.map(([code, entry]) => section(code, entry)).join('\n')}`,
    )
  return `# Errors

Made from \`src/errors.ts\` by \`npm run docs\`. Every error has a code that never changes its meaning, a sentence, and what to
do next. Words in braces stand for values of the case at hand.

${groups.join('\n')}`
}

const section = (code: string, { sentence, next }: CatalogueEntry) =>
  `### ${code}\n\n${sentence}\n\n**What to do:** ${next}\n`
