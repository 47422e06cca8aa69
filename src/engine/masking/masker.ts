import { type Form, formsOf } from './forms.ts'

/** What stands in the place of each byte of a secret: lengths stay, so that every offset into an output does. */
const star = '*'.charCodeAt(0)

/**
 * Hides secrets in a stream of bytes, in all their forms, also where they lie across chunks. Gives as many bytes as it
 * takes. What could be the beginning of a secret is held back until it is known.
 */
export class Masker {
  private readonly forms: readonly Form[]
  private readonly longest: number
  private readonly firsts: ReadonlySet<string>
  /** True: bytes are shown as early as can be, to somebody who watches. */
  private readonly live: boolean
  private held = ''
  /** For each held character, whether it is hidden already. */
  private marks = new Uint8Array()
  /** The last character that was given away. */
  private last = ''

  constructor(values: readonly string[], { live = false }: { readonly live?: boolean } = {}) {
    this.forms = values.flatMap(formsOf)
    this.longest = Math.max(0, ...this.forms.map(({ text }) => text.length))
    this.firsts = new Set(this.forms.map(({ text }) => text.slice(0, 1)))
    this.live = live
  }

  /** How many bytes may lie between the first and the last one of a secret, and what goes with them. */
  get reach(): number {
    return 2 * this.longest + 1
  }

  write(chunk: Uint8Array): Uint8Array {
    return this.take(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length).toString('latin1'), false)
  }

  end(): Uint8Array {
    return this.take('', true)
  }

  private take(more: string, over: boolean): Uint8Array {
    if (this.forms.length === 0) return Buffer.from(more, 'latin1')
    const text = this.held + more
    const marks = new Uint8Array(text.length)
    marks.set(this.marks)
    const joined = text.includes('\n') ? text.replace(lineEnds, '') : null
    for (const form of this.forms) this.mark(form, text, joined, marks, over)
    const to = over ? text.length : this.settled(text)
    const shown = hidden(text.slice(0, to), marks)
    this.last = text[to - 1] ?? this.last
    this.held = text.slice(to)
    this.marks = marks.slice(to)
    return shown
  }

  private mark(form: Form, text: string, joined: string | null, marks: Uint8Array, over: boolean): void {
    const places = form.wraps && joined !== null ? inLines(form.text, text, joined) : found(form.text, text)
    for (const [from, to] of places) {
      if (
        form.alone &&
        (isWord(text[from - 1] ?? this.last) || isWord(text[to] ?? '') || (to === text.length && !over))
      )
        continue
      const first = form.before > 0 && /[\w+/-]/.test(text[from - 1] ?? '') ? from - 1 : from
      const end = form.after > 0 && /[\w+/-]/.test(text[to] ?? '') ? to + 1 : to
      marks.fill(1, first, end)
    }
  }

  /** How much of the text cannot be part of something that is still to come. */
  private settled(text: string): number {
    // Twice: line ends may stand in it. One more: a character beside it holds bits of it.
    const from = Math.max(0, text.length - this.reach)
    if (!this.live) return from
    for (let at = from; at < text.length; at += 1) {
      if (!this.firsts.has(text[at] ?? '')) continue
      const rest = text.slice(at)
      const joined = rest.replace(lineEnds, '')
      if (this.forms.some(({ text: form, wraps }) => form.startsWith(wraps ? joined : rest))) return at
    }
    return text.length
  }
}

/** A text that somebody wrote, with secrets hidden in it. */
export function maskText(text: string, values: readonly string[]): string {
  const masker = new Masker(values)
  const bytes = Buffer.from(text, 'utf8')
  const masked = Buffer.concat([masker.write(bytes), masker.end()])
  return masked.equals(bytes) ? text : masked.toString('utf8')
}

const isWord = (character: string) => /[\p{L}\p{N}]/u.test(character)

const lineEnds = /[\r\n]/g

function hidden(text: string, marks: Uint8Array): Uint8Array {
  const bytes = Buffer.from(text, 'latin1')
  for (let at = marks.indexOf(1); at >= 0 && at < bytes.length; at = marks.indexOf(1, at + 1))
    if (bytes[at] !== 10 && bytes[at] !== 13) bytes[at] = star
  return bytes
}

function* found(form: string, text: string): Iterable<readonly [number, number]> {
  for (let at = text.indexOf(form); at >= 0; at = text.indexOf(form, at + 1)) yield [at, at + form.length]
}

/** Base64 may be broken into lines anywhere: it is looked for in the text without its line ends. */
function* inLines(form: string, text: string, joined: string): Iterable<readonly [number, number]> {
  let places: readonly number[] | null = null
  for (const [from, to] of found(form, joined)) {
    places ??= [...text.matchAll(/[^\r\n]/g)].map(({ index }) => index)
    yield [places[from] ?? 0, (places[to - 1] ?? 0) + 1]
  }
}
