import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { AttemptSpec } from '../../engine/ports.ts'
import { decodeCommand } from './attempt-files.ts'
import { declared } from './declared.ts'

/**
 * The file whose state an attempt starts from, or null for the first environment. An attempt in which no statement
 * ended normally left nothing of its own: what it started from is what comes after it, too. A state that a full disk cut
 * off is none: what ran in it would run in the wrong directory, without its variables.
 */
export const stateFile = (continues: AttemptSpec['continues']): string | null => {
  if (!continues) return null
  const saved = savedStatements(continues.folder).filter((index) => index <= (continues.statement ?? index))
  const last = saved.map((index) => join(continues.folder, `state.${index}`)).findLast(isWhole)
  if (last !== undefined) return last
  return commandOf(continues.folder)?.state ?? null
}

/** Value of a shell variable as an ended attempt left it; element 0 of an array, null when it is not set. */
export const variableOf = (folder: string, name: string): string | null => {
  const state = stateFile({ folder, statement: null })
  if (state) return declared(readFileSync(state, 'utf8'), name)
  return commandOf(folder)?.environment[name] ?? null
}

const isWhole = (path: string) => readFileSync(path).subarray(-ending.length).equals(ending)
const ending = Buffer.from('# whole\n')

const savedStatements = (folder: string): number[] => {
  try {
    return readdirSync(folder)
      .flatMap((file) => /^state\.(\d+)$/.exec(file)?.[1] ?? [])
      .map(Number)
      .sort((a, b) => a - b)
  } catch {
    return []
  }
}

const commandOf = (folder: string) => {
  try {
    return decodeCommand(readFileSync(join(folder, 'command'), 'utf8'))
  } catch {
    return null
  }
}
