import type { JudgedCode } from '../judged.ts'
import { onlyChecks } from '../shell/looking.ts'
import { boxIn } from '../shell/looks.ts'
import type { Context } from './context.ts'

/** Commands that bring a change on its way. */
const BRINGS =
  /\b(?:git (?:pull|push|merge|tag|commit|checkout -b)|gh (?:pr (?:create|merge)|release create)|npm publish|docker push|(?:docker )?compose up|kubectl (?:apply|set)|helm (?:upgrade|install)|terraform apply|systemctl (?:re)?start)\b/

/**
 * Sections a third of whose boxes bring the change on its way (pull, merge, publish), more than those that check
 * something: a short list of the whole release. By the index of the heading.
 */
export function sectionsThatDeliver(
  { document, lines, sectionOf, vocabulary }: Context,
  code: readonly JudgedCode[],
): ReadonlySet<number> {
  const counts = new Map<number, { acts: number; checks: number; boxes: number }>()
  const count = (section: number, words: string) => {
    const known = counts.get(section) ?? { acts: 0, checks: 0, boxes: 0 }
    counts.set(section, known)
    known.boxes++
    // "Deploy the site" makes a change, "Deployment guide" names a thing.
    const told = vocabulary.leadingPhrase('instruct', words) !== null && vocabulary.topic('deploy', words)?.index === 0
    if (told || BRINGS.test(words)) known.acts++
    else if (vocabulary.topic('verify', words) !== null || vocabulary.topic('test', words) !== null) known.checks++
  }
  for (const block of document.blocks)
    if (block.kind === 'item' && block.boxes.length > 0) count(sectionOf[block.at] ?? -1, block.text.plain)
  for (const each of code)
    for (const line of each.lines) {
      if (line.is !== 'box') continue
      const words = lines.text.slice(line.span.start, line.span.end)
      count(sectionOf[each.block] ?? -1, words.slice(boxIn(words) ?? 0))
    }
  const found = new Set<number>()
  for (const [section, { acts, checks, boxes }] of counts)
    if (acts > 1 && acts > checks && acts * 3 >= boxes) found.add(section)
  return found
}

/**
 * Asks of a section, by the index of its heading, whether all its commands, of which there are some, only look, wait and
 * try out what is there. To know it they are parsed once more, so only where a rule asks.
 */
export function looksIn({ lines, sectionOf }: Context, code: readonly JudgedCode[]): (section: number) => boolean {
  const commands = Map.groupBy(
    code.filter((each) => each.use === 'run'),
    (each) => sectionOf[each.block] ?? -1,
  )
  const looks = (each: JudgedCode): boolean => {
    const pieces =
      each.form === 'inline'
        ? each.pieces
        : each.lines.flatMap((line) => (line.is === 'code' && line.code !== null ? [line.code] : []))
    const source = pieces.map((piece) => lines.text.slice(piece.start, piece.end)).join('\n')
    return (each.language === 'bash' || each.language === 'powershell') && onlyChecks(source)
  }
  const known = new Map<number, boolean>()
  return (section) => {
    const found = known.get(section) ?? commands.get(section)?.every(looks) ?? false
    known.set(section, found)
    return found
  }
}
