import type { Rule } from '../rule.ts'
import { textsOf } from '../texts.ts'

/** A link into the document that leads nowhere. */
export const deadAnchor: Rule = {
  name: 'dead-anchor',
  severity: 'warning',
  reason: 'A link to a section that is not there costs the minute that the person did not have.',
  remedy: 'Link to a heading that exists, in the form that the platform makes of it.',
  *find({ judged }) {
    const { blocks, source } = judged.document
    const known = anchors(judged.sections.map(({ title }) => title))
    for (const [, name] of source.text.matchAll(/<[a-z]\w{0,30}\s[^<>]{0,300}?\b(?:id|name)\s*=\s*["']?([^"'\s>]+)/gi))
      known.add((name ?? '').toLowerCase())
    for (const [, name] of source.text.matchAll(/\{#([\w-]+)\}/g)) known.add((name ?? '').toLowerCase())
    const links = blocks.flatMap(textsOf).flatMap((text) => text.links)
    // Links without words, or to names with a colon, are those of a documentation system that resolves them elsewhere.
    if (links.some(({ href, text }) => href.startsWith('#') && (text === '' || href.includes(':')))) return
    const said = new Set<string>()
    for (const link of links) {
      if (!link.href.startsWith('#') || link.href.length < 2 || link.href === '#top' || said.has(link.href)) continue
      const wanted = decoded(link.href.slice(1)).toLowerCase()
      if (
        known.has(wanted) ||
        known.has(plainSlug(wanted)) ||
        [...known].some((one) => plainSlug(one) === plainSlug(wanted))
      )
        continue
      said.add(link.href)
      yield { span: link.span, message: `No heading of this document makes the anchor ${link.href}.` }
    }
  },
}

/** Anchors as GitHub makes them: lower case, punctuation dropped, spaces to hyphens, a number behind the second of a name. */
function anchors(titles: readonly string[]): Set<string> {
  const found = new Set<string>()
  const counts = new Map<string, number>()
  for (const title of titles) {
    const slug = title
      .trim()
      .toLowerCase()
      .replace(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, '')
      .replaceAll(' ', '-')
    const count = counts.get(slug) ?? 0
    counts.set(slug, count + 1)
    found.add(count === 0 ? slug : `${slug}-${count}`)
  }
  return found
}

/** Other platforms' anchors differ in hyphens and in what they make of symbols; such a difference is not reported. */
const plainSlug = (slug: string) => slug.replace(/[^\p{L}\p{N}]/gu, '')

function decoded(href: string): string {
  try {
    return decodeURIComponent(href)
  } catch {
    return href
  }
}
