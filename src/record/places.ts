/**
 * Where in a source a remark may stand at the end of a line: only where it surely stays prose. In a fence, a table, a
 * heading, HTML, front matter or a line whose marks are not closed it may not; those remarks go to the record's own
 * section. When in doubt, not.
 */
export interface Places {
  /** Offset at which a remark may be put on the line that holds `offset`; null: not on this line. */
  endOfLine(offset: number): number | null
  /** Whether `offset` stands in a fence. */
  inFence(offset: number): boolean
  /** What must be added before anything is appended to the source, so that it does not stand in an open fence or HTML. */
  readonly closing: string
}

interface Line {
  readonly start: number
  readonly text: string
  readonly prose: boolean
  readonly fence: boolean
}

export function places(source: string): Places {
  const { lines, closing } = scan(source)
  const lineOf = (offset: number): Line | undefined => {
    let low = 0
    let high = lines.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((lines[middle]?.start ?? 0) <= offset) low = middle
      else high = middle - 1
    }
    return lines[low]
  }
  return {
    endOfLine(offset) {
      const line = lineOf(offset)
      if (line === undefined || !line.prose) return null
      return line.start + line.text.trimEnd().length
    },
    inFence: (offset) => lineOf(offset)?.fence ?? false,
    closing,
  }
}

const opening = /^((?:[ \t>]|[-*+][ \t]|\d{1,9}[.)][ \t])*)(`{3,}(?=[^`]*$)|~{3,})/

function scan(source: string): { lines: Line[]; closing: string } {
  const lines: Line[] = []
  let fence: { prefix: string; mark: string } | null = null
  let html: string | null = null
  let front = /^\ufeff?---[ \t]*\r?\n/.test(source)
  let start = 0
  for (const [index, raw] of source.split('\n').entries()) {
    const text = raw.endsWith('\r') ? raw.slice(0, -1) : raw
    const inFence = fence !== null
    let prose = false
    if (front) {
      if (index > 0 && /^(---|\.\.\.)[ \t]*$/.test(text)) front = false
    } else if (fence !== null) {
      const mark: string = fence.mark
      const closer = text.replace(/^[ \t>]*/, '').trimEnd()
      if (closer.length >= mark.length && closer === (mark[0] ?? '').repeat(closer.length)) fence = null
    } else if (html !== null) {
      if (text.toLowerCase().includes(html)) html = null
    } else {
      const opened = opening.exec(text)
      if (opened) fence = { prefix: (opened[1] ?? '').replace(/[^ \t>]/g, ' '), mark: opened[2] ?? '' }
      else {
        html = openHtml(text)
        prose = html === null && isProse(text)
      }
    }
    lines.push({ start, text, prose, fence: inFence || fence !== null })
    start += raw.length + 1
  }
  return { lines, closing: fence !== null ? `${fence.prefix}${fence.mark}` : (html ?? '') }
}

/** The text that ends HTML which a line leaves open. */
function openHtml(text: string): string | null {
  const comment = text.lastIndexOf('<!--')
  if (comment >= 0 && text.indexOf('-->', comment) < 0) return '-->'
  const raw = /<(pre|script|style|textarea)\b/i.exec(text)
  const end = `</${raw?.[1]?.toLowerCase()}>`
  return raw && !text.toLowerCase().includes(end) ? end : null
}

function isProse(text: string): boolean {
  const bare = text.trim()
  if (bare === '' || /^[|<#]/.test(bare) || /\|/.test(bare) || bare.endsWith('\\')) return false
  if (
    /^(?:[-*_=][ \t]*){3,}$/.test(bare) ||
    /^\[[^\]]+\]:/.test(bare) ||
    /^(?: {4}|\t)(?![ \t]*(?:[-*+]|\d+[.)])[ \t])/.test(text)
  ) {
    return false
  }
  return balanced(bare)
}

/** Marks that begin on the line end on it: a remark can't fall into a code span, a link or a tag. */
function balanced(text: string): boolean {
  const backticks = text.match(/`+/g) ?? []
  const count = (mark: string) => text.split(mark).length - 1
  return (
    backticks.length % 2 === 0 && count('[') === count(']') && count('(') === count(')') && count('<') === count('>')
  )
}
