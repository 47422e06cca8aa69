import type { Inline } from '../../contract/index.ts'

/** Marks that embrace words, and what they make of them. */
const kinds = { '**': 'strong', __: 'strong', '*': 'em', _: 'em', '~~': 'strike' } as const
type Mark = keyof typeof kinds

const LINK =
  /\[((?:[^[\]\\]|\\.){0,500})\]\(<?([^()\s<>]{0,1000}(?:\([^()\s]{0,500}\)[^()\s]{0,500})?)>?(?:[ \t]+"[^"]{0,300}")?\)/y
const AUTOLINK = /<(https?:\/\/[^<>\s]{1,1000}|mailto:[^<>\s]{1,300})>/y
const ENTITY = /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(amp|lt|gt|quot|apos|nbsp));/iy
const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00A0' }
const WORD = /[\p{L}\p{N}]/u
const PLAIN = /[^`\\[<&*_~!\n]+/y

interface Open {
  readonly mark: Mark | ''
  readonly inside: Inline[]
}

/**
 * Words of Markdown as plain data: code, emphasis and links to the web or within the document. Anything else (raw HTML, images,
 * other links) is the text that stands there; comments are left out. Never throws; time is linear in the length.
 */
export function inlineOf(text: string): Inline[] {
  return new Words(text, true).read()
}

class Words {
  private readonly text: string
  private readonly links: boolean
  private readonly stack: Open[] = [{ mark: '', inside: [] }]
  private readonly closings: ReadonlyMap<number, readonly number[]>
  private readonly used = new Map<number, number>()
  private at = 0
  private commentsEnd = false

  constructor(text: string, links: boolean) {
    this.text = text
    this.links = links
    this.closings = backticks(text)
  }

  read(): Inline[] {
    while (this.at < this.text.length) this.step()
    while (this.stack.length > 1) this.drop()
    return this.stack[0]?.inside ?? []
  }

  private step(): void {
    switch (this.text[this.at]) {
      case '`':
        this.code()
        break
      case '\\':
        this.escaped()
        break
      case '\n':
        this.take(1, ' ')
        break
      case '&':
        this.entity()
        break
      case '<':
        this.angle()
        break
      case '!':
        this.image()
        break
      case '[':
        this.link()
        break
      case '*':
      case '_':
      case '~':
        this.marks(this.text[this.at] ?? '')
        break
      default:
        this.plain()
    }
  }

  private plain(): void {
    PLAIN.lastIndex = this.at
    const words = PLAIN.exec(this.text)?.[0] ?? this.text[this.at] ?? ''
    this.take(words.length, words)
  }

  /** Goes on by so many characters, which are said so. */
  private take(length: number, text = this.text.slice(this.at, this.at + length)): void {
    this.at += length
    this.say(text)
  }

  private say(text: string): void {
    const inside = this.stack.at(-1)?.inside ?? []
    const last = inside.at(-1)
    if (last?.is === 'text') inside[inside.length - 1] = { is: 'text', text: last.text + text }
    else inside.push({ is: 'text', text })
  }

  private put(one: Inline): void {
    this.stack.at(-1)?.inside.push(one)
  }

  private code(): void {
    const run = lengthOf(this.text, this.at, '`')
    const places = this.closings.get(run) ?? []
    let next = this.used.get(run) ?? 0
    while (next < places.length && (places[next] ?? 0) < this.at + run) next += 1
    this.used.set(run, next)
    const close = places[next]
    if (close === undefined) this.take(run)
    else {
      const inside = this.text.slice(this.at + run, close).replace(/\s*\n\s*/g, ' ')
      const isPadded = inside.startsWith(' ') && inside.endsWith(' ') && inside.trim() !== ''
      this.put({ is: 'code', text: isPadded ? inside.slice(1, -1) : inside })
      this.at = close + run
    }
  }

  private escaped(): void {
    const next = this.text[this.at + 1] ?? ''
    if (/[!-/:-@[-`{-~]/.test(next)) this.take(2, next)
    else this.take(1)
  }

  private entity(): void {
    ENTITY.lastIndex = this.at
    const [all, decimal, hex, name] = ENTITY.exec(this.text) ?? []
    if (all === undefined) this.take(1)
    else if (name !== undefined) this.take(all.length, NAMED[name.toLowerCase()])
    else {
      const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal)
      const isLetter = code > 31 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff)
      this.take(all.length, isLetter ? String.fromCodePoint(code) : all)
    }
  }

  private angle(): void {
    const isComment = !this.commentsEnd && this.text.startsWith('<!--', this.at)
    const close = isComment ? this.text.indexOf('-->', this.at + 4) : -1
    // Looked for once: what is not closed is text, and so are all others behind it.
    if (isComment && close < 0) this.commentsEnd = true
    AUTOLINK.lastIndex = this.at
    const [all, to] = AUTOLINK.exec(this.text) ?? []
    if (close >= 0) this.at = close + 3
    else if (all === undefined || to === undefined || !this.links) this.take(1)
    else {
      this.put({ is: 'link', to, inside: [{ is: 'text', text: to }] })
      this.at += all.length
    }
  }

  private image(): void {
    LINK.lastIndex = this.at + 1
    const [all] = LINK.exec(this.text) ?? []
    this.take(1 + (all?.length ?? 0))
  }

  /** Where a link would lead is said where no page of ours may follow it. */
  private link(): void {
    LINK.lastIndex = this.at
    const [all, words = '', to = ''] = LINK.exec(this.text) ?? []
    if (all === undefined || !this.links || to === '') {
      this.take(1)
      return
    }
    const inside = new Words(words, false).read()
    this.at += all.length
    if (leadsSomewhere(to)) this.put({ is: 'link', to, inside })
    else {
      this.putAll(inside)
      this.say(` (${to})`)
    }
  }

  private marks(char: string): void {
    const run = lengthOf(this.text, this.at, char)
    const before = this.text[this.at - 1] ?? ' '
    const after = this.text[this.at + run] ?? ' '
    const inWord = char === '_' && WORD.test(before) && WORD.test(after)
    const turns = inWord ? [] : this.turnsOf(char, run)
    if (turns.length === 0) this.take(run)
    else this.at += run
    for (const mark of turns) this.turn(mark, before, after)
  }

  /** What a run of marks means: `***both***` is two of them, closed in the other order. */
  private turnsOf(char: string, run: number): readonly Mark[] {
    if (char === '~') return run === 2 ? ['~~'] : []
    const [one, two] = [char as Mark, (char + char) as Mark]
    if (run === 1) return [one]
    if (run === 2) return [two]
    if (run > 3) return []
    return this.stack.some(({ mark }) => mark === one) ? [one, two] : [two, one]
  }

  private turn(mark: Mark, before: string, after: string): void {
    const place = this.stack.findLastIndex((one) => one.mark === mark)
    if (place > 0 && !/\s/.test(before)) {
      while (this.stack.length > place + 1) this.drop()
      const closed = this.stack.pop()
      if (closed !== undefined) this.put({ is: kinds[mark], inside: closed.inside })
    } else if (!/\s/.test(after) && this.stack.length < 8) this.stack.push({ mark, inside: [] })
    else this.say(mark)
  }

  /** What was opened and never closed is the mark that stands there. */
  private drop(): void {
    const open = this.stack.pop()
    if (open === undefined) return
    this.say(open.mark)
    this.putAll(open.inside)
  }

  private putAll(inside: readonly Inline[]): void {
    for (const one of inside) {
      if (one.is === 'text') this.say(one.text)
      else this.put(one)
    }
  }
}

/** Links that a page may follow: the web, mail, and headings of the document itself. */
const leadsSomewhere = (to: string): boolean => /^(?:https?:\/\/[^\s]+|mailto:[^\s]+|#[^\s]*)$/i.test(to)

const lengthOf = (text: string, at: number, char: string): number => {
  let end = at
  while (text[end] === char) end += 1
  return end - at
}

/** Where runs of backticks begin, by their length. */
function backticks(text: string): ReadonlyMap<number, readonly number[]> {
  const places = new Map<number, number[]>()
  for (let at = text.indexOf('`'); at >= 0; ) {
    const run = lengthOf(text, at, '`')
    const of = places.get(run)
    if (of) of.push(at)
    else places.set(run, [at])
    at = text.indexOf('`', at + run)
  }
  return places
}
