/**
 * Options that people give to programs that do not have them, and commands that are gone. Every row is from the
 * program's own manual or release notes; what only some version lacks is no mistake.
 */
export interface Mistake {
  /** Names, separated by blanks; scripts of an interpreter count by their own name. */
  readonly programs: string
  /** What its words (no options) must begin with. Absent: any. */
  readonly words?: RegExp
  /** What the arguments must hold, as one text with a blank at both ends; the first group or the match is shown. */
  readonly says: RegExp
  /** What happens, and what to use instead. */
  readonly happens: string
  readonly instead: string
}
