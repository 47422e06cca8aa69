import { closeSync, constants, fstatSync, openSync, renameSync, rmSync, statSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { HoldpointError } from '../../errors.ts'
import type { Reader } from './reader.ts'

/** Files that grow while an attempt runs; what is known of them is not told again. */
export const growing = ['output', 'records', 'http'] as const

/** The others come once it is over. A host is not believed about names. */
const known = /^(?:output|records|http|end|state\.\d+|service-\d+\.log)$/

export const sizeOf = (folder: string, name: string): number =>
  statSync(join(folder, name), { throwIfNoEntry: false })?.size ?? 0

/**
 * Takes what a host tells of a file, `bytes NAME FROM COUNT`, into the file of that name in the attempt's folder here. False when
 * it broke off: what did come is kept. Fails with `attempt-copy` when it cannot be written, or is nothing that could go on here.
 */
export const takeBytes = async (folder: string, line: string, answers: Reader): Promise<boolean> => {
  try {
    return await take(folder, line, answers)
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause)
    throw new HoldpointError('attempt-copy', { folder, why }, { cause })
  }
}

const take = async (folder: string, line: string, answers: Reader): Promise<boolean> => {
  const [, name = '', from = '', count = ''] = /^bytes (\S+) (\d+) (\d+)$/.exec(line) ?? []
  if (!known.test(name)) throw new Error(`the host tells of a file that there is not: ${line.slice(0, 100)}`)
  const path = join(folder, name)
  const inPlace = from !== '0' || growing.some((one) => one === name)
  // What comes at once is there when all of it is: the end above all, which is looked at by who follows beside us.
  const part = inPlace ? path : `${path}.${process.pid}.${parts++}.part`
  const file = openSync(part, constants.O_RDWR | constants.O_CREAT, 0o600)
  let whole = false
  try {
    // Who follows beside us may have been faster: these bytes are then there, and are the same.
    if (fstatSync(file).size < Number(from)) throw new Error(`${name} has another length than was told`)
    let at = Number(from)
    whole = await answers.bytes(Number(count), (piece) => {
      for (let done = 0; done < piece.length; ) done += writeSync(file, piece, done, piece.length - done, at + done)
      at += piece.length
    })
  } finally {
    closeSync(file)
    if (!inPlace && !whole) rmSync(part, { force: true })
  }
  if (!inPlace && whole) renameSync(part, path)
  return whole
}

let parts = 0
