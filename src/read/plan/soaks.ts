import type { Role, Section, Soak, SoakLimits, SoakTask, Span, StepId } from '../../plan/index.ts'
import type { DocBlock } from '../document.ts'
import type { Judged } from '../judged.ts'
import type { Draft } from './draft.ts'
import { identities, normalised } from './identity.ts'
import { inside } from './inside.ts'
import type { Line } from './lines.ts'
import { type Sections, within } from './sections.ts'
import { type SoakNote, soakNotesOf } from './soak-notes.ts'
import { everyIn, type When, whenIn } from './when.ts'

/** A soak in the making: its place is what it covers, from a heading to the next or an item with what is nested in it. */
interface Place extends When {
  readonly limits: SoakLimits | null
  readonly title: string
  readonly span: Span
  readonly place: Span
  readonly section: number
}

/**
 * Times of watching: headings of sections that monitor and name one ("First 24 hours", "Day 2-7", "Weekly checks"), items
 * in them that do, and items elsewhere that say to watch for so long. An item with a cadence alone lasts as long as
 * what it stands in.
 */
export function soaksOf(
  judged: Judged,
  sections: Sections,
  drafts: readonly Draft[],
  lines: readonly Line[],
  ids: readonly StepId[],
): Soak[] {
  const { blocks } = judged.document
  const places = placesOf(judged, sections, drafts, lines)
  if (places.length === 0) return []
  const id = identities()
  const held = innermost(places, drafts)
  const heads = new Set(drafts.map((draft) => draft.span.line))
  const around = innermost(places, blocks)
  return places.map((place): Soak => {
    const { from, to, every, title, span, limits } = place
    const said = (around.get(place) ?? []).filter((block) => 'text' in block)
    return {
      id: id('soak', sections.path(place.section), normalised(title)),
      section: (sections.all[place.section] as Section).id,
      title,
      span,
      from,
      to,
      every,
      owner: ownerIn(judged, said),
      steps: (held.get(place) ?? [])
        .filter((draft) => lines[draft.at]?.on !== 'shelf')
        .map((draft) => ids[draft.at] as StepId),
      tasks: tasksIn(
        judged,
        said.filter((block) => !heads.has(block.span.line)),
      ),
      ...(limits === null ? {} : { limits }),
    }
  })
}

function placesOf(
  judged: Judged,
  sections: Sections,
  drafts: readonly Draft[],
  lines: readonly Line[],
): readonly Place[] {
  const { vocabulary, document } = judged
  const notes = new Map(soakNotesOf(judged).map((note) => [note.block, note]))
  const noteAt = (at: number | undefined): SoakNote | null => notes.get(at ?? -1) ?? null
  const headings = new Map(document.blocks.flatMap((one) => (one.kind === 'heading' ? [[one.span.line, one.at]] : [])))
  const ofSection = new Map<number, Place>()
  sections.all.forEach((section, at) => {
    const note = noteAt(headings.get(section.heading.line))
    if ((section.role !== 'monitor' && note === null) || section.level === 0) return
    const said = inside(judged.windows, section.heading).length === 0 ? null : whenIn(vocabulary, section.title)
    const when = noted(said, note)
    if (when === null) return
    ofSection.set(at, { ...when, title: section.title, span: section.heading, place: section.span, section: at })
  })
  const items = new Map(document.blocks.flatMap((one) => (one.kind === 'item' ? [[one.span.start, one.span]] : [])))
  const blocksAt = new Map(document.blocks.flatMap((one) => (one.kind === 'item' ? [[one.span.start, one.at]] : [])))
  const ofDraft = new Map<number, Place>()
  for (const draft of drafts) {
    const role = sections.all[draft.section]?.role
    if (lines[draft.at]?.on === 'shelf' || draft.metric !== null) continue
    // A fence without an item is named by its first comment or line.
    if (draft.part !== null && draft.box === null && draft.detail === null && !items.has(draft.span.start)) continue
    const said = inside(judged.windows, draft.span).length === 0 ? null : whenIn(vocabulary, draft.title)
    const note = noteAt(blocksAt.get(draft.span.start))
    const when = noted(said, note)
    if (when === null) continue
    const isWatched = when.to !== null && vocabulary.phrase('watch', draft.title) !== null
    if (note === null && role !== 'monitor' && !(isWatched && WATCHING.has(role ?? 'reference'))) continue
    const outer =
      ofDraft.get(draft.parent ?? -1) ??
      [draft.section, ...sections.ancestors(draft.section)].map((at) => ofSection.get(at)).find((one) => one)
    const isOpen =
      when.to === null && outer !== undefined && outer.to !== null && (when.every ?? 0) <= outer.to - outer.from
    ofDraft.set(draft.at, {
      ...(isOpen ? { from: outer.from, to: outer.to } : { from: when.from, to: when.to }),
      every: when.every,
      limits: when.limits,
      title: draft.title,
      span: draft.span,
      place: items.get(draft.span.start) ?? draft.span,
      section: draft.section,
    })
  }
  return [...ofSection.values(), ...ofDraft.values()].sort(
    (a, b) => a.place.start - b.place.start || b.place.end - a.place.end,
  )
}

/** What an annotation says goes before what the words say. */
function noted(said: When | null, note: SoakNote | null): (When & { readonly limits: SoakLimits | null }) | null {
  if (note === null) return said === null ? null : { ...said, limits: null }
  const { every, lasts, limits } = note
  if (said === null && lasts === null) return null
  const from = said?.from ?? 0
  return {
    from,
    to: lasts === null ? (said?.to ?? null) : from + lasts,
    every: every ?? said?.every ?? null,
    limits,
  }
}

const WATCHING: ReadonlySet<Role> = new Set(['deploy', 'verify', 'rollback'])

/** What lies in each place and in none inside it, in one walk through both. */
function innermost<T extends { readonly span: Span }>(
  places: readonly Place[],
  all: readonly T[],
): ReadonlyMap<Place, readonly T[]> {
  const found = new Map<Place, T[]>()
  const open: Place[] = []
  let next = 0
  for (const one of all) {
    for (; (places[next]?.place.start ?? Number.POSITIVE_INFINITY) <= one.span.start; next += 1)
      open.push(places[next] as Place)
    while (open.length > 0 && (open.at(-1) as Place).place.end <= one.span.start) open.pop()
    const place = open.findLast((each) => within(one.span, each.place))
    if (place !== undefined) {
      const known = found.get(place)
      if (known === undefined) found.set(place, [one])
      else known.push(one)
    }
  }
  return found
}

type Said = Extract<DocBlock, { readonly text: unknown }>

/** Entries of lists that are no steps: what to look at, each with its own cadence. */
const tasksIn = (judged: Judged, said: readonly Said[]): SoakTask[] =>
  said.flatMap(({ kind, text }): SoakTask[] =>
    kind === 'item' && text.plain !== ''
      ? [{ text: text.plain, span: text.span, every: everyIn(judged.vocabulary, text.plain) }]
      : [],
  )

/** "Owner: Ada", "(owner: SRE on duty)". */
function ownerIn({ vocabulary }: Judged, said: readonly Said[]): string | null {
  for (const { text } of said) {
    const hit = vocabulary.phrase('owner', text.plain)
    if (hit === null) continue
    const name = /^\s*[:：]\s*([^,;()]{2,60})/.exec(text.plain.slice(hit.index + hit.text.length))?.[1]
    if (name !== undefined && !/^[_.[]/.test(name)) return name.trim()
  }
  return null
}
