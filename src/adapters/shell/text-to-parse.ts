import type { AttemptSpec } from '../../engine/ports.ts'

/** What the first line of a script names, without `#!`; null when it names nothing. */
export const interpreterOf = (text: string): string | null => /^#![ \t]*([^\r\n]+)/.exec(text)?.[1]?.trim() ?? null

/**
 * The text of a whole attempt, each statement at its line of the document, for bash to parse before the first statement
 * runs: one that it can't parse runs in no part. Empty when there is no doubt, which saves a fork, and when another program
 * than a shell reads it.
 */
export const textToParse = ({ statements, script }: Pick<AttemptSpec, 'statements' | 'script'>): string => {
  const interpreter = script ? interpreterOf(statements[0]?.script ?? '') : null
  if (interpreter && !/(?:^|[/\s])(?:ba|da)?sh\b/.test(interpreter)) return ''
  if (statements.every((one) => plain.test(one.script))) return ''
  let text = '\n'
  let line = 2
  for (const one of statements) {
    const missing = Math.max(0, one.line - line)
    text += `${'\n'.repeat(missing)}${one.script}\n`
    line += missing + one.script.split('\n').length
  }
  return text
}

/** Words, quotes without anything special in them, variables; and between commands `|`, `&&`, `||` and `;`. */
const word = String.raw`(?:[\w./:@%+,=~^*?-]|\$\w+|\$\{\w+\}|"(?:[^"\\$\x60]|\$\w+|\$\{\w+\})*"|'[^']*')+`
const reserved = '(?:if|then|elif|else|fi|for|while|until|do|done|case|esac|select|function|time|coproc|in)'
const command = String.raw`(?!${reserved}(?![\w./:@%+,=~^*?-]))${word}(?: +(?:\d?>>? ?|< ?)?${word}| +2>&1)*`
const plain = new RegExp(String.raw`^${command}(?: *(?:\|\|?|&&|;) *${command})*(?: +#[^\n]*)?$`)
