import type { PlacedCall } from '../../shell/index.ts'
import { has, plain } from '../../shell/programs.ts'
import { callsOf, placeOf } from '../calls.ts'
import type { Rule } from '../rule.ts'

/** It waits for a yes, and without a terminal it takes the silence for a no. */
export const asksBeforeInstalling: Rule = {
  name: 'asks-before-installing',
  severity: 'info',
  reason: 'The package manager stops to ask whether to go on, and gives up where nobody can answer.',
  remedy: 'Add -y once it is clear what it will do.',
  *find(look) {
    const { text } = look.judged.document.source
    for (const { call, looked } of callsOf(look)) {
      if (!/^(?:apt|apt-get|yum|dnf)$/.test(call.program) || looked.on === 'shelf' || call.fed) continue
      const verb = plain(call)[0] ?? ''
      if (
        !/^(?:install|upgrade|dist-upgrade|full-upgrade|remove|purge|autoremove|update)$/.test(verb) ||
        quiet(call, verb)
      )
        continue
      const place = placeOf(text, call, verb)
      const at = place.end
      const found = text.slice(place.start, at) === verb
      yield {
        span: call.span,
        message: `${call.program} ${verb} asks before it does anything.`,
        fix: found
          ? { title: 'Add -y', edits: [{ span: { ...place, start: at, line: place.endLine }, text: ' -y' }] }
          : null,
      }
    }
  },
}

const quiet = (call: PlacedCall, verb: string) =>
  has(call, '-y', '--yes', '--assume-yes', '--assumeyes', '-s', '--simulate', '--dry-run', '-d', '--download-only') ||
  call.args.some((arg) => /^-q*q=?2?$|^-qq/.test(arg)) ||
  (verb === 'update' && /^apt/.test(call.program))

/** The versions that were tested are those of the lockfile. */
export const lockfileNotKept: Rule = {
  name: 'lockfile-not-kept',
  severity: 'info',
  reason: 'npm install may take newer versions than those that were tested, and rewrites the lockfile.',
  remedy: 'Use "npm ci", which installs exactly what the lockfile names.',
  *find(look) {
    for (const { call, looked } of callsOf(look)) {
      if (call.program !== 'npm' || looked.on === 'shelf' || !/^(?:deploy|rollback)$/.test(looked.section?.role ?? ''))
        continue
      const [verb = '', ...names] = plain(call)
      if (!/^(?:install|i)$/.test(verb) || names.length > 0 || has(call, '-g', '--global')) continue
      yield { span: call.span, message: 'What this installs is decided now, not by the lockfile.' }
      return
    }
  },
}
