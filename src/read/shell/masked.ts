import { joinLines, type ShellLine } from './lines.ts'
import { blanked, othersOf } from './others.ts'
import { findPlaceholders } from './placeholders.ts'

/**
 * A command's text for a checker of scripts: placeholders behind word characters, lines that are no shell blanked. As long
 * as the text, line by line, so that what it says can be found in the source.
 */
export const maskedText = (lines: readonly ShellLine[]): string =>
  blanked(findPlaceholders(joinLines(lines).text).hidden, othersOf(lines))
