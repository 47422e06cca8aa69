/**
 * What a match of a pattern can begin with, so that a text shows which patterns are worth a try. Sound for any pattern:
 * what is not understood could be anything.
 */

/** Beginnings longer than this, or more of them, tell nothing more. */
const LONGEST = 10
const MOST = 400
const WIDEST_CLASS = 16

interface Part {
  readonly text: string
  /** More of the pattern can be appended; otherwise anything may follow. */
  readonly open: boolean
}

const NOTHING: readonly Part[] = [{ text: '', open: true }]
const ANYTHING: readonly Part[] = [{ text: '', open: false }]

/** Texts one of which every match of `source` begins with; null when it can begin with anything. No flags. */
export function beginnings(source: string): readonly string[] | null {
  const reader = { source, at: 0 }
  const parts = alternatives(reader)
  if (reader.at < source.length) return null
  const texts = [...new Set(parts.map(({ text }) => text))]
  return texts.includes('') ? null : texts
}

interface Reader {
  readonly source: string
  at: number
}

function alternatives(reader: Reader): readonly Part[] {
  const found = [...sequence(reader)]
  while (reader.source[reader.at] === '|') {
    reader.at += 1
    found.push(...sequence(reader))
  }
  return found.length > MOST ? ANYTHING : found
}

function sequence(reader: Reader): readonly Part[] {
  let parts = NOTHING
  while (reader.at < reader.source.length && !'|)'.includes(reader.source[reader.at] ?? '')) {
    const plain = literal(reader)
    parts = joined(parts, plain ?? quantified(reader, atom(reader)))
  }
  return parts
}

const LITERAL = /[^\\()[\]{}.*+?|^$]+(?![*+?{])/y

/** Characters that stand for themselves, once each; most of every source is made of them. */
function literal(reader: Reader): readonly Part[] | null {
  LITERAL.lastIndex = reader.at
  const text = LITERAL.exec(reader.source)?.[0]
  if (text === undefined) return null
  reader.at += text.length
  return [{ text, open: true }]
}

function joined(before: readonly Part[], after: readonly Part[]): readonly Part[] {
  if (before === NOTHING && after.every(({ text }) => text.length < LONGEST)) return after
  const out: Part[] = []
  for (const part of before) {
    if (!part.open) out.push(part)
    else
      for (const { text, open } of after) {
        const longer = part.text + text
        out.push({ text: longer.slice(0, LONGEST), open: open && longer.length < LONGEST })
      }
  }
  return out.length > MOST ? before.map(({ text }) => ({ text, open: false })) : out
}

const QUANTIFIER = /(?:[?*+]|\{(\d+)(?:,\d*)?\})\??/y

/** `?`, `*`, `+`, `{0,2}`: what may be missing is also nothing; what may be repeated ends what is known. */
function quantified(reader: Reader, parts: readonly Part[]): readonly Part[] {
  QUANTIFIER.lastIndex = reader.at
  const mark = QUANTIFIER.exec(reader.source)
  if (mark === null) return parts
  reader.at += mark[0].length
  const once = mark[0].startsWith('?') ? parts : parts.map(({ text }) => ({ text, open: false }))
  const least = mark[0].startsWith('+') ? 1 : Number(mark[1] ?? 0)
  return least === 0 ? [...NOTHING, ...once] : once
}

function atom(reader: Reader): readonly Part[] {
  const char = reader.source[reader.at] ?? ''
  if (char === '(') return group(reader)
  if (char === '[') return characterClass(reader)
  if (char === '\\') {
    const escaped = reader.source[reader.at + 1] ?? ''
    reader.at += 2
    return escapes(escaped)
  }
  reader.at += 1
  if (char === '^' || char === '$') return NOTHING
  return char === '.' ? ANYTHING : [{ text: char, open: true }]
}

function escapes(escaped: string): readonly Part[] {
  if (escaped === 'b' || escaped === 'B') return NOTHING
  if (escaped === 'd') return [...'0123456789'].map((text) => ({ text, open: true }))
  return /^[^A-Za-z0-9]$/.test(escaped) ? [{ text: escaped, open: true }] : ANYTHING
}

const OPENING = /\((?:\?(?::|=|!|<=|<!|<[A-Za-z]\w*>))?/y

/** What looks around takes no text. */
function group(reader: Reader): readonly Part[] {
  OPENING.lastIndex = reader.at
  const opening = OPENING.exec(reader.source)?.[0] ?? '('
  reader.at += opening.length
  const inside = alternatives(reader)
  reader.at += 1
  return /[=!]/.test(opening) ? NOTHING : inside
}

const CLASS = /\[(?:[^\]\\]|\\.)*\]/sy

function characterClass(reader: Reader): readonly Part[] {
  CLASS.lastIndex = reader.at
  const whole = CLASS.exec(reader.source)?.[0] ?? reader.source.slice(reader.at)
  reader.at += whole.length
  const inside = whole.slice(1, -1)
  if (inside.startsWith('^') || /\\[A-Za-z0-9]/.test(inside.replaceAll('\\d', ''))) return ANYTHING
  const chars = new Set<string>()
  for (const [, digit, from, to, one] of inside.matchAll(/(\\d)|(\\?.)-(\\?[^\\])|(\\?.)/gs)) {
    if (digit !== undefined) for (const each of '0123456789') chars.add(each)
    else if (one !== undefined) chars.add(one.at(-1) ?? '')
    else {
      const first = from?.charCodeAt(from.length - 1) ?? 0
      const last = to?.charCodeAt(to.length - 1) ?? 0
      if (last - first >= WIDEST_CLASS) return ANYTHING
      for (let code = first; code <= last; code++) chars.add(String.fromCharCode(code))
    }
  }
  return chars.size > WIDEST_CLASS ? ANYTHING : [...chars].map((text) => ({ text, open: true }))
}
