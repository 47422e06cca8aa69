import type { Role } from '../../plan/index.ts'
import type { Side } from '../facts/offsets.ts'
import type { Hit, Topic } from '../words/index.ts'

/** What the rules about a heading's role look at. */
export interface SectionFacts {
  readonly title: string
  readonly is: (name: Topic) => Hit | null
  /** The same of the document's title. */
  readonly documentIs: (name: Topic) => Hit | null
  /** Role of the heading around it, null at the top. */
  readonly parent: Role | null
  /** The parent's role came from words of the shelf: its children stay there. */
  readonly shelved: boolean
  /** The heading around it says that something is tried or checked: "Create an order" is part of that. */
  readonly tried: boolean
  /** The section around it explains how something works. */
  readonly explained: boolean
  /** Whether the change has begun above: a deploy section, here or before. */
  readonly begun: boolean
  /** Whether something of the deploy section around it was deployed before it. */
  readonly siblingDeployed: boolean
  readonly hasCommands: boolean
  readonly hasItems: boolean
  /** Code, here or within, also such as is put somewhere. */
  readonly hasCode: boolean
  /** Boxes stand in it and, where it is divided, in each of its parts. */
  readonly onlyItems: boolean
  /** A numbered list, here or in the sections within. */
  readonly hasSteps: boolean
  /** Numbered steps that tell what to do, here or within. */
  readonly instructs: boolean
  /** Commands here or within change the product where it runs. */
  readonly changes: boolean
  /** Something is done in a later section beside it. */
  readonly goesOn: boolean
  /** Numbered, or called an option: it does what those beside it do. */
  readonly oneOfSeveral: boolean
  /** Called a step or a phase: one of several that are taken together. */
  readonly step: boolean
  /** Its boxes are a short list of the release: more of them bring the change on its way than check something. */
  readonly delivers: boolean
  /** All commands, here and within, only look, wait and try out; there are some. */
  readonly looks: boolean
  /** Its boxes are work to do rather than things to look at: those directly under it, else some within. */
  readonly works: boolean
  /** Whether it, or a section within, tells of something that goes back, or runs what may. */
  readonly undoes: () => boolean
  /** The first of its points watches something. */
  readonly watchesFirst: boolean
  /** Beside parts of the same name for other environments: "Testing workflow" after "Development workflow". */
  readonly ofEnvironment: boolean
  /** Its points are ways to reach somebody. */
  readonly reaches: boolean
  /** Whether it, or a section within, tells the reader to do something, or has a command to run; one without words may. */
  readonly tells: () => boolean
  /** Lines in it wait to be filled in: "Errors: ____". */
  readonly blanks: boolean
  /** Its heading begins with an order: "Choose a plan". */
  readonly told: boolean
  /** Its heading says what to change: "Configure the proxy". */
  readonly orders: Hit | null
  /** How many of the headings in it say what to do. */
  readonly innerWork: () => number
  /** When the sentence right under it says that what follows is done: before the change, or at its end. */
  readonly opening: 'before' | 'after' | null
  /** A later section beside it is the launch itself. */
  readonly launchFollows: boolean
  /** The only heading of the document, with a list under it. */
  readonly alone: boolean
  /** Commands, boxes or numbered steps stand directly under it, before the next heading. */
  readonly holdsSteps: boolean
  /** Nothing but links to other places of the document. */
  readonly onlyLinks: boolean
  /** A table directly under it waits for values that are measured. */
  readonly measures: boolean
  /** The time from the release that its heading names, else the items and rows directly under it: "T-24h". */
  readonly side: Side | null
  readonly level: number
  /** "3. Backup", "Step 3": one step of several. */
  readonly numbered: boolean
  /** Most of its boxes publish something. */
  readonly publishes: boolean
  /** How many of the headings directly in it name an environment. */
  readonly environments: number
  /** Directly under the document's title, with nothing of its own. */
  readonly subtitle: boolean
  /** How many of the headings directly in it are about a topic. */
  readonly inner: (name: Topic) => number
}

interface Rule {
  readonly rule: string
  readonly role: Role
  readonly when: (facts: SectionFacts) => Hit | boolean | null
}

const acts = (facts: SectionFacts): boolean => facts.hasCommands || facts.hasItems || facts.hasSteps
const isVerify = (facts: SectionFacts): Hit | null =>
  facts.is('verify') ?? (facts.ofEnvironment ? null : facts.is('test')) ?? facts.is('criteria')
