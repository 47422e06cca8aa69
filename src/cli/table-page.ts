import type { CommandEntry } from './table.ts'

/** Commands about the page and the people on it. */
export const pageCommands: readonly CommandEntry[] = [
  {
    name: 'serve',
    sentence:
      'Serve the page: everybody on the release sees the same thing, and acts from it. On this machine only, unless --listen says otherwise.',
    args: [],
    options: [
      { form: '--port <number>', help: 'the port (default: 4747; 0: any that is free)', port: true },
      { form: '--listen <address>', help: 'an address that others reach, such as 0.0.0.0; needs --cert and --key' },
      { form: '--cert <file>', help: 'certificate for TLS (PEM); the page answers to the names in it' },
      { form: '--key <file>', help: 'its private key (PEM)' },
      { form: '--open', help: 'open it in the browser of this machine too' },
      { form: '--cwd <folder>', help: 'where commands run (default: top of the git work tree, else this folder)' },
    ],
    examples: [
      { line: 'holdpoint serve', what: 'prints a link for you, and how others come to it through ssh' },
      {
        line: 'holdpoint serve --listen 0.0.0.0 --cert fullchain.pem --key privkey.pem',
        what: 'for all who reach this machine, with an invitation each',
      },
    ],
    load: () => import('./commands/serve.ts'),
  },
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
