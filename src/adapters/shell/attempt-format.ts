import { readFileSync } from 'node:fs'
import { readEnd } from './attempt-end.ts'
import { commandFiles, prepareFolder } from './attempt-files.ts'
import { stateFile, variableOf } from './carried-state.ts'
import { firstEnvironment } from './environment.ts'
import { parseRecords, progressOf } from './records.ts'
import { attemptScript } from './wrapper.ts'

/** What an attempt and its files look like, for those who run it elsewhere: the same file runs it there. */
export const attemptFormat = {
  script: readFileSync(attemptScript, 'utf8'),
  firstEnvironment,
  prepareFolder,
  commandFiles,
  stateFile,
  variable: variableOf,
  progress: (records: string) => parseRecords(records).flatMap((line) => progressOf(line) ?? []),
  readEnd,
}
