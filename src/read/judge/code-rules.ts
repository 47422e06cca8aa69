import type { JudgedCode, JudgedLine } from '../judged.ts'
import type { Ban } from './forbidden.ts'
import type { Written } from './language.ts'

/** What the rules about a block's use look at. */
export interface CodeFacts {
  readonly written: Written
  readonly html: boolean
  readonly lines: readonly JudgedLine[]
  readonly text: string
  readonly lead: string
  /** What is said about it forbids that it runs. */
  readonly ban: Ban | null
  /** The text before it announces what a command prints. */
  readonly announced: boolean
  /** The headings around it are of something that is done: deploying, what comes before it, going back. */
  readonly acted: boolean
  readonly count: (is: JudgedLine['is']) => number
  /** Boxes and comments that carry a command. */
  readonly carried: number
  readonly settings: boolean
  /** Its code is nothing but questions of a program, with answers behind them. */
  readonly prompts: boolean
  /** Its code is nothing but paths. */
  readonly files: boolean
}

type Use = JudgedCode['use']
type Rule = {
  readonly rule: string
  readonly use: Use
  readonly reason: string
  readonly when: (facts: CodeFacts) => boolean
}

/** Languages of which every line is for a shell of some kind. */
const runnable = /^(?:bash|powershell|cmd)$/
const SCHEMA = /^\s*(?:CREATE\s+(?:TABLE|TYPE|POLICY|FUNCTION|TRIGGER))/im

/** From facts to use, first match wins. */
export const CODE_RULES: readonly Rule[] = [
  { rule: 'empty', use: 'shown', reason: 'nothing in it', when: (f) => f.count('blank') === f.lines.length },
  {
    rule: 'markdown',
    use: 'template',
    reason: 'a template in Markdown',
    when: (f) => /^(?:markdown|md|mdx)$/.test(f.written.tag),
  },
  {
    rule: 'html',
    use: 'shown',
    reason: 'code in HTML, where `&lt;` and tags may stand for something else',
    when: (f) => f.html,
  },
  {
    rule: 'boxes',
    use: 'boxes',
    reason: 'nothing but boxes',
    when: (f) => f.count('box') > 0 && f.count('code') === 0 && f.carried === 0,
  },
  { rule: 'sample', use: 'output', reason: 'what a command prints', when: (f) => f.ban?.rule === 'sample' },
  { rule: 'forbidden', use: 'shown', reason: '', when: (f) => f.ban !== null },
  {
    rule: 'comments',
    use: 'comments',
    reason: 'nothing but comments',
    when: (f) =>
      runnable.test(f.written.language) &&
      f.count('code') + f.count('box') + f.count('stdin') === 0 &&
      f.count('offer') === 0 &&
      f.count('schedule') === 0 &&
      f.count('prose') === 0,
  },
  {
    rule: 'prompts',
    use: 'output',
    reason: 'what a program asks',
    when: (f) => f.prompts,
  },
  {
    rule: 'offers',
    use: 'comments',
    reason: 'commented out',
    when: (f) => f.count('code') + f.carried === 0 && f.count('offer') > 0,
  },
  {
    rule: 'schedule',
    use: 'shown',
    reason: 'cron lines',
    when: (f) => f.count('schedule') > 0 && f.count('code') === 0 && f.carried === 0,
  },
  {
    rule: 'settings',
    use: 'shown',
    reason: 'settings for a file',
    when: (f) => f.written.language === 'bash' && f.settings,
  },
  {
    rule: 'prose',
    use: 'shown',
    reason: 'sentences for a person',
    when: (f) => runnable.test(f.written.language) && f.count('code') + f.carried === 0,
  },
  {
    rule: 'output',
    use: 'output',
    reason: 'what a command prints',
    when: (f) =>
      !/^(?:bash|sh|shell)$/.test(f.written.tag) &&
      f.written.language !== 'sql' &&
      f.written.transcript === null &&
      f.announced,
  },
  { rule: 'shell', use: 'run', reason: '', when: (f) => runnable.test(f.written.language) },
  {
    rule: 'schema',
    use: 'shown',
    reason: 'a definition to read',
    when: (f) =>
      f.written.language === 'sql' &&
      SCHEMA.test(f.text) &&
      (f.announced || !f.acted) &&
      !/run|execute|apply|ejecut|exécut/i.test(f.lead),
  },
  {
    rule: 'query-file',
    use: 'shown',
    reason: 'the name of a file with SQL',
    when: (f) => f.written.language === 'sql' && f.count('code') > 0 && f.files,
  },
  { rule: 'query', use: 'run', reason: '', when: (f) => f.written.language === 'sql' && f.count('code') > 0 },
  { rule: 'language', use: 'shown', reason: 'a language that is not run', when: () => true },
]
