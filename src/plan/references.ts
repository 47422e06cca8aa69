const reference = /\$(?:\{([A-Za-z_]\w*)\}|([A-Za-z_]\w*))/g

/** Names that a text refers to, each once: `$NAME`, `${NAME}`. */
export const namesIn = (text: string): readonly string[] => [
  ...new Set([...text.matchAll(reference)].map(([, braced, bare]) => braced ?? bare ?? '')),
]

/** The text with values in place of references; one without a value stays as it stands. */
export const withValues = (text: string, value: (name: string) => string | null): string =>
  text.replace(reference, (whole, braced?: string, bare?: string) => value(braced ?? bare ?? '') ?? whole)
