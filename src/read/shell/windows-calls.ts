import type { Call } from './calls.ts'

/** A shell of Windows. */
export type WindowsShell = 'powershell' | 'cmd'

/** What a character means between words, in one shell or in both. */
const SEPARATORS: Readonly<Record<WindowsShell, RegExp>> = {
  powershell: /\|\||&&|[;|{}\n]/y,
  cmd: /\|\||&&|[&|\n]/y,
}
const COMMENT: Readonly<Record<WindowsShell, RegExp>> = {
  powershell: /<#[\s\S]*?(?:#>|$)|#[^\n]*/y,
  cmd: /(?:(?:@?rem(?=\s|$)|::|#)[^\n]*)/iy,
}
/** Here-strings of PowerShell reach over lines and hold anything. */
const HERE_STRING = /@"\r?\n[\s\S]*?(?:\n"@|$)|@'\r?\n[\s\S]*?(?:\n'@|$)/y
const QUOTED: Readonly<Record<WindowsShell, RegExp>> = {
  powershell: /"(?:`[\s\S]|""|[^"`])*(?:"|$)|'(?:''|[^'])*(?:'|$)/y,
  cmd: /"[^"\n]*(?:"|(?=\n)|$)/y,
}
const ESCAPED: Readonly<Record<WindowsShell, RegExp>> = { powershell: /`[\s\S]/y, cmd: /\^[\s\S]/y }
/** `> file`, `2>> file`, `< file`, and what begins or groups a call. */
const REDIRECT = /(?:\d|\*)?(>>?|<)(?:&\d)?[ \t]*/y

interface Word {
  readonly text: string
  readonly start: number
  readonly end: number
}

interface Part {
  words: Word[]
  food: string | null
  over: string[]
}

/**
 * The calls of a text in PowerShell or cmd, as far as they can be seen without running it: programs and cmdlets in small
 * letters, without path and ending, with their words. Not a parser: blocks, expressions and conditions give up their
 * calls, nothing else. Time is linear in the text's length.
 */
export function windowsCalls(text: string, shell: WindowsShell): Call[] {
  const calls: Call[] = []
  let part: Part = { words: [], food: null, over: [] }
  let piped: string | null = null
  const close = (separator: string) => {
    const call = callOf(part, separator === '|', piped)
    if (call !== null) calls.push(call)
    piped = separator === '|' ? text.slice(part.words[0]?.start ?? 0, part.words.at(-1)?.end ?? 0) : null
    part = { words: [], food: null, over: [] }
  }
  const at = (pattern: RegExp, from: number): string | null => {
    pattern.lastIndex = from
    return pattern.exec(text)?.[0] ?? null
  }
  let here = 0
  while (here < text.length) {
    const blank = at(shell === 'cmd' ? /[ \t\r()=,]+/y : /[ \t\r()=,]+|[.&](?=\s)/y, here)
    const fresh = part.words.length === 0 || /[\s(]/.test(text[here - 1] ?? '')
    const comment = fresh ? at(COMMENT[shell], here) : null
    const continued = at(shell === 'cmd' ? /\^\r?\n/y : /`\r?\n/y, here)
    const skipped = continued ?? blank ?? comment
    if (skipped !== null) {
      here += skipped.length
      continue
    }
    const separator = at(SEPARATORS[shell], here)
    if (separator !== null) {
      here += separator.length
      // A pipe at a line's end goes on below.
      close(separator)
      if (separator === '|') here += at(/[ \t\r]*\n/y, here)?.length ?? 0
      continue
    }
    REDIRECT.lastIndex = here
    const redirect = REDIRECT.exec(text)
    if (redirect !== null) {
      here += redirect[0].length
      const file = word(text, here, shell)
      here += Math.max(file.end - here, 0)
      if (redirect[1] === '<') part.food = file.text
      else if (redirect[1] === '>') part.over.push(file.text)
      continue
    }
    const next = word(text, here, shell)
    part.words.push(next)
    here = Math.max(next.end, here + 1)
  }
  close('')
  return calls
}

/** A word from `from` on, its quotes and escapes removed. */
function word(text: string, from: number, shell: WindowsShell): Word {
  let said = ''
  let at = from
  for (;;) {
    const piece = [HERE_STRING, QUOTED[shell], ESCAPED[shell]].map((one) => {
      one.lastIndex = at
      return one.exec(text)?.[0] ?? null
    })
    const [here, quoted, escaped] = piece
    const taken = here ?? quoted ?? escaped
    if (taken !== undefined && taken !== null) {
      said += here ?? (quoted ? quoted.slice(1, -1) : taken.slice(1))
      at += taken.length
      continue
    }
    const char = text[at]
    if (char === undefined || /[\s|;<>()]/.test(char) || (shell === 'cmd' ? char === '&' : /[{},]/.test(char))) break
    said += char
    at += 1
  }
  return { text: said, start: from, end: at }
}

/** Words before the program that only lead to it. */
const LEADS =
  /^(?:if|elseif|else|foreach|while|do|try|catch|finally|return|not|exist|call|start|cmd|cmd\.exe|\/c|@echo|\/b|\/wait|@?for|in)$/i
const VARIABLE = /^\$[\w:]+$|^\[[\w.]+\]$/

function callOf({ words, food, over }: Part, piped: boolean, pipe: string | null): Call | null {
  let first = 0
  while (first < words.length && (LEADS.test(words[first]?.text ?? '') || VARIABLE.test(words[first]?.text ?? '')))
    first += 1
  const named = words[first]
  const last = words.at(-1)
  if (named === undefined || last === undefined) return null
  return {
    program: nameOf(named.text),
    args: words.slice(first + 1).map((one) => one.text),
    via: [],
    env: [],
    fed: food !== null || pipe !== null,
    food: food ?? pipe ?? '',
    over,
    piped,
    background: false,
    nested: false,
    start: words[0]?.start ?? 0,
    end: last.end,
  }
}

/** `C:\nssm\nssm.exe` is `nssm`, `.\start.bat` is `start.bat`, `Remove-Item` is `remove-item`. */
const nameOf = (text: string) => (text.split(/[\\/]/).at(-1) ?? '').toLowerCase().replace(/\.exe$/, '')
