/**
 * What headings are about. A heading may be about several things ("Pre-deployment testing"); the rules of
 * `judge/roles.ts` weigh them.
 */
export type Topic =
  | 'before'
  | 'after'
  | 'during'
  | 'prepare'
  | 'precaution'
  | 'documents'
  | 'procedure'
  | 'deploy'
  | 'verify'
  | 'test'
  | 'criteria'
  | 'monitor'
  | 'rollback'
  | 'analysis'
  | 'communicate'
  | 'signoff'
  | 'record'
  | 'contacts'
  | 'reference'
  | 'shelf'

/**
 * What a line says. `forbid` stands before a command in its clause, `forbidden` behind it; `counter` introduces code
 * that is not to be run, `sample` what a command prints, `illustration` what is shown to explain; `limit` makes of a
 * prohibition a condition ("do not deploy without running …"). `stated` begins a sentence on how a command should end.
 */
export type Phrase =
  | 'expected'
  | 'should'
  | 'outcome'
  | 'stated'
  | 'fails'
  | 'or'
  | 'option'
  | 'condition'
  | 'optional'
  | 'trigger-lead'
  | 'trigger-line'
  | 'if'
  | 'failure'
  | 'estimate'
  | 'cadence'
  | 'watch'
  | 'run'
  | 'instruct'
  | 'approver'
  | 'blank-value'
  | 'forbid'
  | 'forbidden'
  | 'counter'
  | 'sample'
  | 'illustration'
  | 'limit'

/** Words for amounts of time, by their length in seconds. */
export type TimeUnit = 'second' | 'minute' | 'hour' | 'day' | 'week' | 'month'

/**
 * A language of prose: all that reading knows of it. Every entry is the source of a regular expression, matched
 * without regard to case and, where `spaced`, as whole words.
 */
export interface Words {
  /** ISO 639-1. */
  readonly language: string
  /** Whether the script puts spaces between words. */
  readonly spaced: boolean
  /**
   * How a text in this language gives itself away: a character of its script (the source of a class), or one of these
   * words, which English and programs do not use. English has none: it is always looked for.
   */
  readonly signs: { readonly script: string } | { readonly words: readonly string[] } | null
  readonly topics: Readonly<Partial<Record<Topic, readonly string[]>>>
  readonly phrases: Readonly<Partial<Record<Phrase, readonly string[]>>>
  readonly units: Readonly<Partial<Record<TimeUnit, string>>>
  /** Comparisons in words. */
  readonly bounds: Readonly<Partial<Record<'<' | '<=' | '>' | '>=', readonly string[]>>>
}
