import type { Context } from './context.ts'

/**
 * Sections, by the index of their heading, of which most boxes are acts of publishing: a tag, a release, an upload. They
 * make the change, wherever they stand.
 */
export function publishingSections({ document, sectionOf, vocabulary }: Context): ReadonlySet<number> {
  const more = new Map<number, number>()
  for (const block of document.blocks) {
    if (block.kind !== 'item' || block.boxes.length === 0 || block.depth > 0) continue
    const section = sectionOf[block.at] ?? -1
    const publishes = vocabulary.leadingPhrase('publishes', block.text.plain) !== null
    more.set(section, (more.get(section) ?? 0) + (publishes ? 1 : -1))
  }
  return new Set([...more].flatMap(([section, count]) => (count > 0 ? [section] : [])))
}
