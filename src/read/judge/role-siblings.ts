import type { Heading } from '../document.ts'
import type { Vocabulary } from '../words/index.ts'
import type { SectionContent } from './section-content.ts'

/** How many headings directly in a section begin with the name of an environment: "1. Development (Dev)". */
export function environmentsIn(
  vocabulary: Vocabulary,
  headings: readonly Heading[],
  titles: readonly string[],
  index: number,
) {
  const level = headings[index]?.level ?? 0
  const inner = headings[index + 1]?.level ?? 0
  let count = 0
  for (let at = index + 1; (headings[at]?.level ?? 0) > level; at++)
    if (headings[at]?.level === inner && names(vocabulary, titles[at] ?? '')) count++
  return count
}

/** An environment's name is all, but for brackets and "environment" behind it: "Staging deployment" does something. */
const names = (vocabulary: Vocabulary, title: string): boolean => {
  const hit = vocabulary.leadingPhrase('environment', title)
  const rest =
    hit === null
      ? title
      : title
          .slice(hit.text.length)
          .replace(/[(（][^()（）]*[)）]/g, '')
          .trim()
  return hit !== null && (rest === '' || vocabulary.topic('environments', rest)?.text === rest)
}

/** Headings beside which another is the same but for the environment that it begins with, by index. */
export function environmentTwins(
  vocabulary: Vocabulary,
  headings: readonly Heading[],
  titles: readonly string[],
): ReadonlySet<number> {
  const twins = new Set<number>()
  // By level: what follows the environment's name, and where it stood last.
  const seen: Map<string, number>[] = []
  headings.forEach(({ level }, index) => {
    seen.length = Math.min(seen.length, level + 1)
    const title = titles[index] ?? ''
    const hit = vocabulary.leadingPhrase('environment', title)
    if (hit === null) return
    const rest = title.slice(hit.text.length).trim().toLowerCase()
    seen[level] ??= new Map()
    const before = seen[level].get(rest)
    if (before !== undefined) twins.add(before).add(index)
    seen[level].set(rest, index)
  })
  return twins
}

/** For every heading, whether something is done in a later one beside it, or in what stands within that. */
export function doneAfter(
  vocabulary: Vocabulary,
  headings: readonly Heading[],
  titles: readonly string[],
  { runs, boxes, numbered }: SectionContent,
): readonly boolean[] {
  const after: boolean[] = []
  // By level: whether something is done further down beside a heading of it.
  const done: boolean[] = []
  for (let at = headings.length - 1; at >= 0; at--) {
    const level = headings[at]?.level ?? 1
    after[at] = done[level] ?? false
    const own =
      runs.has(at) || boxes.has(at) || numbered.has(at) || vocabulary.topic('deploy', titles[at] ?? '') !== null
    const within = done.slice(level + 1).some(Boolean)
    // Whatever is deeper belongs to this heading.
    done.length = Math.min(done.length, level + 1)
    done[level] = (done[level] ?? false) || own || within
  }
  return after
}
