import type { SuggestedCheck } from '../../read/index.ts'
import { wrap } from '../terminal/cells.ts'
import type { Look } from '../terminal/look.ts'
import { count } from '../terminal/words.ts'

/** Checks to be looked over and pasted into `holdpoint.yaml`; as YAML, with the reason as comments. */
export function suggestionLines(suggestions: readonly SuggestedCheck[], path: string, look: Look): string[] {
  const { width } = look.caps
  if (suggestions.length === 0)
    return wrap(
      `Nothing in ${path} says plainly what Holdpoint could look at itself. docs/checks.md has all kinds.`,
      width,
    )
  return [
    ...wrap(
      `# ${count(suggestions.length, 'item')} of ${path} that Holdpoint could look at itself. Look them over, and paste`,
      width,
      '# ',
    ),
    '# what is right into holdpoint.yaml; docs/checks.md says what else they can hold.',
    'checks:',
    ...suggestions.flatMap(({ line, words, check }) => [
      look.dim(`  # line ${line}`),
      `  ${JSON.stringify(words)}: ${JSON.stringify(check)}`,
    ]),
  ]
}
