import type { Role } from '../../plan/index.ts'
import type { Hit } from '../words/index.ts'
import type { SectionFacts } from './role-facts.ts'
import {
  acts,
  firstOf,
  followed,
  inPhase,
  isBackup,
  isVerify,
  leading,
  operates,
  saysMore,
  setUp,
  summarises,
  timed,
  troubled,
  watched,
  watches,
  whole,
  workFollows,
} from './role-signs.ts'

interface Rule {
  readonly rule: string
  readonly role: Role
  readonly when: (facts: SectionFacts) => Hit | boolean | null
}

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
  {
    rule: 'contacts-on-the-shelf',
    role: 'contacts',
    when: (f) => (f.shelved && !acts(f) ? whole(f, 'contacts') : null),
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
      f.parent === 'verify' && acts(f) && isVerify(f) === null && (f.changes || !f.tried) && !f.looks()
        ? f.orders
        : null,
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
  { rule: 'looks-within-deploy', role: 'verify', when: (f) => f.parent === 'deploy' && f.siblingDeployed && f.looks() },
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
      f.begun && !f.launchFollows && !f.onlyItems && (f.instructs || (f.hasCommands && !f.looks())) ? setUp(f) : null,
  },
  {
    rule: 'prepare-words',
    role: 'prepare',
    when: (f) =>
      (f.is('reference') && (!acts(f) || summarises(f))) || (f.begun && isVerify(f)?.index === 0)
        ? null
        : (f.is('prepare') ?? f.is('precaution')),
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
  { rule: 'items-of-a-release', role: 'deploy', when: (f) => f.hasItems && f.delivers() },
  { rule: 'items-before-change', role: 'prepare', when: (f) => !f.begun && f.hasItems },
  {
    rule: 'work-after-change',
    role: 'deploy',
    when: (f) => f.begun && f.hasItems && (f.works || f.changes || f.orders !== null),
  },
  { rule: 'items-after-change', role: 'verify', when: (f) => f.begun && f.hasItems },
  { rule: 'looks-after-change', role: 'verify', when: (f) => f.begun && f.looks() },
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
