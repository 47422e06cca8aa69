import { useSyncExternalStore } from 'react'
import { announce } from '../../parts/announcer.tsx'
import { addEvidence } from './add-evidence.ts'

/** A file on its way, or one that was not taken. */
export interface Sending {
  readonly file: File
  readonly name: string
  /** Null: it is on its way. */
  readonly error: unknown
}

/** Kept outside of what is drawn: a file goes on its way, and says what went wrong, also while another pane is looked at. */
const files = new Map<string, readonly Sending[]>()
const listeners = new Set<() => void>()
const none: readonly Sending[] = []

function set(run: string, change: (all: readonly Sending[]) => readonly Sending[]): void {
  files.set(run, change(files.get(run) ?? none))
  for (const listener of [...listeners]) listener()
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Files of a run that are on their way or were not taken. */
export const useSending = (run: string): readonly Sending[] =>
  useSyncExternalStore(
    subscribe,
    () => files.get(run) ?? none,
    () => none,
  )

/** Hands a file over; false: it was not taken, and stands there with the reason. */
export async function sendEvidence(
  run: string,
  file: File,
  about: { readonly step: string | null; readonly note: string },
): Promise<boolean> {
  const name = file.name || 'pasted picture'
  set(run, (all) => [...all.filter((one) => one.file !== file), { file, name, error: null }])
  try {
    await addEvidence(run, file, about)
    forgetFile(run, file)
    announce(`${name} is kept as evidence.`)
    return true
  } catch (error) {
    set(run, (all) => all.map((one) => (one.file === file ? { ...one, error } : one)))
    return false
  }
}

/** Leaves a file that was not taken. */
export const forgetFile = (run: string, file: File): void => set(run, (all) => all.filter((one) => one.file !== file))
