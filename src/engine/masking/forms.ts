/** One way in which a secret may stand in an output, as bytes in a string (latin1). */
export interface Form {
  readonly text: string
  /** Line ends may stand in it: programs that write base64 break it. */
  readonly wraps: boolean
  /** It counts only where no letter or digit stands beside it: a short value would be found everywhere. */
  readonly alone: boolean
  /** Characters beside it that hold bits of it: they are hidden with it. */
  readonly before: number
  readonly after: number
}

/** Values of fewer bytes are looked for by themselves only, and not in other forms. */
const short = 4

/** Lines of a secret of several lines that say something by themselves. */
const ownLine = 8

/**
 * The forms of promise 21: as it is, in JSON, in URLs, in hexadecimal, and in base64 wherever in the encoded text it begins.
 * Longest first.
 */
export function formsOf(value: string): readonly Form[] {
  if (value === '') return []
  const bytes = Buffer.from(value, 'utf8')
  const plain = { wraps: false, alone: bytes.length < short, before: 0, after: 0 }
  const lines = value.split(/\r?\n/).map((line) => line.trim())
  const whole = [value, ...(lines.length > 1 ? lines.filter((line) => line.length >= ownLine) : [])]
  const literal = bytes.length < short ? whole : [...whole, ...inJson(value), ...inUrls(value), ...inHex(bytes)]
  const forms: Form[] = [...new Set(literal)].map((text) => ({
    ...plain,
    text: Buffer.from(text, 'utf8').toString('latin1'),
  }))
  if (bytes.length >= short) forms.push(...[0, 1, 2].flatMap((offset) => inBase64(bytes, offset)))
  return forms.sort((a, b) => b.text.length - a.text.length)
}

function inJson(value: string): readonly string[] {
  const text = JSON.stringify(value).slice(1, -1)
  const unicode = (digits: (hex: string) => string) =>
    text.replace(/[\u007f-\uffff]/g, (one) => `\\u${digits(one.charCodeAt(0).toString(16).padStart(4, '0'))}`)
  const all = [text, unicode((hex) => hex), unicode((hex) => hex.toUpperCase())]
  return [...all, ...all.map((one) => one.replaceAll('/', '\\/'))]
}

function inUrls(value: string): readonly string[] {
  if (!value.isWellFormed()) return []
  const component = encodeURIComponent(value)
  const strict = component.replace(/[!'()*]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`)
  const all = [component, strict, encodeURI(value)].flatMap((one) => [one, one.replaceAll('%20', '+')])
  return [...all, ...all.map((one) => one.replace(/%[0-9A-F]{2}/g, (hex) => hex.toLowerCase()))]
}

const inHex = (bytes: Buffer): readonly string[] => {
  const hex = bytes.toString('hex')
  return [hex, hex.toUpperCase()]
}

/** `offset` bytes of something else come before it in its group of three. Only characters that are all its own are compared. */
function inBase64(bytes: Buffer, offset: number): readonly Form[] {
  const encoded = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64')
  const before = offset === 0 ? 0 : 1
  const start = offset === 0 ? 0 : offset + 1
  const bits = 8 * (offset + bytes.length)
  const text = encoded.slice(start, Math.floor(bits / 6))
  const form = { wraps: true, alone: false, before, after: bits % 6 === 0 ? 0 : 1 }
  const url = text.replaceAll('+', '-').replaceAll('/', '_')
  return [...new Set([text, url])].map((one) => ({ ...form, text: one }))
}