/** Only the first of two topics in a heading is what it is about: "Test rollback" tests. */
const firstOf = (facts: SectionFacts, name: Topic, over: Topic): Hit | null => {
  const hit = facts.is(name)
  const other = facts.is(over)
  return hit !== null && (other === null || hit.index <= other.index) ? hit : null
}

/** A topic whose words the heading begins with. */
const leading = (facts: SectionFacts, name: Topic): Hit | null => {
  const hit = facts.is(name)
  return hit?.index === 0 ? hit : null
}

/** "Configuration summary": the last word says that it only tells of it. */
const summarises = (facts: SectionFacts): boolean => {
  const hit = facts.is('reference')
  return hit !== null && hit.index > 0 && !facts.onlyItems && hit.index + hit.text.length === facts.title.length
}

/** A topic whose words are all of the heading. */
const whole = (facts: SectionFacts, name: Topic): Hit | null => {
  const hit = leading(facts, name)
  return hit?.text.length === facts.title.length ? hit : null
}

/** "In case of problems", with no other word of going back in front of it. */
const troubled = (facts: SectionFacts): boolean => firstOf(facts, 'trouble', 'rollback') !== null

/** A part after the change is what most of its headings are: watching or checking. */
const watches = (facts: SectionFacts): boolean => facts.inner('monitor') > facts.inner('verify') + facts.inner('test')

/** The document is about running the product from day to day, not about a release. */
const operates = (facts: SectionFacts): boolean =>
  facts.documentIs('shelf') !== null && facts.documentIs('deploy') === null

/** Its heading is about setting up, and about nothing that is done before or with it. */
const setUp = (facts: SectionFacts): Hit | null =>
  facts.is('before') === null && facts.is('precaution') === null && isVerify(facts) === null ? facts.is('setup') : null

/** What follows the change is work of its own: "Post-deployment configuration", or most of its headings say what to do. */
const workFollows = (facts: SectionFacts): boolean => {
  if (isVerify(facts) !== null) return false
  const watched = facts.inner('monitor') + facts.inner('verify') + facts.inner('test')
  return facts.innerWork() > watched || (watched === 0 && (facts.hasItems ? facts.works : facts.is('setup') !== null))
}

/** A period in brackets is one of watching only where something is watched or checked: not "Pilot (week 1-2)". */
const watched = (facts: SectionFacts): Hit | null => {
  const hit = facts.is('monitor')
  const bracketed = hit !== null && /[(（][^)）]*$/.test(facts.title.slice(0, hit.index))
  return bracketed && !/^(?:monitor|verify)$/.test(facts.parent ?? '') && facts.is('after') === null ? null : hit
}

/** Numbered steps of a document or a section that is meant to be followed, not of one that explains. */
const followed = (facts: SectionFacts): Hit | null =>
  facts.is('procedure') ?? facts.documentIs('procedure') ?? facts.documentIs('deploy')

/** Inside of a part of the release that is carried out. */
const inPhase = (facts: SectionFacts): boolean => /^(?:prepare|deploy|verify)$/.test(facts.parent ?? '')

/** "Backup & Restore" among things to prepare or to know is about backups. */
const isBackup = (facts: SectionFacts): boolean =>
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
const saysMore = (facts: SectionFacts): boolean => SAID.some((name) => facts.is(name) !== null)
/** "T-24h": a time from the release, and no word that says more. */
const timed = (facts: SectionFacts): Side | null => (saysMore(facts) ? null : facts.side)

