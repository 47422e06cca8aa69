import { dirname, resolve } from 'node:path'
import { createFile } from '../../compose-documents.ts'
import type { Context } from '../context.ts'
import { exits } from '../exit.ts'
import type { Given } from '../given.ts'
import { detect } from '../init/detect.ts'
import type { Stack } from '../init/project.ts'
import { checklist } from '../init/template.ts'
import { quoted } from '../quoted.ts'
import { wrap } from '../terminal/cells.ts'
import { oneLine } from '../terminal/words.ts'

const names: Readonly<Record<Stack, string>> = {
  node: 'a Node service',
  django: 'a Django application',
  rails: 'a Rails application',
  kubernetes: 'something that runs on Kubernetes',
  static: 'a static site',
}

export async function execute(given: Given, context: Context): Promise<number> {
  const file = given.text('file') ?? 'DEPLOYMENT.md'
  const project = detect(dirname(resolve(context.cwd, file)), given.text('stack') as Stack | null)
  const text = checklist(project)
  createFile(resolve(context.cwd, file), text)
  const { stack, because } = project
  if (given.json) context.printJson({ file, stack, because })
  else {
    const { look } = context
    const typed = quoted(file)
    const lines = [
      `Wrote ${file}, a checklist for ${names[stack]} (${because}).`,
      'It is yours now: change what is not so here, and say what your team checks by hand.',
      'Next:',
      `  ${look.program} inspect ${typed}    what will run, and what it asks for`,
      `  ${look.program} rehearse ${typed}   to its end, nothing is run`,
      `  ${look.program} lint ${typed}       after every change`,
    ]
    context.print(
      lines.flatMap((line) => (line.startsWith(' ') ? [line] : wrap(oneLine(line, look), look.caps.width, '  '))),
    )
  }
  return exits.done
}
