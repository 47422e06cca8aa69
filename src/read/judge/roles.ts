import type { Role } from '../../plan/index.ts'
import { sideOfHeading } from '../facts/offsets.ts'
import type { JudgedCode, JudgedSection, Why } from '../judged.ts'
import type { Hit, Topic, Vocabulary } from '../words/index.ts'
import type { Context } from './context.ts'
import { launchesAfter } from './launches.ts'
import { publishingSections } from './publishing.ts'
import type { SectionFacts } from './role-facts.ts'
import { ROLE_RULES } from './role-rules.ts'
import { doneAfter, environmentsIn, environmentTwins } from './role-siblings.ts'
import { LOOKS, plainTitle, tellsToChange, tellsToDo, withoutPictures } from './role-titles.ts'
import { contentOf } from './section-content.ts'

/** One role for every heading, in document order. */
export function judgeSections(context: Context, code: readonly JudgedCode[]): JudgedSection[] {
  const { headings } = context
  const stack: {
    level: number
    role: Role
    shelved: boolean
    explained: boolean
    tried: boolean
    deployed: boolean
  }[] = []
  const sections: JudgedSection[] = []
  const content = contentOf(context, code)
  const { runs, boxes, numbered, listed, instructing, changing, working, undoing, opening } = content
  const contents = sectionsOfLinks(context)
  const publishing = publishingSections(context)
  const titles = headings.map(({ text }) => plainTitle(context.vocabulary, text.plain))
  const launch = launchesAfter(context.vocabulary, headings, titles, content)
  const documentIs = topicsOf(context.vocabulary, headings[0]?.level === 1 ? (titles[0] ?? '') : '')
  const goesOn = doneAfter(context.vocabulary, headings, titles, content)
  const twins = environmentTwins(context.vocabulary, headings, titles)
  let begun = false
  let titled = false
  headings.forEach((heading, index) => {
    while (stack.length > 0 && (stack.at(-1)?.level ?? 0) >= heading.level) stack.pop()
    const title = titles[index] ?? ''
    const is = topicsOf(context.vocabulary, title)
    const anywhere = (holds: (section: number) => boolean) => {
      for (let at = index; at < headings.length && (at === index || (headings[at]?.level ?? 0) > heading.level); at++)
        if (holds(at)) return true
      return false
    }
    const countWithin = (holds: (title: string) => boolean): number => {
      let count = 0
      for (let at = index + 1; (headings[at]?.level ?? 0) > heading.level; at++) if (holds(titles[at] ?? '')) count++
      return count
    }
    const opensAnother = (at: number) => (headings[at + 1]?.level ?? 0) > (headings[at]?.level ?? 0)
    const within = (set: ReadonlySet<number>) => anywhere((section) => set.has(section))
    const isNumbered = title !== withoutPictures(heading.text.plain)
    const told = (at: number) => tellsToDo(context.vocabulary, titles[at] ?? '')
    const parent = stack.at(-1)
    const documentTitle = index === 0 && heading.level === 1 && (headings[1]?.level ?? 9) > heading.level
    const facts: SectionFacts = {
      title,
      is,
      documentIs,
      parent: parent?.role ?? null,
      shelved: parent?.shelved ?? false,
      explained: parent?.explained ?? false,
      tried: parent?.tried ?? false,
      begun,
      siblingDeployed: parent?.deployed ?? false,
      hasCommands: within(runs),
      hasItems: within(boxes),
      hasCode: within(content.coded),
      onlyItems: anywhere((at) => boxes.has(at)) && !anywhere((at) => !boxes.has(at) && !opensAnother(at)),
      hasSteps: within(numbered),
      instructs: within(instructing),
      changes: within(changing),
      goesOn: goesOn[index] ?? false,
      oneOfSeveral: isNumbered || context.vocabulary.leadingPhrase('option', title) !== null,
      step: context.vocabulary.leadingPhrase('step', withoutPictures(heading.text.plain)) !== null,
      delivers: () => anywhere(content.delivering),
      looks: () => within(runs) && !anywhere((at) => runs.has(at) && !content.looking(at)),
      works: boxes.has(index) ? working.has(index) : within(working),
      undoes: () => anywhere(undoing),
      opening: opening.get(index) ?? null,
      watchesFirst: content.watching.has(index),
      reaches: content.reaching.has(index),
      ofEnvironment: twins.has(index),
      tells: () => !within(content.filled) || anywhere((at) => content.runs.has(at) || told(at) || content.telling(at)),
      blanks: content.blanks.has(index),
      told: told(index),
      orders: context.vocabulary.leadingPhrase('work', title),
      launchFollows: launch[index] ?? false,
      alone: headings.length === 1 && listed.has(index),
      holdsSteps: runs.has(index) || boxes.has(index) || numbered.has(index),
      onlyLinks: contents.has(index),
      measures: content.measuring.has(index),
      side: sideOfHeading(heading.text.plain) ?? content.sides.get(index) ?? null,
      level: heading.level,
      numbered: isNumbered,
      publishes: publishing.has(index),
      environments: environmentsIn(context.vocabulary, headings, titles, index),
      subtitle:
        index === 1 &&
        titled &&
        !within(runs) &&
        !within(listed) &&
        !within(boxes) &&
        (headings[2]?.level ?? 0) <= heading.level,
      inner: (name) => countWithin((words) => context.vocabulary.topic(name, words) !== null),
      innerWork: () => countWithin((words) => tellsToChange(context.vocabulary, words)),
    }
    const { role, why } = documentTitle ? titleRole(facts) : roleOf(facts)
    titled ||= documentTitle && role === 'reference'
    sections.push({ heading: heading.at, level: heading.level, title: heading.text.plain, role, why })
    // A list of what to publish inside of a preparation is gone through later.
    const changes = role === 'deploy' && why.rule !== 'role-publishes'
    if (changes) for (const each of stack) each.deployed = true
    // What is done after the change means that it was made, also in a document that does not tell how.
    begun ||= changes || ((role === 'verify' || role === 'monitor') && facts.is('after') !== null)
    // A title that makes the change itself is no parent: the sections under it are what their own words say.
    if (!documentTitle || !/^(?:reference|deploy|prepare|verify)$/.test(role)) {
      const shelved = role === 'reference' && (parent?.shelved || facts.is('shelf') !== null)
      const explained = role === 'reference' && (parent?.explained || facts.is('explains') !== null)
      const tried = parent?.tried || LOOKS.some((topic) => is(topic) !== null)
      stack.push({ level: heading.level, role, shelved, explained, tried, deployed: false })
    }
  })
  return sections
}

