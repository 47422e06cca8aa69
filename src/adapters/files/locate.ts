import { existsSync, realpathSync, statSync } from 'node:fs'
import { basename, dirname, join, relative, resolve, sep } from 'node:path'
import { HoldpointError } from '../../errors.ts'

/** Where commands run, and where the store lies; both absolute. */
export interface Place {
  readonly cwd: string
  readonly store: string
}

/** What the operator said about it; relative paths are taken from the working directory. */
export interface Said {
  readonly cwd?: string | undefined
  readonly store?: string | undefined
}

/**
 * The place of a document: the top of the git work tree that holds it, else its own folder; `.holdpoint` lies there.
 * Without a document (`holdpoint runs`), the same of the working directory. Fails with
 * `directory-missing` when the folder that is named for commands is none: before there is a run that could not start.
 */
export function locate(document: string | null, said: Said = {}): Place {
  const cwd = said.cwd === undefined ? home(document) : directory(resolve(said.cwd))
  // The store stays with the document when only the commands' folder is named, so that `resume` finds it without.
  const store = said.store === undefined ? join(home(document), '.holdpoint') : resolve(said.store)
  return { cwd, store }
}

function directory(cwd: string): string {
  if (!statSync(cwd, { throwIfNoEntry: false })?.isDirectory()) throw new HoldpointError('directory-missing', { cwd })
  return cwd
}

/**
 * What a document is called in the runs of a store, however its path was written: relative to the folder that the store
 * lies in, absolute outside of it. Two names are equal when the files are.
 */
export function nameIn(store: string, document: string): string {
  const path = real(resolve(document))
  const name = relative(real(dirname(store)), path)
  return name.split(sep)[0] === '..' ? path : name
}

function home(document: string | null): string {
  const folder = document === null ? process.cwd() : dirname(real(resolve(document)))
  return workTree(folder) ?? folder
}

/** A document that is a symbolic link belongs where its file is. One that is missing has its name's folder. */
function real(path: string): string {
  try {
    return realpathSync(path)
  } catch {
    return join(real(dirname(path)), basename(path))
  }
}

/** A work tree's top has `.git`: a folder, or a file in linked work trees and submodules. */
function workTree(folder: string): string | null {
  if (existsSync(join(folder, '.git'))) return folder
  const above = dirname(folder)
  return above === folder ? null : workTree(above)
}
