import type { CommandEntry, OptionEntry } from './table.ts'
import { pageBeside, stay } from './table-runs.ts'

const file = { form: '<file>', help: 'the Markdown document' }

const place: readonly OptionEntry[] = [
  { form: '--environment <name>', help: 'an environment of holdpoint.yaml; its inputs are taken' },
  { form: '--release <name>', help: 'what is released, e.g. v2.4.0' },
  { form: '--input <name=value>', help: 'a value for an input', many: true },
  { form: '--only <section>', help: 'only sections whose title contains these words', many: true },
  { form: '--from <line>', help: 'leave out what stands before this line', line: true },
  {
    form: '--cwd <folder>',
    help: 'where commands run (default: top of the git work tree, else the document’s folder)',
  },
]

/** Commands that take a document. */
export const documentCommands: readonly CommandEntry[] = [
  {
    name: 'init',
    sentence: 'Write a new checklist for what is deployed from a folder; nothing is overwritten.',
    args: [{ form: '[file]', help: 'the document to write (default: DEPLOYMENT.md); its folder is looked at' }],
    options: [
      {
        form: '--stack <stack>',
        help: 'what it is, instead of what is found',
        choices: ['node', 'django', 'rails', 'kubernetes', 'static'],
      },
    ],
    examples: [
      { line: 'holdpoint init', what: 'DEPLOYMENT.md, from package.json, manage.py, Gemfile, manifests or pages' },
      { line: 'holdpoint init --stack kubernetes ops/RELEASE.md', what: 'another file, and a stack that is not found' },
    ],
    load: () => import('./commands/init.ts'),
  },
  {
    name: 'inspect',
    sentence: 'Show how a document is read: what it needs, what will run, what will be asked, and the way back.',
    args: [file],
    options: [
      {
        form: '--format <format>',
        help: 'text, json (plan and findings) or reading',
        choices: ['text', 'json', 'reading'],
      },
      { form: '--why <line>', help: 'why this line is read as it is', line: true },
      { form: '--suggest', help: 'print checks for items that Holdpoint could look at itself, for holdpoint.yaml' },
    ],
    examples: [
      { line: 'holdpoint inspect DEPLOYMENT.md', what: 'the reading, nothing is run' },
      { line: 'holdpoint inspect DEPLOYMENT.md --why 42', what: 'what made line 42 what it is' },
    ],
    load: () => import('./commands/inspect.ts'),
  },
  {
    name: 'lint',
    sentence: 'Find in documents what will hurt when they are run; ends with 1 where that is sure (severity error).',
    args: [
      {
        form: '[file...]',
        help: 'Markdown documents; a folder stands for every .md and .markdown below it (hidden folders and node_modules left out), - for standard input',
      },
    ],
    options: [
      { form: '--severity <severity>', help: 'show what is at least so bad', choices: ['info', 'warning', 'error'] },
      { form: '--rule <name>', help: 'ask this rule only', many: true },
      { form: '--explain <rule>', help: 'print the page of a rule: why, a bad and a good example, what to do' },
      { form: '--fix', help: 'mend in the files what can be mended without a person; tells what is left' },
      { form: '--diff', help: 'print what --fix would change, as a patch; nothing is written' },
      {
        form: '--format <format>',
        help: 'text, json, sarif (2.1.0) or github (annotations)',
        choices: ['text', 'json', 'sarif', 'github'],
      },
      { form: '--no-shellcheck', help: 'leave shellcheck out, although it is installed' },
    ],
    examples: [
      { line: 'holdpoint lint DEPLOYMENT.md', what: 'what is wrong or risky, and what to do about it' },
      { line: 'holdpoint lint docs --severity warning', what: 'every document of a folder' },
      { line: 'holdpoint lint DEPLOYMENT.md --fix', what: 'mend what can be mended' },
      { line: 'holdpoint lint --format sarif DEPLOYMENT.md > lint.sarif', what: 'for code scanning' },
    ],
    load: () => import('./commands/lint.ts'),
  },
  {
    name: 'run',
    sentence: 'Run a document: what can be executed is executed, what needs a person is asked.',
    args: [file],
    options: [
      ...place,
      { form: '--answers <file>', help: 'YAML with answers, for a run without a terminal' },
      stay,
      ...pageBeside,
      { form: '--assume-confirmed', help: 'tick plain items without asking; the record says so' },
      { form: '--new', help: 'start a new run although one of this document is unfinished' },
      { form: '--beside <reason>', help: 'start it beside an unfinished run of the same environment, and say why' },
    ],
    examples: [
      { line: 'holdpoint run DEPLOYMENT.md', what: 'from the first step, in this terminal' },
      {
        line: 'holdpoint run DEPLOYMENT.md --environment staging --release v2.4.0',
        what: 'with the inputs of an environment',
      },
      { line: 'holdpoint run DEPLOYMENT.md --only "Smoke tests"', what: 'a part; the record says so' },
      { line: 'holdpoint run DEPLOYMENT.md --answers answers.yaml --json', what: 'from a pipeline, one event a line' },
    ],
    load: () => import('./commands/run.ts'),
  },
  {
    name: 'rehearse',
    sentence: 'Go through a document with simulated commands and answers; nothing is run.',
    args: [file],
    options: [
      ...place,
      { form: '--fail <line>', help: 'the statement at this line fails', line: true, many: true },
      { form: '--refuse <line>', help: 'the question at this line is answered no', line: true, many: true },
      { form: '--absent <role>', help: 'nobody of this role is there: what takes it waits', many: true },
      {
        form: '--degrade <measure>',
        help: 'what the document says in these words is worse than it should be: an expectation, a measure, a condition for going back',
        many: true,
      },
      { form: '--until <time>', help: 'the forecast tells the latest start for this end: 18:00, or 2026-03-01T18:00' },
    ],
    examples: [
      { line: 'holdpoint rehearse DEPLOYMENT.md', what: 'to its end, in seconds' },
      { line: 'holdpoint rehearse DEPLOYMENT.md --fail 42', what: 'what happens when line 42 fails' },
      {
        line: 'holdpoint rehearse DEPLOYMENT.md --degrade "error rate" --until 18:00',
        what: 'the way back, and a forecast',
      },
    ],
    load: () => import('./commands/rehearse.ts'),
  },
]
