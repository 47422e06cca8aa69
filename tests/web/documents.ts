/** A release with a bit of everything that people do and see on the page; each command writes down that it ran. */
export const smallRelease = `# Small release

Estimated time: 10 minutes

## Before

- [ ] The team has read the notes
- [ ] Nobody else is deploying

## Deploy

\`\`\`bash
echo one >> ledger
echo deployed
# Expected: deployed
\`\`\`

- [ ] The new version answers

## Sign-off

- [ ] **Captain**: ____ Date: ____

## Rollback

Roll back if the new version does not answer.

\`\`\`bash
echo back >> ledger
\`\`\`

\`\`\`bash
echo restored
# Expected: restored
\`\`\`
`

/** So many items to tick, in chapters of fifty. */
export function longRelease(items: number): string {
  const chapters = Array.from({ length: Math.ceil(items / 50) }, (_, chapter) => {
    const first = chapter * 50 + 1
    const lines = Array.from(
      { length: Math.min(50, items - chapter * 50) },
      (_, at) => `- [ ] Item ${first + at}: somebody has looked at part ${first + at} of the system`,
    )
    return `## Chapter ${chapter + 1}\n\nThese belong together.\n\n${lines.join('\n')}\n`
  })
  return `# Long release\n\n${chapters.join('\n')}`
}
