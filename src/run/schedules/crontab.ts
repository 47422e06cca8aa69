import type { CronLine } from '../../plan/index.ts'

/** The values of a run's inputs stand in the places that the document leaves open; what nobody gave stays as it is. */
export const filledIn = (line: CronLine, value: (text: string) => string | null): string => {
  const { command, placeholders, times } = line
  let filled = ''
  let from = 0
  for (const { start, end, text } of placeholders) {
    filled += command.slice(from, start) + (value(text) ?? text)
    from = end
  }
  return `${times} ${filled}${command.slice(from)}`
}

/**
 * Whether a line of a crontab does what the document wants: the same times, and the same command, in which anything may stand
 * where the document leaves something open. `system`: a name stands before the command (`/etc/cron.d`).
 */
export const isInstalledBy = (
  line: CronLine,
  installed: string,
  value: (text: string) => string | null,
  system: boolean,
): boolean => {
  const words = installed.trim().split(/\s+/)
  const many = line.times.split(' ').length
  const times = words.slice(0, many).join(' ').toLowerCase()
  const given = words.slice(system ? many + 1 : many)
  const wanted = patternOf(line, value)
  return (
    times === line.times.toLowerCase() &&
    wanted.length === given.length &&
    wanted.every((pattern, at) => fits(pattern, given[at] as string))
  )
}

/** What stands for one character and more of a word. */
const anything = '\u0000'

/** The words of the command. */
const patternOf = ({ command, placeholders }: CronLine, value: (text: string) => string | null): readonly string[] => {
  let pattern = ''
  let from = 0
  for (const { start, end, text } of placeholders) {
    pattern += command.slice(from, start) + (value(text) ?? anything)
    if (pattern.endsWith(anything + anything)) pattern = pattern.slice(0, -1)
    from = end
  }
  return `${pattern}${command.slice(from)}`.trim().split(/\s+/)
}

/** Each literal part at the first place where it can stand, the last one at the end: exact, and never tried again. */
const fits = (pattern: string, word: string): boolean => {
  const [first = '', ...others] = pattern.split(anything)
  const last = others.pop()
  if (last === undefined) return word === first
  if (!word.startsWith(first)) return false
  let at = first.length
  for (const part of others) {
    const found = word.indexOf(part, at + 1)
    if (found < 0) return false
    at = found + part.length
  }
  return word.endsWith(last) && word.length - last.length > at
}
