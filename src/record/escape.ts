/** Characters that would act rather than show, as `\\u001b`: controls, marks that turn text round, halves of characters. */
export const shown = (text: string): string =>
  text.replace(/(?![\n\t])[\p{Cc}\p{Cs}\p{Bidi_Control}\ufffe\uffff]/gu, code)

export const code = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`

/** Text on one line, with nothing in it that acts. */
export const oneLine = (text: string): string => shown(text.replace(/\s+/g, ' ')).trim()

/** Text of a person, as Markdown that shows it and does nothing else, on one line, also in a table's cell. */
export const inMarkdown = (text: string): string =>
  oneLine(text)
    .replace(/[\\`*[\]<>|]/g, '\\$&')
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\_')
    .replace(/~(?=~)/g, '\\~')
    .replace(/&(?=#?\w+;)/g, '&amp;')
    .replace(/^(?:[#=]|[-+](?=[-\s]|$))/, '\\$&')
    .replace(/^(\d+)([.)])(?=\s|$)/, '$1\\$2')

/** A fence around any text, longer than every run of backticks in it. */
export function fenced(info: string, text: string): string {
  const longest = Math.max(2, ...(text.match(/`+/g) ?? []).map((run) => run.length))
  const fence = '`'.repeat(longest + 1)
  return `${fence}${info}\n${text.replace(/\r\n?/g, '\n').replace(/\n$/, '')}\n${fence}`
}
