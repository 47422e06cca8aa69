import { join } from 'node:path'
import { styleText } from 'node:util'
import type { Caps } from './caps.ts'

type Paint = (text: string) => string

/** How things look on one terminal: its caps, the colours and the marks that it can show. */
export interface Look {
  readonly caps: Caps
  readonly bold: Paint
  readonly dim: Paint
  readonly good: Paint
  readonly bad: Paint
  readonly warn: Paint
  readonly accent: Paint
  readonly marks: Marks
  /** A command to paste: `holdpoint …` as it was called here, with the options that lead to the same store. */
  readonly command: (words: string) => string
  /** `holdpoint`, as it was called here. */
  readonly program: string
  /** A path that the journal names from the store, as it can be opened from anywhere. */
  readonly stored: (path: string) => string
}

/** What commands and paths that are named to people need besides their own words. */
export interface Surroundings {
  /** `holdpoint`, or what it was called as: `./holdpoint`. */
  readonly program: string
  /** Ends every command that works on a store; begins with a space when it is not empty. */
  readonly options: string
  /** Absolute; null: not known. */
  readonly store: string | null
}

/** One sign for each thing that is shown often; words in plain mode, so that a screen reader says something. */
export interface Marks {
  readonly passed: string
  readonly failed: string
  readonly skipped: string
  readonly accepted: string
  readonly unknown: string
  readonly open: string
  readonly running: string
  readonly question: string
  /** Before an answer. */
  readonly arrow: string
  readonly dot: string
  readonly cut: string
  readonly bar: string
}

const unicode: Marks = {
  passed: '✓',
  failed: '✗',
  skipped: '⊘',
  accepted: '≈',
  unknown: '?',
  open: '○',
  running: '▸',
  question: '?',
  arrow: '→',
  dot: '·',
  cut: '…',
  bar: '│',
}

const ascii: Marks = {
  passed: '+',
  failed: 'x',
  skipped: '-',
  accepted: '~',
  unknown: '?',
  open: 'o',
  running: '>',
  question: '?',
  arrow: '->',
  dot: '-',
  cut: '...',
  bar: '|',
}

const words: Marks = {
  passed: 'Passed:',
  failed: 'Failed:',
  skipped: 'Skipped:',
  accepted: 'Accepted:',
  unknown: 'Unknown:',
  open: 'Open:',
  running: 'Running:',
  question: 'Question:',
  arrow: 'Answer:',
  dot: ',',
  cut: '...',
  bar: ' ',
}

const nowhere: Surroundings = { program: 'holdpoint', options: '', store: null }

/** The look of a terminal with these caps. */
export function look(caps: Caps, around: () => Surroundings = () => nowhere): Look {
  const paint = (style: Parameters<typeof styleText>[0]): Paint =>
    caps.colour ? (text) => (text === '' ? '' : styleText(style, text, { validateStream: false })) : (text) => text
  return {
    caps,
    bold: paint('bold'),
    dim: paint('dim'),
    good: paint('green'),
    bad: paint('red'),
    warn: paint('yellow'),
    accent: paint('cyan'),
    marks: caps.plain ? words : caps.unicode ? unicode : ascii,
    program: around().program,
    command: (words) => `${around().program} ${words}${around().options}`,
    stored: (path) => join(around().store ?? '', path),
  }
}
