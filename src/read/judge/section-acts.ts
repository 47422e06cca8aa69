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

/** Sections all of whose commands only look, wait and try out what is there. By the index of the heading. */
export function sectionsThatLook({ lines, sectionOf }: Context, code: readonly JudgedCode[]): ReadonlySet<number> {
  const looking = new Set<number>()
  const others = new Set<number>()
  for (const each of code) {
    if (each.use !== 'run') continue
    const section = sectionOf[each.block] ?? -1
    if (others.has(section)) continue
    const pieces =
      each.form === 'inline'
        ? each.pieces
        : each.lines.flatMap((line) => (line.is === 'code' && line.code !== null ? [line.code] : []))
    const source = pieces.map((piece) => lines.text.slice(piece.start, piece.end)).join('\n')
    const looks = (each.language === 'bash' || each.language === 'powershell') && onlyChecks(source)
    ;(looks ? looking : others).add(section)
  }
  for (const section of others) looking.delete(section)
  return looking
}
