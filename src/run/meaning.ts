/** Words that carry meaning, cut so that “applied” and “apply”, “migrations” and “migration” are the same. */
export const wordsOf = (text: string): readonly string[] => [
  ...new Set(
    (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [])
      .filter((word) => /\p{N}/u.test(word) || word.length > 3)
      .filter((word) => !empty.has(word))
      .map((word) => [...word].slice(0, 5).join('')),
  ),
]

const empty: ReadonlySet<string> = new Set(
  'with from that this these have been were will successfully successful correctly properly work works working without'.split(
    ' ',
  ),
)
