/** A stretch of lines that belongs together: `[from, to]`, 0-based, both included. */
export interface Group {
  readonly from: number
  readonly to: number
}

/** What a line must hold to reach over its end; most hold none of it. */
const reaches = /["'`\\<(){}|&]|\b(?:if|do|case)\b/

/**
 * Joins lines that cannot be cut: open quotes, heredocs, continuations, open blocks. It knows less than a parser and
 * errs on the side of joining; used to know which lines begin something, and where the parser gives up.
 * `skip` says of a line that begins a group that it is not shell at all; it gets no group.
 */
export function joinByHand(
  lines: readonly string[],
  skip: (line: string, at: number) => boolean = () => false,
): Group[] {
  const groups: Group[] = []
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] as string
    if (line.trim() === '' || line.trimStart().startsWith('#') || skip(line, at)) continue
    const from = at
    if (!reaches.test(line)) {
      groups.push({ from, to: at })
      continue
    }
    const state: Scan = { quote: null, depth: 0, heredocs: [], closed: 0, more: false }
    scan(line, state)
    while (open(state) && at + 1 < lines.length) {
      at += 1
      const next = lines[at] as string
      const heredoc = state.heredocs[state.closed]
      if (heredoc === undefined || state.quote !== null) scan(next, state)
      else if ((heredoc.tabs ? next.replace(/^\t+/, '') : next) === heredoc.end) state.closed += 1
    }
    groups.push({ from, to: at })
  }
  return groups
}

interface Scan {
  quote: '"' | "'" | '`' | null
  /** Blocks that were opened and not closed: `do`, `then`, `case`, `{`, `(`. */
  depth: number
  readonly heredocs: { readonly end: string; readonly tabs: boolean }[]
  /** How many of them have ended. */
  closed: number
  /** The line ends in `\`, `|`, `&&` or `||`. */
  more: boolean
}

const open = (state: Scan) =>
  state.quote !== null || state.depth > 0 || state.closed < state.heredocs.length || state.more

function scan(line: string, state: Scan): void {
  let words = ''
  let last = ''
  const take = (text: string) => {
    words += text
    last = text.at(-1) ?? ''
  }
  state.more = false
  for (let at = 0; at < line.length; at += 1) {
    const char = line[at] as string
    if (state.quote === "'") {
      if (char === "'") state.quote = null
      continue
    }
    if (char === '\\') {
      if (at === line.length - 1) state.more = true
      at += 1
      take('_')
      continue
    }
    if (state.quote !== null) {
      if (char === state.quote) state.quote = null
      continue
    }
    if (char === '"' || char === "'" || char === '`') {
      state.quote = char
      take('_')
      continue
    }
    if (char === '#' && /^$|[\s;&|(]/.test(last)) break
    const heredoc = char === '<' && last !== '<' && !line.startsWith('<<<', at) ? heredocAt(line, at) : null
    if (heredoc) {
      state.heredocs.push({ end: heredoc[2] ?? heredoc[3] ?? heredoc[4] ?? '', tabs: heredoc[1] === '-' })
      at += heredoc[0].length - 1
      take(' _')
      continue
    }
    take(char)
  }
  for (const word of words.split(/([\s;&|]+|[(){}])/)) {
    if (/^(if|do|case|\{|\()$/.test(word)) state.depth += 1
    else if (/^(fi|done|esac|\}|\))$/.test(word)) state.depth = Math.max(0, state.depth - 1)
  }
  if (state.quote === null && /(\||&&)\s*$/.test(words)) state.more = true
}

const opener = /<<(-?)\s*(?:'([^']+)'|"([^"]+)"|\\?([\w.-]+))/y

function heredocAt(line: string, at: number): RegExpExecArray | null {
  if (line[at + 1] !== '<') return null
  opener.lastIndex = at
  return opener.exec(line)
}