/** Sections of nothing but a list of links to places of the document: its contents, in any language. */
function sectionsOfLinks(context: Context): ReadonlySet<number> {
  const links = new Set<number>()
  const others = new Set<number>()
  for (const block of context.document.blocks) {
    if (block.kind === 'heading' || block.kind === 'rule') continue
    const section = context.sectionOf[block.at] ?? -1
    const source = context.lines.text.slice(block.span.start, Math.min(block.span.end, block.span.start + 200))
    if (block.kind === 'item' && /^\s*(?:[-*+]|\d+[.)])\s+\[[^\]]+\]\(#/.test(source)) links.add(section)
    else others.add(section)
  }
  return new Set([...links].filter((section) => !others.has(section)))
}

function roleOf(facts: SectionFacts): { role: Role; why: Why } {
  for (const { rule, role, when } of ROLE_RULES) {
    const hit = when(facts)
    if (hit) return { role, why: { rule: `role-${rule}`, words: hit === true ? facts.title : hit.entry } }
  }
  return { role: 'reference', why: { rule: 'role-anything-else', words: facts.title } }
}

/** What a heading is about, each topic looked up once. */
function topicsOf(vocabulary: Vocabulary, title: string): (name: Topic) => Hit | null {
  const known = new Map<Topic, Hit | null>()
  return (name) => {
    const found = known.get(name)
    if (found !== undefined) return found
    const hit = vocabulary.topic(name, title)
    known.set(name, hit)
    return hit
  }
}

/**
 * The document's title stands above its parts, unless the document is about one role only, or what its title names is
 * done directly under it and nowhere else.
 */
function titleRole(facts: SectionFacts): { role: Role; why: Why } {
  const rollback = facts.is('rollback')
  if (rollback !== null && facts.is('deploy') === null)
    return { role: 'rollback', why: { rule: 'role-title-of-one-role', words: rollback.entry } }
  const monitor = facts.is('monitor')
  if (monitor !== null && facts.is('deploy') === null)
    return { role: 'monitor', why: { rule: 'role-title-of-one-role', words: monitor.entry } }
  const record = facts.is('record')
  if (record !== null && /(?:report|log)$/i.test(record.text))
    return { role: 'record', why: { rule: 'role-title-of-one-role', words: record.entry } }
  const deploy = facts.is('deploy')
  if (deploy !== null && (facts.alone || facts.holdsSteps) && facts.inner('deploy') === 0)
    return { role: 'deploy', why: { rule: 'role-title-does-it', words: deploy.entry } }
  const verify = facts.is('verify') ?? facts.is('test')
  if (verify !== null && facts.alone)
    return { role: 'verify', why: { rule: 'role-title-of-one-role', words: verify.entry } }
  return { role: 'reference', why: { rule: 'role-title', words: facts.title } }
}