/** From facts to role, first match wins. */
export const ROLE_RULES: readonly Rule[] = [
  {
    rule: 'subtitle',
    role: 'reference',
    when: (f) =>
      f.subtitle && !f.told && f.side === null && !f.measures && (f.is('before') ?? f.is('prepare')) === null,
  },
  { rule: 'contents', role: 'reference', when: (f) => f.onlyLinks },
  // A procedure for going back is one, also among what to do about trouble.
  {
    rule: 'way-back-on-the-shelf',
    role: 'rollback',
    when: (f) => (f.shelved && (acts(f) || f.hasCode) && f.is('procedure') !== null ? leading(f, 'rollback') : null),
  },
  { rule: 'inside-shelf', role: 'reference', when: (f) => f.shelved },
  { rule: 'inside-contacts', role: 'contacts', when: (f) => f.parent === 'contacts' },
  { rule: 'inside-signoff', role: 'signoff', when: (f) => f.parent === 'signoff' && f.is('record') === null },
  { rule: 'inside-record', role: 'record', when: (f) => f.parent === 'record' && f.is('rollback') === null },
  { rule: 'inside-communicate', role: 'communicate', when: (f) => f.parent === 'communicate' },
  { rule: 'signoff-words', role: 'signoff', when: (f) => (f.parent === 'rollback' ? null : f.is('signoff')) },
  { rule: 'analysis-of-a-rollback', role: 'record', when: (f) => (f.parent === 'rollback' ? f.is('analysis') : null) },
  // "Release owner" over boxes of a phase names who does them.
  {
    rule: 'contacts-words',
    role: 'contacts',
    when: (f) => (f.is('reference') || f.hasCommands || (f.hasItems && inPhase(f)) ? null : f.is('contacts')),
  },
  // "Support" over addresses says whom to ask; over links, what to read.
  { rule: 'ways-to-reach', role: 'contacts', when: (f) => (f.reaches && !acts(f) ? f.is('help') : null) },
  { rule: 'test-of-rollback', role: 'prepare', when: (f) => f.is('rollback') && firstOf(f, 'test', 'rollback') },
  {
    rule: 'backup',
    role: 'prepare',
    when: (f) =>
      f.is('rollback') || f.parent === 'deploy' || (f.parent === 'reference' && !acts(f))
        ? null
        : /back-?ups?$/i.test(f.title) && f.is('prepare'),
  },
  {
    rule: 'telling-in-a-rollback',
    role: 'communicate',
    when: (f) => (f.parent === 'rollback' && !f.numbered ? f.is('communicate') : null),
  },
  {
    rule: 'shelf-beside-a-rollback',
    role: 'reference',
    when: (f) => (f.parent === 'rollback' && f.level === 2 ? (f.is('shelf') ?? f.is('reference')) : null),
  },
  {
    rule: 'explained-in-a-rollback',
    role: 'reference',
    when: (f) => ((f.parent === 'rollback' || f.is('rollback')) && !acts(f) ? f.is('aims') : null),
  },
  { rule: 'inside-rollback', role: 'rollback', when: (f) => f.parent === 'rollback' },
  { rule: 'record-words', role: 'record', when: (f) => f.is('record') },
  {
    rule: 'documents-after-change',
    role: 'record',
    when: (f) => (f.begun && /^(?:verify|monitor)$/.test(f.parent ?? '') ? f.is('documents') : null),
  },
  {
    rule: 'trouble-without-a-way-back',
    role: 'reference',
    when: (f) => (troubled(f) && !f.undoes() ? f.is('trouble') : null),
  },
  { rule: 'trouble-with-a-way-back', role: 'rollback', when: (f) => (troubled(f) ? f.is('trouble') : null) },
  { rule: 'rollback-words', role: 'rollback', when: (f) => (f.is('shelf') || isBackup(f) ? null : f.is('rollback')) },
  { rule: 'time-before-the-release', role: 'prepare', when: (f) => timed(f) === 'before' },
  { rule: 'time-of-the-release', role: 'deploy', when: (f) => timed(f) === 'at' },
  { rule: 'time-after-the-release', role: 'verify', when: (f) => f.parent !== 'monitor' && timed(f) === 'after' },
  {
    rule: 'values-to-measure',
    role: 'record',
    when: (f) =>
      f.measures &&
      !f.hasCommands &&
      !f.hasItems &&
      !/^(?:monitor|verify|prepare|deploy)$/.test(f.parent ?? '') &&
      !saysMore(f),
  },
  {
    rule: 'inside-monitor',
    role: 'monitor',
    when: (f) =>
      f.parent === 'monitor' &&
      (f.is('communicate') ?? f.is('shelf')) === null &&
      (f.is('monitor') !== null || f.documentIs('monitor') !== null || f.is('test') === null),
  },
  { rule: 'communicate-words', role: 'communicate', when: (f) => (f.is('feature') ? null : f.is('communicate')) },
  { rule: 'watching-next', role: 'monitor', when: (f) => (f.watchesFirst ? f.is('next') : null) },
  // Before the change, the next step is the change.
  { rule: 'next', role: 'reference', when: (f) => (f.begun && !f.hasCommands ? f.is('next') : null) },
  {
    rule: 'setting-up-within-prepare',
    role: 'prepare',
    when: (f) => (f.parent === 'prepare' && f.is('shelf')?.text.match(/^examples?$/i) ? f.is('setup') : null),
  },
  { rule: 'still-open', role: 'prepare', when: (f) => (f.hasItems && f.is('after') === null ? f.is('todo') : null) },
  {
    rule: 'known-to-be-wrong',
    role: 'reference',
    when: (f) =>
      f.hasCommands
        ? null
        : (f.is('tracking') ?? (f.hasItems || f.is('before') || f.is('prepare') ? null : f.is('todo'))),
  },
  {
    rule: 'environments-described',
    role: 'reference',
    when: (f) =>
      acts(f) || (f.parent !== null && !/^(?:deploy|reference)$/.test(f.parent))
        ? null
        : f.environments > 1 || f.is('environments'),
  },
  // "Choose resources" does something with them.
  {
    rule: 'shelf-words',
    role: 'reference',
    when: (f) =>
      f.is('criteria') || (f.told && f.is('shelf')?.index !== 0) ? f.is('help') : (f.is('shelf') ?? f.is('help')),
  },
  {
    rule: 'inside-reference',
    role: 'reference',
    when: (f) =>
      f.parent === 'reference' &&
      f.level > 2 &&
      !f.hasCommands &&
      !f.is('criteria') &&
      !(f.hasItems && f.is('before') !== null),
  },
  { rule: 'checks-after-change', role: 'verify', when: (f) => (isVerify(f) ? f.is('after') : null) },
  {
    rule: 'checks-before-the-end',
    role: 'verify',
    when: (f) => f.opening === 'after' && f.hasItems && !f.hasCommands && !f.works,
  },
  {
    rule: 'checks-before-the-beginning',
    role: 'prepare',
    when: (f) => f.opening === 'before' && f.hasItems && !f.hasCommands,
  },
  { rule: 'before-words', role: 'prepare', when: (f) => f.is('before') },
  { rule: 'publishes', role: 'deploy', when: (f) => f.parent === 'prepare' && f.publishes },
  { rule: 'inside-prepare', role: 'prepare', when: (f) => f.parent === 'prepare' },
  {
    rule: 'monitor-words',
    role: 'monitor',
    when: (f) =>
      f.parent === 'verify' && /^monitoring$/i.test(f.title) && f.inner('verify') === 0 && f.hasItems && !f.hasCommands
        ? null
        : watched(f),
  },
  { rule: 'criteria-words', role: 'verify', when: (f) => f.is('criteria') },
  {
    rule: 'work-within-verify',
    role: 'deploy',
    when: (f) =>
      f.parent === 'verify' && acts(f) && !f.looks && isVerify(f) === null && (f.changes || !f.tried) ? f.orders : null,
  },
  { rule: 'inside-verify', role: 'verify', when: (f) => f.parent === 'verify' },
  { rule: 'work-after-the-change', role: 'deploy', when: (f) => (workFollows(f) ? f.is('after') : null) },
  { rule: 'after-change-watching', role: 'monitor', when: (f) => (watches(f) ? f.is('after') : null) },
  // "Publish the chart (after the images are there)" says when, and is no check of the change.
  { rule: 'after-change-checking', role: 'verify', when: (f) => firstOf(f, 'after', 'deploy') },
  {
    rule: 'precaution-within-deploy',
    role: 'prepare',
    when: (f) => (f.parent === 'deploy' ? f.is('precaution') : null),
  },
  {
    rule: 'preparation-within-deploy',
    role: 'prepare',
    when: (f) =>
      f.parent === 'deploy' && !f.siblingDeployed && !(f.oneOfSeveral && f.is('setup')) ? f.is('prepare') : null,
  },
  {
    rule: 'checks-within-deploy',
    role: 'verify',
    when: (f) => (f.parent === 'deploy' && (f.siblingDeployed || !f.goesOn) ? isVerify(f) : null),
  },
  {
    rule: 'checks-before-deploying',
    role: 'prepare',
    when: (f) => (f.parent === 'deploy' && !f.siblingDeployed && f.goesOn ? isVerify(f) : null),
  },
  {
    rule: 'explained-within-deploy',
    role: 'reference',
    when: (f) => (f.parent === 'deploy' && !acts(f) && !f.numbered && !f.is('deploy') ? f.is('explains') : null),
  },
  { rule: 'it-is-done', role: 'verify', when: (f) => (f.onlyItems && !f.hasCommands ? f.is('done') : null) },
  { rule: 'congratulations', role: 'reference', when: (f) => (f.hasCommands || f.hasItems ? null : f.is('done')) },
  {
    rule: 'told-of-within-deploy',
    role: 'reference',
    when: (f) =>
      f.parent === 'deploy' && !f.told && !f.hasCommands && !f.hasItems && !f.instructs ? whole(f, 'reference') : null,
  },
  {
    rule: 'logs-within-deploy',
    role: 'monitor',
    when: (f) => (f.parent === 'deploy' && f.siblingDeployed ? whole(f, 'logs') : null),
  },
  // What only looks and waits, behind the change, confirms it.
  { rule: 'looks-within-deploy', role: 'verify', when: (f) => f.parent === 'deploy' && f.siblingDeployed && f.looks },
  {
    rule: 'nothing-to-do-within-deploy',
    role: 'reference',
    when: (f) =>
      f.parent === 'deploy' && !f.oneOfSeveral && !acts(f) && !f.hasCode && f.is('deploy') === null && !f.tells(),
  },
  { rule: 'inside-deploy', role: 'deploy', when: (f) => f.parent === 'deploy' },
  {
    rule: 'setting-up-before-a-launch',
    role: 'prepare',
    when: (f) => (!f.begun && f.launchFollows && (f.onlyItems || !f.is('reference')) ? f.is('setup') : null),
  },
  {
    rule: 'set-up-after-a-change',
    role: 'verify',
    when: (f) => (f.begun && f.onlyItems && !f.hasCommands && !f.hasSteps && !f.works ? f.is('setup') : null),
  },
  {
    rule: 'sets-up-after-a-change',
    role: 'deploy',
    when: (f) =>
      f.begun && !f.launchFollows && !f.onlyItems && (f.instructs || (f.hasCommands && !f.looks)) ? setUp(f) : null,
  },
  {
    rule: 'prepare-words',
    role: 'prepare',
    when: (f) => (f.is('reference') && (!acts(f) || summarises(f)) ? null : (f.is('prepare') ?? f.is('precaution'))),
  },
  { rule: 'checks-after-a-change', role: 'verify', when: (f) => (f.begun ? isVerify(f) : null) },
  { rule: 'checks-before-a-change', role: 'prepare', when: (f) => (f.begun ? null : isVerify(f)) },
  { rule: 'explained', role: 'reference', when: (f) => (f.hasItems ? null : f.is('explains')) },
  {
    rule: 'deploy-words',
    role: 'deploy',
    when: (f) => (acts(f) || (!f.is('reference') && (f.told || f.tells())) ? f.is('deploy') : null),
  },
  { rule: 'notes-to-fill', role: 'record', when: (f) => (f.blanks && !acts(f) ? f.is('reference') : null) },
  // Nobody ticks what only explains: "Configuration status" over boxes is to be checked.
  { rule: 'reference-words', role: 'reference', when: (f) => (f.onlyItems ? null : f.is('reference')) },
  {
    rule: 'changes-in-place',
    role: 'deploy',
    when: (f) => !f.begun && f.hasItems && f.changes && !f.launchFollows && !f.documentIs('shelf'),
  },
  { rule: 'items-of-a-release', role: 'deploy', when: (f) => f.hasItems && f.delivers },
  { rule: 'items-before-change', role: 'prepare', when: (f) => !f.begun && f.hasItems },
  {
    rule: 'work-after-change',
    role: 'deploy',
    when: (f) => f.begun && f.hasItems && (f.works || f.changes || f.orders !== null),
  },
  { rule: 'items-after-change', role: 'verify', when: (f) => f.begun && f.hasItems },
  { rule: 'looks-after-change', role: 'verify', when: (f) => f.begun && f.looks },
  { rule: 'logs', role: 'monitor', when: (f) => (f.parent === null || f.parent === 'reference' ? f.is('logs') : null) },
  { rule: 'blanks-to-fill', role: 'record', when: (f) => f.blanks && !f.hasCommands },
  {
    rule: 'commands-in-place',
    role: 'deploy',
    when: (f) => f.hasCommands && !f.explained && !(operates(f) && f.inner('deploy') === 0),
  },
  {
    rule: 'steps-in-place',
    role: 'deploy',
    when: (f) => (f.instructs || (f.hasSteps && (f.numbered || f.is('procedure'))) ? followed(f) : null),
  },
  // "Step 6" goes on with what the steps before it did.
  { rule: 'step-of-several', role: 'deploy', when: (f) => f.begun && f.step && f.parent === null },
  {
    rule: 'told-in-its-heading',
    role: 'deploy',
    when: (f) => f.told && f.parent === null && f.documentIs('deploy'),
  },
  { rule: 'anything-else', role: 'reference', when: () => true },
]
