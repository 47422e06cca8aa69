/** Something that looks like a secret which nobody declared. */
interface LookAlike {
  /** 1-based line of the text. */
  readonly line: number
  /** What it looks like, as the rule that found it is called: `GITHUB_TOKEN`. */
  readonly what: string
}

/** secretlint costs a tenth of a second to load, so it is loaded by who hands something on, and by nobody else. */
export async function lookAlikes(text: string): Promise<readonly LookAlike[]> {
  const [{ lintSource }, { creator }] = await Promise.all([
    import('@secretlint/core'),
    import('@secretlint/secretlint-rule-preset-recommend'),
  ])
  const { messages } = await lintSource({
    source: { filePath: 'record.md', content: text, ext: '.md', contentType: 'text' },
    options: {
      config: { rules: [{ id: '@secretlint/secretlint-rule-preset-recommend', rule: creator }] },
      maskSecrets: true,
    },
  })
  return messages.map(({ loc, messageId }) => ({ line: loc.start.line, what: messageId }))
}
