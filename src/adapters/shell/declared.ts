/**
 * The value that `declare -p` output gives a variable, found without executing it; element 0 of an array, null when the
 * variable is not there or has no value. The output is bash's own: `declare -x NAME="…"`, `NAME=$'…'` or `NAME=(…)`.
 */
export const declared = (text: string, name: string): string | null => {
  let at = 0
  for (let head = declaration(text, at); head; head = declaration(text, at)) {
    at = head.end
    if (!head.assigned) continue
    const value = text[at] === '(' ? array(text, at + 1) : word(text, at)
    if (head.name === name) return value.text
    at = value.end + (text[value.end] === '\n' ? 1 : 0)
  }
  return null
}

const declaration = (text: string, at: number) => {
  const pattern = /declare -\S+ (\w+)(=|\n)/y
  pattern.lastIndex = at
  const found = pattern.exec(text)
  return found && { name: found[1], assigned: found[2] === '=', end: pattern.lastIndex }
}

/** A value may be unquoted, in double quotes or in `$'…'`, or several of these side by side. */
const word = (text: string, from: number): { text: string; end: number } => {
  let value = ''
  let at = from
  while (at < text.length && !/[\s)]/.test(text[at] ?? '')) {
    const piece =
      text[at] === '"' ? doubleQuoted(text, at + 1) : text.startsWith("$'", at) ? ansiC(text, at + 2) : plain(text, at)
    value += piece.text
    at = piece.end
  }
  return { text: value, end: at }
}

/** `[0]="a" [1]="b" )` or `[key]="a" )`: skipped over, element 0 kept. */
const array = (text: string, from: number): { text: string | null; end: number } => {
  let first: string | null = null
  let at = from
  while (at < text.length && text[at] !== ')') {
    if (text[at] === ' ') {
      at++
      continue
    }
    const key = text[at + 1] === '"' || text.startsWith("$'", at + 1) ? word(text, at + 1) : plainKey(text, at + 1)
    const value = word(text, text.indexOf('=', key.end) + 1)
    if (key.text === '0') first = value.text
    at = value.end
  }
  return { text: first, end: at + 1 }
}

const plainKey = (text: string, at: number) => {
  const end = text.indexOf(']', at)
  return { text: text.slice(at, end), end }
}

const plain = (text: string, at: number) => {
  if (text[at] === '\\') return { text: text[at + 1] ?? '', end: at + 2 }
  return { text: text[at] ?? '', end: at + 1 }
}

const doubleQuoted = (text: string, from: number) => {
  let value = ''
  let at = from
  for (; at < text.length && text[at] !== '"'; at++) {
    if (text[at] === '\\' && /["\\$`]/.test(text[at + 1] ?? '')) at++
    value += text[at]
  }
  return { text: value, end: at + 1 }
}

const letters: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  e: '\x1b',
  E: '\x1b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
}

const ansiC = (text: string, from: number) => {
  const bytes: number[] = []
  const add = (piece: string) => bytes.push(...Buffer.from(piece))
  let at = from
  while (at < text.length && text[at] !== "'") {
    const octal = /\\([0-7]{1,3})/y
    octal.lastIndex = at
    const found = octal.exec(text)
    if (found) {
      bytes.push(Number.parseInt(found[1] ?? '', 8))
      at = octal.lastIndex
    } else if (text[at] === '\\') {
      const letter = text[at + 1] ?? ''
      add(letters[letter] ?? letter)
      at += 2
    } else {
      const character = String.fromCodePoint(text.codePointAt(at) ?? 0)
      add(character)
      at += character.length
    }
  }
  return { text: Buffer.from(bytes).toString('utf8'), end: at + 1 }
}
