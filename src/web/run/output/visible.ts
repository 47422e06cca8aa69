/**
 * Output of steps comes from others: it may colour, and nothing else. Whatever could move the cursor, set a title, write the
 * clipboard, open a link, ask the terminal something, hide or reorder text is shown instead of obeyed, before xterm sees it.
 */

/** Colours and weights, by their SGR number; conceal (8) and blink (5, 6) are shown like any other control. */
const allowed = /^(?:0?[0-4]|7|9|2[1-47]|29|3[0-79]|4[0-79]|9[0-7]|10[0-7]|[34]8:5:\d{1,3}|[34]8:2(?::\d{0,3}){3,4})$/
// biome-ignore lint/suspicious/noControlCharactersInRegex: this is about control characters.
const colouring = /\x1b\[([0-9;:]{0,40})m/g
// biome-ignore lint/suspicious/noControlCharactersInRegex: this is about control characters.
const control = /[\x00-\x08\x0b-\x1f\x7f-\x9f]/g
/** Bidirectional and zero-width controls, line separators, tags. A joiner between two emoji is what it looks like. */
const deceiving =
  /(?!(?<=\p{Extended_Pictographic}[\u{fe0f}\u{1f3fb}-\u{1f3ff}]?)\u{200d}\p{Extended_Pictographic})[\u{ad}\u{61c}\u{115f}\u{1160}\u{180e}\u{200b}-\u{200f}\u{2028}-\u{202e}\u{2060}-\u{206f}\u{3164}\u{feff}\u{ffa0}\u{fff9}-\u{fffb}\u{e0000}-\u{e0fff}]/gu

/** What carriage returns wrote over each other: only the last version behind a mark, or each on a line of its own. */
export type Overwritten = 'last' | 'all'

/** Stands before what was overwritten, and before each version of it. */
const overwrittenMark = '␍'

/**
 * One line of output, without its line feed, as lines of text with colours: several where overwritten versions are shown.
 * `raw` may be of any length; the work is that of its characters.
 */
export function visibleLines(raw: string, overwritten: Overwritten): readonly string[] {
  const line = raw.replace(/\r+$/, '')
  if (!line.includes('\r')) return [coloured(line)]
  const versions = line.split(/\r+/)
  if (overwritten === 'last') return [coloured(`${overwrittenMark}${versions.at(-1) ?? ''}`)]
  return versions.flatMap((text, at) =>
    text === '' && at > 0 ? [] : [coloured(at === 0 ? text : `${overwrittenMark}${text}`)],
  )
}

/** The same without colours: what a screen reader reads, what is found and copied as text. */
export const plain = (line: string): string => line.replace(colouring, '')

function coloured(text: string): string {
  let out = ''
  let from = 0
  let open = false
  for (const match of text.matchAll(colouring)) {
    if (!obeyed(match[1] ?? '')) continue
    out += spelled(text.slice(from, match.index)) + match[0]
    from = match.index + match[0].length
    open = true
  }
  out += spelled(text.slice(from))
  return open ? `${out}\x1b[0m` : out
}

/** True for a sequence made of colours and weights only: `''`, `1;31`, `38;5;208`. */
function obeyed(parameters: string): boolean {
  if (parameters === '') return true
  const joined = parameters.replace(/([34]8)[;:](5[;:]\d{1,3}|2(?:[;:]\d{0,3}){3})/g, (all) => all.replaceAll(';', ':'))
  return joined.split(';').every((one) => one === '' || allowed.test(one))
}

/** Controls as pictures, what deceives the eye by its code point. Tabs stay. */
const spelled = (text: string): string => text.replace(control, picture).replace(deceiving, name)

function picture(character: string): string {
  const code = character.charCodeAt(0)
  if (code >= 0x80) return `<${code.toString(16).toUpperCase()}>`
  return String.fromCharCode(code === 0x7f ? 0x2421 : 0x2400 + code)
}

const name = (character: string): string =>
  `<U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}>`
