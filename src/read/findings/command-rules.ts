import type { Rule } from './rule.ts'
import { curlCannotFail, psqlGoesOn } from './rules/answers.ts'
import { editorInTheMiddle, endlessInTheMiddle, sameTimeTwice, variableFromAnotherBlock } from './rules/between.ts'
import { configNotTested } from './rules/config.ts'
import { asksBeforeInstalling, lockfileNotKept } from './rules/packages.ts'
import { backgroundWithoutLog, fixedSleep, killNineFirst, killTooWide } from './rules/processes.ts'
import { gitCleanDeletesUntracked, removesWhereCdFailed, removeWithVariable, volumesRemoved } from './rules/removals.ts'
import { secretInTheOpen, wellKnownPassword } from './rules/secrets.ts'
import { checkCannotFail, failureIgnored, pipeHidesFailure } from './rules/statuses.ts'
import { crontabReplaced, locksYouOut, sudoRedirect, sudoShellWord } from './rules/superuser.ts'
import { optionNotKnown, retiredCommand } from './rules/tools.ts'
import { downloadPipedToShell, tlsNotChecked, worldWritable } from './rules/trust.ts'
import { floatingVersion, forcePush, rollbackGuessesVersion } from './rules/versions.ts'
import { cannotBeParsed, leftOut, typographicCharacters } from './rules/writing.ts'

/** Rules about single commands and blocks, by name; those about the whole document stand in `index.ts`. */
export const commandRules: readonly Rule[] = [
  asksBeforeInstalling,
  backgroundWithoutLog,
  cannotBeParsed,
  checkCannotFail,
  configNotTested,
  crontabReplaced,
  curlCannotFail,
  downloadPipedToShell,
  editorInTheMiddle,
  endlessInTheMiddle,
  failureIgnored,
  fixedSleep,
  floatingVersion,
  forcePush,
  gitCleanDeletesUntracked,
  killNineFirst,
  killTooWide,
  leftOut,
  lockfileNotKept,
  locksYouOut,
  optionNotKnown,
  pipeHidesFailure,
  psqlGoesOn,
  removeWithVariable,
  removesWhereCdFailed,
  rollbackGuessesVersion,
  retiredCommand,
  sameTimeTwice,
  secretInTheOpen,
  sudoRedirect,
  sudoShellWord,
  tlsNotChecked,
  typographicCharacters,
  variableFromAnotherBlock,
  volumesRemoved,
  wellKnownPassword,
  worldWritable,
]
