import { existsSync, linkSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { HoldpointError } from '../../errors.ts'
import { written } from './attempt-files.ts'

/** The process that took an attempt: pid, kernel start time, boot of the machine; and the session of its shell. */
export interface Wrapper {
  readonly pid: number
  readonly startTime: string
  readonly boot: string
  readonly session: number
}

/**
 * Claims. Whoever creates `claim.N` exclusively has it: the wrapper, whose shell writes who it is, or a restarted Holdpoint,
 * which writes `nobody`. What belongs to nobody never ran and never will; the same attempt begun anew uses N + 1.
 */
export const freeClaim = (folder: string): string => {
  for (let turn = 0; ; turn++) {
    const name = `claim.${turn}`
    if (!existsSync(join(folder, name))) return name
    if (readFileSync(join(folder, name), 'utf8') !== nobody) throw new HoldpointError('attempt-claimed', { folder })
  }
}

/** Takes the attempt for nobody, or says who has it. */
export const takeForNobody = async (folder: string): Promise<'taken' | Wrapper> => {
  for (let turn = 0; ; turn++) {
    const path = join(folder, `claim.${turn}`)
    if (written(folder, () => createForNobody(folder, path))) return 'taken'
    const holder = await holderOf(path)
    if (holder !== nobody) return holder
  }
}

const nobody = 'nobody\n'

/** A link makes the file appear with its content, so that it is never taken for a wrapper's unfinished one. */
const createForNobody = (folder: string, path: string): boolean => {
  const draft = join(folder, `nobody.${process.pid}`)
  writeFileSync(draft, nobody, { mode: 0o600 })
  try {
    linkSync(draft, path)
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw error
  } finally {
    unlinkSync(draft)
  }
}

/** A wrapper creates its claim and writes it in two steps; one that was killed between them is nobody we can find. */
const holderOf = async (path: string): Promise<typeof nobody | Wrapper> => {
  for (let look = 0; look < 50; look++) {
    const text = readFileSync(path, 'utf8')
    if (text === nobody) return nobody
    if (text.endsWith('\n')) return wrapperOf(text)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  return { pid: 0, startTime: '', boot: '', session: 0 }
}

/** Who holds the attempt now; null while nobody that runs it does. */
export const claimHolder = (folder: string, name: string): Wrapper | null => {
  if (!existsSync(join(folder, name))) return null
  try {
    const text = readFileSync(join(folder, name), 'utf8')
    return text.endsWith('\n') && text !== nobody ? wrapperOf(text) : null
  } catch {
    return null
  }
}

const wrapperOf = (text: string): Wrapper => {
  const [pid, startTime = '', boot = '', session] = text.trim().split(' ')
  return { pid: Number(pid), startTime, boot, session: Number(session) }
}
