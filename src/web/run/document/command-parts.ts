import type { StepDocument } from '../../../contract/index.ts'

/** A stretch of a command: a statement, or what stands between two (comments, empty lines). */
type CommandPart =
  | { readonly is: 'between'; readonly text: string }
  | { readonly is: 'statement'; readonly index: number; readonly text: string }

/** A command cut into its statements, in their order, with all that stands between them. */
export function commandParts({ command, statements }: StepDocument): readonly CommandPart[] {
  if (command === null) return []
  const parts: CommandPart[] = []
  let from = 0
  for (const { index, source } of statements) {
    const at = command.indexOf(source, from)
    // A statement that is not in the text as it stands (its block is indented): the text is shown whole.
    if (at < 0) return [{ is: 'between', text: command }]
    between(command.slice(from, at))
    parts.push({ is: 'statement', index, text: source })
    from = at + source.length
  }
  between(command.slice(from))
  return parts

  function between(text: string): void {
    const bare = text.replace(/^[ \t]*\n|\n[ \t]*$/g, '')
    if (bare.trim() !== '') parts.push({ is: 'between', text: bare })
  }
}
