import type { Context } from '../context.ts'
import { wrap } from '../terminal/cells.ts'
import { throughSsh } from './reach.ts'

/** How whoever sits here, and others, come to a page that is served. */
export function pageLines(url: string, path: string, { look }: Pick<Context, 'look'>): readonly string[] {
  const ssh = throughSsh(url)
  const say = (text: string) => wrap(text, look.caps.width, '')
  return [
    ...say('The page, for you; it opens once, within an hour:'),
    `  ${look.bold(`${url}${path}`)}`,
    ...say(`For somebody else: \`${look.command('invite NAME')}\``),
    ...(ssh === null ? [] : say(`From another machine: ${ssh}`)),
  ]
}
