import type { Alternative, Choice, Role, Span } from '../../plan/index.ts'
import { letters } from '../characters.ts'
import type { Heading } from '../document.ts'
import type { Judged } from '../judged.ts'
import { identities, normalised } from './identity.ts'
import { inside } from './inside.ts'
import { isCounted } from './ways-labelled.ts'

interface Alternatives {
  ofHeading(heading: Span): Alternative | null
  readonly choices: readonly Choice[]
}

/** Headings of which one is gone through, or each in turn. */
interface Group {
  readonly headings: readonly Heading[]
  /** Name of the option by which all are, and whether it comes first: it is what a rehearsal takes. */
  readonly all: { readonly name: string; readonly first: boolean } | null
  /** Environments: other sections that name one of them belong to it. */
  readonly environments: readonly string[] | null
}

/** Sibling headings of which one is gone through: options, environments, platforms. */
export function headingAlternatives(judged: Judged): Alternatives {
  const id = identities()
  const found = new Map<number, Alternative>()
  const choices: Choice[] = []
  const stages = new Map<string, Alternative>()
  for (const siblings of families(judged)) {
    const group = groupIn(
      judged,
      siblings.filter((one) => !found.has(one.span.start)),
    )
    if (group === null) continue
    const { headings, all, environments } = group
    // The same environments again are no second question.
    if (environments?.every((one) => stages.has(one))) {
      headings.forEach((one, at) => {
        const stage = stages.get(environments[at] as string) as Alternative
        found.set(one.span.start, { ...stage, span: one.span })
      })
      continue
    }
    const key = id('choice', ...headings.map((one) => normalised(one.text.plain)))
    const alternative = (one: Heading, option: Heading): Alternative => ({
      group: key,
      option: option.text.plain,
      all: all?.name ?? null,
      span: one.span,
    })
    for (const one of headings) found.set(one.span.start, alternative(one, one))
    environments?.forEach((environment, at) => {
      const heading = headings[at] as Heading
      stages.set(environment, alternative(heading, heading))
      for (const one of belongingTo(judged, environment, headings))
        if (!found.has(one.span.start)) found.set(one.span.start, alternative(one, heading))
    })
    const each = headings.map((one) => ({ name: one.text.plain, span: one.span }))
    const together = all === null ? [] : [{ name: all.name, span: (headings[0] as Heading).span }]
    choices.push({
      group: key,
      question: `Which of these: ${headings.map((one) => one.text.plain).join(', or ')}?`,
      options: all?.first ? [...together, ...each] : [...each, ...together],
      when: 'start',
    })
  }
  return { ofHeading: (heading) => found.get(heading.start) ?? null, choices }
}

/** Headings of one level under one parent, in order. */
function families(judged: Judged): Heading[][] {
  const all: Heading[][] = []
  const open: { level: number; siblings: Heading[] }[] = []
  for (const section of judged.sections) {
    const heading = judged.document.blocks[section.heading] as Heading
    while (open.length > 0 && (open.at(-1) as { level: number }).level > heading.level) open.pop()
    let last = open.at(-1)
    if (last === undefined || last.level < heading.level) {
      last = { level: heading.level, siblings: [] }
      open.push(last)
      all.push(last.siblings)
    }
    last.siblings.push(heading)
  }
  return all
}

const BEFORE_WORDS = new RegExp(`^[^${letters}]+`)

