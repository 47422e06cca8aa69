/**
 * Output of steps and words of documents come from others: they may colour, and nothing else. Whatever could move the
 * cursor, set a title, write the clipboard, hide or reorder text is shown instead of obeyed.
 */

/** Colours and weights, by their SGR number; conceal (8) and blink (5, 6) are shown like any other control. */
const sgr =
  /^(?:0?[0-4]|7|2[1-47]|3[0-79]|4[0-79]|9[0-7]|10[0-7]|[34]8[;:]5[;:]\d{1,3}|[34]8[;:]2(?:[;:]\d{0,3}){3,4})$/
// biome-ignore lint/suspicious/noControlCharactersInRegex: this is about control characters.
const sgrSequence = /\x1b\[([0-9;:]{0,40})m/g
// biome-ignore lint/suspicious/noControlCharactersInRegex: this is about control characters.
const control = /[\x00-\x08\x0b-\x1f\x7f-\x9f]/g
/** Bidirectional and zero-width controls, line separators, tags. A joiner between two emoji is what it looks like. */
const deceiving =
  /(?!(?<=\p{Extended_Pictographic}[\u{fe0f}\u{1f3fb}-\u{1f3ff}]?)\u{200d}\p{Extended_Pictographic})[\u{ad}\u{61c}\u{115f}\u{1160}\u{180e}\u{200b}-\u{200f}\u{2028}-\u{202e}\u{2060}-\u{206f}\u{3164}\u{feff}\u{ffa0}\u{fff9}-\u{fffb}\u{e0000}-\u{e0fff}]/gu

/** How to show what is not obeyed: with Unicode's control pictures or in ASCII. */
interface Showing {
  readonly colour: boolean
  readonly unicode: boolean
}

/** A text of a document: every control in it visible, no colours. Line feeds and tabs stay. */
export function visible(text: string, unicode = true): string {
  return text
    .replaceAll('\r\n', '\n')
    .replace(control, (c) => picture(c, unicode))
    .replace(deceiving, name)
}

/**
 * One line of output without its line feed. Of what carriage returns overwrote only the last version is shown, behind
 * a mark; colours end with the line.
 */
export function sanitiseLine(raw: string, showing: Showing): string {
  const text = lastVersion(raw, showing.unicode)
  let out = ''
  let from = 0
  let coloured = false
  for (const match of text.matchAll(sgrSequence)) {
    if (!obeyed(match[1] ?? '')) continue
    out += visible(text.slice(from, match.index), showing.unicode)
    from = match.index + match[0].length
    if (showing.colour) {
      out += match[0]
      coloured = true
    }
  }
  out = expandTabs(out + visible(text.slice(from), showing.unicode))
  return coloured ? `${out}\x1b[0m` : out
}

/** True for a sequence made of colours and weights only: `''`, `1;31`, `38;5;208`. */
function obeyed(parameters: string): boolean {
  if (parameters === '') return true
  const joined = parameters.replace(/([34]8)[;:](5[;:]\d{1,3}|2(?:[;:]\d{0,3}){3})/g, (all) => all.replaceAll(';', ':'))
  return joined.split(';').every((one) => one === '' || sgr.test(one))
}

function lastVersion(raw: string, unicode: boolean): string {
  const line = raw.endsWith('\r') ? raw.replace(/\r+$/, '') : raw
  const at = line.lastIndexOf('\r')
  return at < 0 ? line : `${picture('\r', unicode)}${line.slice(at + 1)}`
}

function picture(character: string, unicode: boolean): string {
  const code = character.charCodeAt(0)
  if (code >= 0x80) return `<${code.toString(16).toUpperCase()}>`
  if (!unicode) return code === 0x7f ? '^?' : `^${String.fromCharCode(code + 64)}`
  return String.fromCharCode(code === 0x7f ? 0x2421 : 0x2400 + code)
}

const name = (character: string): string =>
  `<U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}>`

function expandTabs(line: string): string {
  if (!line.includes('\t')) return line
  let out = ''
  let column = 0
  // biome-ignore lint/suspicious/noControlCharactersInRegex: colours take no cell.
  for (const piece of line.split(/(\t|\x1b\[[0-9;:]*m)/)) {
    const text = piece === '\t' ? ' '.repeat(8 - (column % 8)) : piece
    if (!piece.startsWith('\x1b')) column += text.length
    out += text
  }
  return out
}
