import type { Alternative, Choice, Span } from '../../plan/index.ts'
import type { Heading } from '../document.ts'
import type { Judged } from '../judged.ts'
import { identities, normalised } from './identity.ts'
import { inside } from './inside.ts'
import { isCounted } from './ways-labelled.ts'

const environment = /\b(staging|production|prod|development|qa|uat|preprod)\b/i
const platform = /\b(windows|mac ?os|osx|linux|ubuntu|debian|centos|powershell)\b/i
const option = /\b(?:option|method|variant|approach)\s+([A-H]|\d)\b/i
const marked = /^(?:or\b|alternatively\b|alternative\b|instead\b)/i

interface Alternatives {
  ofHeading(heading: Span): Alternative | null
  readonly choices: readonly Choice[]
}

/** Sibling headings of which one is gone through: options, environments, platforms. */
export function headingAlternatives(judged: Judged): Alternatives {
  const id = identities()
  const found = new Map<number, Alternative>()
  const choices: Choice[] = []
  for (const siblings of families(judged)) {
    for (const group of groups(judged, siblings)) {
      const key = id('choice', ...group.map((one) => normalised(one.text.plain)))
      for (const one of group) found.set(one.span.start, { group: key, option: one.text.plain, span: one.span })
      choices.push({
        group: key,
        question: `Which of these: ${group.map((one) => one.text.plain).join(', or ')}?`,
        options: group.map((one) => ({ name: one.text.plain, span: one.span })),
        when: 'start',
      })
    }
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

function groups(judged: Judged, siblings: readonly Heading[]): Heading[][] {
  const rollback = (one: Heading) =>
    judged.sections.some((section) => section.heading === one.at && section.role === 'rollback')
  const plain = siblings.filter((one) => !rollback(one))
  const options = plain.filter(
    (one) => option.test(one.text.plain) || inside(judged.alternatives, one.span).some(isCounted),
  )
  if (options.length > 1) return [options]
  const second = plain.findIndex((one) => marked.test(one.text.plain))
  if (second > 0) return [plain.slice(second - 1, second + 1)]
  for (const labels of [environment, platform]) {
    const labelled = plain.filter((one) => labels.test(one.text.plain))
    const distinct = new Set(
      labelled.map((one) => (labels.exec(one.text.plain)?.[1] ?? '').toLowerCase().replace(/^prod$/, 'production')),
    )
    if (labelled.length > 1 && distinct.size === labelled.length && sameWords(labelled, labels)) return [labelled]
  }
  return []
}

/** "Deploy to staging" and "Deploy to production" are two of a kind; "Test on staging" and "Production rollout" are not. */
function sameWords(headings: readonly Heading[], labels: RegExp): boolean {
  const rest = headings.map((one) => normalised(one.text.plain.replace(labels, '').replace(/^[\d.)\s]+/, '')))
  return rest.every((one) => one === rest[0])
}
