import type { CommandEntry } from './table.ts'

/** Commands about the page and the people on it. */
export const pageCommands: readonly CommandEntry[] = [
  {
    name: 'invite',
    sentence: 'Print a personal link to the page: whoever opens it first acts as this person there, for 12 hours.',
    args: [{ form: '[name]', help: 'whom it is for, as holdpoint.yaml calls them or by any name (default: yourself)' }],
    options: [
      { form: '--role <role>', help: 'a role of holdpoint.yaml that they hold here beyond their own', many: true },
      { form: '--list', help: 'the links that were made: for whom, by whom opened, and when' },
      { form: '--revoke <link>', help: 'take a link back; whoever came by it is signed out' },
    ],
    examples: [
      { line: 'holdpoint invite Bob', what: 'also while `holdpoint serve` or a run serves the page elsewhere' },
      { line: 'holdpoint invite "Carla Ruiz" --role qa-lead', what: 'somebody whom holdpoint.yaml does not name' },
      { line: 'holdpoint invite --revoke k3f9ab', what: 'as --list calls it' },
    ],
    load: () => import('./commands/invite.ts'),
  },
]
