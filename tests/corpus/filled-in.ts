/** Where a record may differ from its source within a line, and with what: brackets, glyph boxes, blanks, empty cells. */
const holes =
  /\[[ xX]?\]|[☐☑☒□■◻◼⬜✅]\ufe0f?|_{2,}|\.{3,}|\[[\p{L}][^[\]\n]{0,60}\](?!\()|<[^<>\n]{1,60}>|\{\{?[^{}\n]{1,60}\}\}?|\bv?x\.y(?:\.z)?|(?<=\|)[ \t]*(?=\|)|(?<=\|)[ \t]*(?:tbd|tba)[ \t]*(?=\|)/giu

/**
 * The lines of `record` that are not those of `source` with something filled in: a box or a blank holds something else, or
 * a remark `*(…)*` stands at its end. Knows nothing of how records are made; only the appended section is cut off first.
 */
export function strangeLines(source: string, record: string): readonly string[] {
  const cut = record.lastIndexOf('<!-- holdpoint record ')
  if (cut < 0) return ['there is no appended section']
  const lines = record.slice(0, cut).split(/\r?\n/)
  const expected = source.split(/\r?\n/)
  return expected.flatMap((line, at) => {
    const found = lines[at]
    if (found === line) return []
    return found !== undefined && isFilled(line, found) ? [] : [`${at + 1}: ${line}\n -> ${found ?? '(gone)'}`]
  })
}

/** The pieces between the holes stand in the line in their order, from its beginning to its end or to a remark. */
function isFilled(line: string, found: string): boolean {
  const remark = / \*\(.*\)\*(?=\s*$)/.exec(found)
  const bare =
    remark && !line.includes('*(') ? found.slice(0, remark.index) + found.slice(remark.index + remark[0].length) : found
  const pieces = line.split(holes)
  const [first = ''] = pieces
  const last = pieces.at(-1) ?? ''
  if (pieces.length === 1) return bare === line
  if (!bare.startsWith(first) || !bare.endsWith(last)) return false
  let from = first.length
  for (const piece of pieces.slice(1, -1)) {
    const at = bare.indexOf(piece, from)
    if (at < 0) return false
    from = at + piece.length
  }
  return from <= bare.length - last.length
}
