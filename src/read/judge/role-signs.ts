import type { Side } from '../facts/offsets.ts'
import type { Hit, Topic } from '../words/index.ts'
import type { SectionFacts } from './role-facts.ts'

export const acts = (facts: SectionFacts): boolean => facts.hasCommands || facts.hasItems || facts.hasSteps
export const isVerify = (facts: SectionFacts): Hit | null =>
  facts.is('verify') ?? (facts.ofEnvironment ? null : facts.is('test')) ?? facts.is('criteria')
/** Only the first of two topics in a heading is what it is about: "Test rollback" tests. */
export const firstOf = (facts: SectionFacts, name: Topic, over: Topic): Hit | null => {
  const hit = facts.is(name)
  const other = facts.is(over)
  return hit !== null && (other === null || hit.index <= other.index) ? hit : null
}

/** A topic whose words the heading begins with. */
export const leading = (facts: SectionFacts, name: Topic): Hit | null => {
  const hit = facts.is(name)
  return hit?.index === 0 ? hit : null
}

/** "Configuration summary": the last word says that it only tells of it. */
export const summarises = (facts: SectionFacts): boolean => {
  const hit = facts.is('reference')
  return hit !== null && hit.index > 0 && !facts.onlyItems && hit.index + hit.text.length === facts.title.length
}

/** A topic whose words are all of the heading. */
export const whole = (facts: SectionFacts, name: Topic): Hit | null => {
  const hit = leading(facts, name)
  return hit?.text.length === facts.title.length ? hit : null
}

/** "In case of problems", with no other word of going back in front of it. */
export const troubled = (facts: SectionFacts): boolean => firstOf(facts, 'trouble', 'rollback') !== null

/** A part after the change is what most of its headings are: watching or checking. */
export const watches = (facts: SectionFacts): boolean =>
  facts.inner('monitor') > facts.inner('verify') + facts.inner('test')

/** The document is about running the product from day to day, not about a release. */
export const operates = (facts: SectionFacts): boolean =>
  facts.documentIs('shelf') !== null && facts.documentIs('deploy') === null

/** Its heading is about setting up, and about nothing that is done before or with it. */
export const setUp = (facts: SectionFacts): Hit | null =>
  facts.is('before') === null && facts.is('precaution') === null && isVerify(facts) === null ? facts.is('setup') : null

/** What follows the change is work of its own: "Post-deployment configuration", or most of its headings say what to do. */
export const workFollows = (facts: SectionFacts): boolean => {
  if (isVerify(facts) !== null) return false
  const watched = facts.inner('monitor') + facts.inner('verify') + facts.inner('test')
  return facts.innerWork() > watched || (watched === 0 && (facts.hasItems ? facts.works : facts.is('setup') !== null))
}

/** A period in brackets is one of watching only where something is watched or checked: not "Pilot (week 1-2)". */
export const watched = (facts: SectionFacts): Hit | null => {
  const hit = facts.is('monitor')
  const bracketed = hit !== null && /[(（][^)）]*$/.test(facts.title.slice(0, hit.index))
  return bracketed && !/^(?:monitor|verify)$/.test(facts.parent ?? '') && facts.is('after') === null ? null : hit
}

/** Numbered steps of a document or a section that is meant to be followed, not of one that explains. */
export const followed = (facts: SectionFacts): Hit | null =>
  facts.is('procedure') ?? facts.documentIs('procedure') ?? facts.documentIs('deploy')

/** Inside of a part of the release that is carried out. */
export const inPhase = (facts: SectionFacts): boolean => /^(?:prepare|deploy|verify)$/.test(facts.parent ?? '')

/** "Backup & Restore" among things to prepare or to know is about backups. */
export const isBackup = (facts: SectionFacts): boolean =>
  /^(?:prepare|reference)$/.test(facts.parent ?? '') &&
  facts.level > 2 &&
  firstOf(facts, 'prepare', 'rollback') !== null

/** What a heading may say of its part beside a time from the release, or above a table to fill in. */
const SAID: readonly Topic[] = [
  'deploy',
  'before',
  'prepare',
  'precaution',
  'verify',
  'test',
  'criteria',
  'monitor',
  'after',
  'communicate',
]
export const saysMore = (facts: SectionFacts): boolean => SAID.some((name) => facts.is(name) !== null)
/** "T-24h": a time from the release, and no word that says more. */
export const timed = (facts: SectionFacts): Side | null => (saysMore(facts) ? null : facts.side)
