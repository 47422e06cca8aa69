/** Values that a document may write out and mean another one, likeliest first; the words around them say that it does. */
const VALUES: readonly RegExp[] = [
  // Addresses.
  /(?<![\w.-])\d{1,3}(?:\.\d{1,3}){3}(?![\w.-])/g,
  // Times: 20251002_120000, 2025-10-02.
  /(?<![A-Za-z0-9])20\d{2}-?\d{2}-?\d{2}(?:[_T-]?\d{4,6})?(?![A-Za-z0-9])/g,
  // Versions and tags.
  /(?<![\w./-])v\d+(?:\.\d+)+(?:-[\w.]+)?(?![\w/])|(?<![\w./:-])\d+\.\d+\.\d+(?:-[\w.]+)?(?![\w./])/g,
  // Commits and other names of digits and letters.
  /(?<![\w./:-])(?=[0-9a-f]*\d)(?=[0-9a-f]*[a-f])[0-9a-f]{7,40}(?![\w./-])/g,
  // Numbers by themselves; those of ports belong to an address.
  /(?<![\w./:$%-])\d{2,}(?:_\w+)?(?![\w./:%-])/g,
]

/** The values of a line that "replace with your own" speaks of: all of the likeliest shape that stands in it. */
export function valuesIn(line: string): { readonly start: number; readonly text: string }[] {
  const code = line.replace(/(?<=^|\s)#.*$/, '').slice(0, 2000)
  for (const shape of VALUES) {
    const found = [...code.matchAll(shape)].map((match) => ({ start: match.index, text: match[0] }))
    if (found.length > 0) return found
  }
  return []
}