function groupIn(judged: Judged, siblings: readonly Heading[]): Group | null {
  const { vocabulary } = judged
  const roles = rolesOf(judged)
  const plain = siblings.filter((one) => roles.get(one.at) !== 'rollback')
  const marks = (one: Heading) => inside(judged.alternatives, one.span)
  const options = plain.filter(
    (one) => marks(one).some(isCounted) || (roles.get(one.at) !== 'verify' && isCountedWithin(judged, one)),
  )
  if (options.length > 1) return { headings: options, all: null, environments: null }
  const second = plain.findIndex(
    (one) =>
      vocabulary.leadingPhrase('or', one.text.plain.replace(BEFORE_WORDS, '')) !== null ||
      marks(one).some((mark) => mark.why.rule === 'alternative-by-hand'),
  )
  if (second > 0) return { headings: plain.slice(second - 1, second + 1), all: null, environments: null }
  const places = labelled(plain, (text) => {
    const hit = vocabulary.phrase('environment', text)
    return hit === null ? null : { name: hit.entry, text: hit.text }
  })
  if (places !== null)
    return {
      headings: places.map((one) => one.heading),
      all: { name: 'All of them, one after the other', first: true },
      environments: places.map((one) => one.name),
    }
  const systems = labelled(plain, (text) => {
    const name = PLATFORM.exec(text)?.[0]
    return name === undefined ? null : { name: name.toLowerCase(), text: name }
  })
  if (systems === null) return null
  return {
    headings: systems.map((one) => one.heading),
    all: { name: 'All of them', first: false },
    environments: null,
  }
}

/** "Deployment: Option A", behind other words; tests of both options are both made. */
function isCountedWithin({ vocabulary }: Judged, { text }: Heading): boolean {
  const hit = vocabulary.phrase('option', text.plain)
  return hit !== null && /\s[\p{L}\d]$/u.test(hit.text)
}

const known = new WeakMap<Judged, ReadonlyMap<number, Role>>()

function rolesOf(judged: Judged): ReadonlyMap<number, Role> {
  const found = known.get(judged) ?? new Map(judged.sections.map((one) => [one.heading, one.role]))
  known.set(judged, found)
  return found
}

/** Names of systems, the same in every language. */
const PLATFORM =
  /(?<![a-z])(?:windows|mac ?os|os ?x|mac|linux|ubuntu|debian|centos|rhel|fedora)(?![a-z])(?:\s*(?:\/|,|&|and)\s*(?:windows|mac ?os|os ?x|mac|linux|ubuntu|debian|centos|rhel|fedora)(?![a-z]))*/i

interface Labelled {
  readonly heading: Heading
  readonly name: string
}

/**
 * The largest set of headings that say the same of different things: "Deploy to staging" and "Deploy to production" are
 * two of a kind; "Test on staging" and "Production rollout" are not.
 */
function labelled(
  headings: readonly Heading[],
  labelIn: (text: string) => { readonly name: string; readonly text: string } | null,
): readonly Labelled[] | null {
  const kinds = new Map<string, Labelled[]>()
  for (const heading of headings) {
    const label = labelIn(heading.text.plain)
    if (label === null) continue
    const rest = normalised(
      heading.text.plain
        .replace(label.text, '')
        .replace(/\([^)]*\)/g, '')
        .replace(/^[\d.)\s]+/, ''),
    )
    const kind = kinds.get(rest) ?? []
    if (!kind.some((one) => one.name === label.name)) kind.push({ heading, name: label.name })
    kinds.set(rest, kind)
  }
  const largest = [...kinds.values()].sort((a, b) => b.length - a.length)[0]
  return largest !== undefined && largest.length > 1 ? largest : null
}

/** Roles of sections that belong to the environment which their heading names; a way back is never left out. */
const ATTACHED: ReadonlySet<Role> = new Set(['signoff', 'contacts', 'monitor', 'record', 'communicate'])

function belongingTo(judged: Judged, environment: string, group: readonly Heading[]): Heading[] {
  let under: number | null = null
  return judged.sections.flatMap(({ heading, level, role, title }) => {
    const block = judged.document.blocks[heading] as Heading
    if (under !== null && level <= under) under = null
    if (group.includes(block)) under = level
    // What stands in one of them belongs to it as it is.
    if (under !== null || !ATTACHED.has(role)) return []
    return judged.vocabulary.phrase('environment', title)?.entry === environment ? [block] : []
  })
}
