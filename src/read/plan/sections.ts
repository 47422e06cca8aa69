import type { Alternative, Condition, Role, Section, Span } from '../../plan/index.ts'
import type { Judged } from '../judged.ts'
import { identities, normalised } from './identity.ts'
import { inside } from './inside.ts'
import { offsetIn } from './when.ts'

/** The sections of a document, and which of them each of its blocks stands in. */
export interface Sections {
  readonly all: readonly Section[]
  /** Index in `all`, by index of the block. */
  readonly of: readonly number[]
  /** Heading path of a section, its own title first, as it goes into identities. */
  path(section: number): string
  /** Indices of the section's ancestors, nearest first. */
  ancestors(section: number): readonly number[]
}

/** One section for every heading, and one of level 0 for the text before the first. */
export function sectionsOf(judged: Judged, alternativeOf: (heading: Span) => Alternative | null): Sections {
  const { document } = judged
  const { text } = document.source
  const id = identities()
  const byHeading = new Map(judged.sections.map((section) => [section.heading, section]))
  const all: Section[] = [top(judged, id('section'))]
  const parents: number[] = [-1]
  // As they go into identities; every step below asks for them.
  const names: string[] = ['']
  const paths: string[] = ['']
  const open: number[] = [0]
  const of: number[] = []
  /** The heading at which each section ends, by index in `all`: the next of its level or above. */
  const ends = new Map<number, Span>()
  for (const block of document.blocks) {
    const heading = byHeading.get(block.at)
    if (heading !== undefined) {
      if (!ends.has(0)) ends.set(0, block.span)
      while (open.length > 1 && (all[open.at(-1) as number] as Section).level >= heading.level)
        ends.set(open.pop() as number, block.span)
      const parent = open.at(-1) as number
      parents.push(parent)
      const name = normalised(heading.title)
      const around = open.slice(1).map((at) => names[at] as string)
      names.push(name)
      paths.push(parent === 0 ? name : `${name} / ${paths[parent]}`)
      all.push({
        id: id('section', ...around, name),
        title: heading.title,
        level: heading.level,
        role: heading.role,
        heading: block.span,
        span: block.span,
        parent: parent === 0 ? null : (all[parent] as Section).id,
        condition: conditionIn(judged, block.span),
        alternative: alternativeOf(block.span),
        estimate: estimateIn(judged, block.span),
        offset: offsetIn(judged.vocabulary, heading.title),
      })
      open.push(all.length - 1)
    }
    of.push(open.at(-1) as number)
  }
  const ended = all.map((section, at) => {
    const next = ends.get(at)
    const end = next?.start ?? text.length
    const endLine = next === undefined ? document.lineStarts.length : Math.max(section.heading.line, next.line - 1)
    return { ...section, span: { start: section.heading.start, end, line: section.heading.line, endLine } }
  })
  const ancestors = (section: number) => {
    const found: number[] = []
    for (let at = parents[section] ?? -1; at > 0; at = parents[at] as number) found.push(at)
    return found
  }
  return {
    all: ended,
    of,
    ancestors,
    path: (section) => paths[section] as string,
  }
}

function top(judged: Judged, id: string): Section {
  const span: Span = { start: 0, end: 0, line: 1, endLine: 1 }
  const role: Role = judged.sections.length === 0 ? 'deploy' : 'reference'
  return {
    id,
    title: '',
    level: 0,
    role,
    heading: span,
    span,
    parent: null,
    condition: null,
    alternative: null,
    estimate: null,
    offset: null,
  }
}

export const within = (inner: Span, outer: Span) => inner.start >= outer.start && inner.end <= outer.end

export function conditionIn(judged: Judged, span: Span): Condition | null {
  const found = inside(judged.conditions, span)[0]
  return found === undefined ? null : { text: found.condition === '' ? found.text : found.condition, span: found.span }
}

export function estimateIn(judged: Judged, span: Span): number | null {
  return inside(judged.durations, span)[0]?.seconds ?? null
}
