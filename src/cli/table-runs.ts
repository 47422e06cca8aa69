import type { CommandEntry } from './table.ts'

const run = {
  form: '[run]',
  help: 'a run by its id, the beginning of it, or its document (default: the latest one here)',
}
export const pageBeside = [
  { form: '--page', help: 'serve the page beside the run also without a terminal, and wait for answers there' },
  { form: '--no-page', help: 'serve no page beside the run (in a terminal it is served, on this machine only)' },
]
export const stay = {
  form: '--stay <duration>',
  help: 'without a terminal: leave when the next sample of a soak is further away (default 10m; such as 30 s, 2 h)',
}
const reason = { form: '--reason <text>', help: 'why; goes into the record' }

/** Commands that take a run. */
export const runCommands: readonly CommandEntry[] = [
  {
    name: 'resume',
    sentence: 'Go on with a run; a step that went on after a detach or a crash is found again.',
    args: [run],
    options: [
      { form: '--answers <file>', help: 'YAML with answers, for a run without a terminal' },
      { form: '--input <name=value>', help: 'a value for an input that is still open, or for a secret', many: true },
      stay,
      ...pageBeside,
    ],
    examples: [
      { line: 'holdpoint resume', what: 'the latest run here' },
      { line: 'holdpoint resume 7f3a', what: 'the run whose id begins with 7f3a' },
    ],
    load: () => import('./commands/resume.ts'),
  },
  {
    name: 'status',
    sentence: 'Show where a run is: what is done, what runs, what it waits for, the way back.',
    args: [run],
    options: [],
    examples: [{ line: 'holdpoint status', what: 'of the latest run here, also while another terminal drives it' }],
    load: () => import('./commands/status.ts'),
  },
  {
    name: 'runs',
    sentence: 'List the runs here, newest first, or what recurs after them; remove old ones.',
    args: [],
    options: [
      {
        form: '--schedules',
        help: 'instead: what recurs, when it was done, when it is due; exit 1 when something was missed, so that cron mails',
      },
      { form: '--prune', help: 'remove ended runs: says which go and which stay, then asks' },
      { form: '--keep <number>', help: 'with --prune: ended runs to keep (default 10)', line: true },
      { form: '--confirm', help: 'with --prune: remove without asking' },
    ],
    examples: [
      { line: 'holdpoint runs', what: 'all runs of this work tree or folder' },
      { line: 'holdpoint runs --schedules', what: 'daily, weekly, monthly checks, lines for cron: due, done, missed' },
      { line: 'holdpoint runs --prune --keep 5', what: 'keep unfinished runs and the five newest ended ones' },
    ],
    load: () => import('./commands/runs.ts'),
  },
  {
    name: 'soak',
    sentence: 'Take the samples of a soak that are due now, and leave: for cron or a systemd timer.',
    args: [run],
    options: [
      { form: '--timer', help: 'print what cron or systemd needs to call it in time; nothing is installed' },
      { form: '--input <name=value>', help: 'a secret that a sample needs', many: true },
    ],
    examples: [
      { line: 'holdpoint soak 7f3a', what: 'exit 3 while the run goes on, 0 when it is done' },
      { line: 'holdpoint soak 7f3a --timer', what: 'the line for crontab, and a systemd timer with its service' },
    ],
    load: () => import('./commands/soak.ts'),
  },
  {
    name: 'tick',
    sentence:
      'Tick items or steps that were done by hand, by number or line; also while another terminal drives the run.',
    args: [
      { form: '<run>', help: 'a run by its id, the beginning of it, or its document' },
      { form: '<step...>', help: 'step numbers (12), ranges (3-7) or lines (line:42, L42)' },
    ],
    options: [
      { form: '--skip', help: 'strike them instead; needs --reason' },
      { form: '--open', help: 'open them again' },
      { form: '--value <text>', help: 'what is filled in; once for each blank, in order', many: true },
      reason,
    ],
    examples: [
      { line: 'holdpoint tick DEPLOYMENT.md 4 5 6', what: 'in the latest run of this document' },
      { line: 'holdpoint tick 7f3a L42 --skip --reason "no cache here"', what: 'strike the item at line 42' },
    ],
    load: () => import('./commands/tick.ts'),
  },
  {
    name: 'attach',
    sentence: 'Add a file or an address as evidence of a step; it goes into the record as it is.',
    args: [
      { form: '<run>', help: 'a run by its id, the beginning of it, or its document' },
      { form: '<step>', help: 'a step by number (12) or line (L42), or `run` for the whole of it' },
      { form: '<file>', help: 'a file of at most 25 MB (a screenshot, a report), or an address (https://…)' },
    ],
    options: [{ form: '--note <text>', help: 'what it shows' }],
    examples: [
      { line: 'holdpoint attach 7f3a 12 error-rate.png --note "after the switch"', what: 'a screenshot of step 12' },
      { line: 'holdpoint attach DEPLOYMENT.md run https://ci.example.org/build/812', what: 'an address, of the run' },
    ],
    load: () => import('./commands/attach.ts'),
  },
  {
    name: 'decide',
    sentence:
      'Answer a question that a run waits with; without an answer, list the questions, who may answer and by when.',
    args: [
      { form: '<run>', help: 'a run by its id, the beginning of it, or its document' },
      { form: '[decision]', help: 'which question, when several are open' },
      {
        form: '[option]',
        help: 'the answer: yes, no, retry, accept, skip, back …; without one the questions are listed',
      },
    ],
    options: [
      reason,
      { form: '--field <name=value>', help: 'a value that the answer needs, as listed', many: true },
      { form: '--claim', help: 'say that you are on it, without an answer; it keeps nobody from answering' },
      { form: '--release', help: 'say that you are not on it any more' },
      { form: '--step <step>', help: 'of a group: only these, by number (3), range (3-7) or line (L42)', many: true },
    ],
    examples: [
      { line: 'holdpoint decide 7f3a', what: 'what is asked, and with what it can be answered' },
      { line: 'holdpoint decide 7f3a accept --reason "known flake, see OPS-12"', what: 'when one question is open' },
      { line: 'holdpoint decide 7f3a done --step 4 --step 6-8', what: 'some items of a group' },
      { line: 'holdpoint decide 7f3a --claim', what: 'the others see that you are on it' },
      { line: 'holdpoint decide 7f3a 3 give --field APP=shop', what: 'question 3 of those listed now, with a value' },
    ],
    load: () => import('./commands/decide.ts'),
  },
  {
    name: 'back',
    sentence:
      'Take the way back: the document’s own rollback procedure. What runs is stopped first, or waited for; logs and the state of services are kept.',
    args: [
      run,
      {
        form: '[level]',
        help: 'which procedure, by level or words of its title (default: the only one, else it asks)',
      },
    ],
    options: [
      { form: '--show', help: 'only show which ways back there are now, what each takes, and until when' },
      { form: '--wait', help: 'a step that runs is waited for (default: in a terminal it asks, else it is stopped)' },
      { form: '--stop', help: 'a step that runs is stopped, without asking' },
      { form: '--input <name=value>', help: 'a secret, so that it can be hidden in what is shown', many: true },
      ...pageBeside,
      reason,
    ],
    examples: [
      { line: 'holdpoint back', what: 'of the latest run here' },
      {
        line: 'holdpoint back --show',
        what: 'what would lead back, its time, the latest start, the point of no return',
      },
      { line: 'holdpoint back 7f3a 2 --reason "checkout errors at 4 %"', what: 'level 2' },
    ],
    load: () => import('./commands/back.ts'),
  },
  {
    name: 'pause',
    sentence: 'Pause a run after the step that runs now.',
    args: [run],
    options: [reason],
    examples: [{ line: 'holdpoint pause --reason "incident in another system"', what: 'the latest run here' }],
    load: () => import('./commands/pause.ts'),
  },
  {
    name: 'abort',
    sentence: 'End a run for good; what runs now is ended with all its processes.',
    args: [run],
    options: [reason],
    examples: [{ line: 'holdpoint abort 7f3a --reason "wrong release"', what: 'it cannot be resumed after' }],
    load: () => import('./commands/abort.ts'),
  },
  {
    name: 'report',
    sentence: 'Give the document back, filled in: the record of a run.',
    args: [run],
    options: [
      {
        form: '--format <format>',
        help: 'md, html, json, junit, or attestation (in-toto statement, signed with your key)',
        choices: ['md', 'html', 'json', 'junit', 'attestation'],
      },
      { form: '-o, --output <file>', help: 'write it there instead of standard output' },
      {
        form: '--all',
        help: 'every run, for an auditor: what was changed, asked, approved, tested; what is gone is named',
      },
      { form: '--environment <name>', help: 'with --all: runs in this environment only' },
      { form: '--from <day>', help: 'with --all: runs that began on this day or later, such as 2026-01-01 (UTC)' },
      { form: '--to <day>', help: 'with --all: runs that began on this day or earlier' },
      {
        form: '--anchor <place>',
        help: 'git: note the root of the journal on the released commit too; tsa: have it stamped (RFC 3161) by the authority of holdpoint.yaml; `verify` looks for both',
        choices: ['git', 'tsa'],
      },
      {
        form: '--bundle <folder>',
        help: 'write the record in all forms there, with journal, outputs, attestation and the key to check it with',
      },
    ],
    examples: [
      { line: 'holdpoint report', what: 'Markdown of the latest run here' },
      { line: 'holdpoint report 7f3a --format html -o release.html', what: 'one file to hand on' },
      { line: 'holdpoint report 7f3a --bundle release-2', what: 'a folder that proves itself, see `holdpoint verify`' },
      {
        line: 'holdpoint report --all --environment production --from 2026-01-01 --to 2026-03-31 --format html -o q1.html',
        what: 'a quarter of releases, complete',
      },
    ],
    load: () => import('./commands/report.ts'),
  },
  {
    name: 'verify',
    sentence: 'Prove that a run’s journal and outputs are as they were written, or that a record is as it was signed.',
    args: [
      {
        form: '[run]',
        help: 'a run, as elsewhere, a folder that `report --bundle` wrote, or a file that `report --all -o` wrote (default: the latest run here)',
      },
    ],
    options: [
      { form: '--key <fingerprint>', help: 'of a folder or file: whose key must have signed it (SHA256:…)' },
      { form: '--anchor <file>', help: 'a mail that Holdpoint sent, or another text that holds an anchor of the run' },
      {
        form: '--ca <file>',
        help: 'certificates (PEM) with which time stamps are checked (default: those of holdpoint.yaml)',
      },
    ],
    examples: [
      { line: 'holdpoint verify', what: 'of the latest run here; exit 1 when something was altered' },
      { line: 'holdpoint verify release-2', what: 'a record that somebody handed on; says what was altered' },
      { line: 'holdpoint verify q1.html', what: 'a report for an auditor, with the signature beside it' },
    ],
    load: () => import('./commands/verify.ts'),
  },
  {
    name: 'doctor',
    sentence: 'Check what Holdpoint needs on this machine, and how to get it; or what holds in an environment now.',
    args: [],
    options: [
      {
        form: '--environment <name>',
        help: 'instead: until when changes may be made there, who holds it, what was released last',
      },
    ],
    examples: [
      { line: 'holdpoint doctor', what: 'node, bash, git, the store, your key, the terminal' },
      { line: 'holdpoint doctor --environment production', what: 'windows, freezes, the lock, the last release' },
    ],
    load: () => import('./commands/doctor.ts'),
  },
]
