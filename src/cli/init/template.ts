import { readFileSync } from 'node:fs'
import type { Project, Stack } from './project.ts'

/** The checklist of a project: its stack's template with what was found in the project filled in. */
export function checklist(project: Project): string {
  return fill(template(project.stack), project)
}

/** The templates lie beside the bundle as they lie beside this file. */
const template = (stack: Stack): string => readFileSync(new URL(`./templates/${stack}.md`, import.meta.url), 'utf8')

/**
 * `{{word}}` becomes the value of that name; lines between `<!-- if word -->` and `<!-- end -->` stay where the project
 * has it. A value that is missing is a mistake of ours.
 */
export function fill(text: string, { has, values }: Pick<Project, 'has' | 'values'>): string {
  return text
    .replace(/^<!-- if (\w+) -->\n([\s\S]*?)^<!-- end -->\n/gm, (_, word: string, lines: string) =>
      has.has(word) ? lines : '',
    )
    .replace(/\{\{([\w-]+)\}\}/g, (_, word: string) => {
      const value = values[word]
      if (value === undefined) throw new Error(`nothing is known for {{${word}}}`)
      return value
    })
}
