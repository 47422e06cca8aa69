/** What somebody has typed and not saved, kept on this machine until it is. */
export interface Draft {
  readonly text: string
  /** Of the file that it was made from. */
  readonly digest: string
  /** Milliseconds since the epoch. */
  readonly at: number
}

const keyOf = (path: string) => `holdpoint-draft ${path}`

/** Null: there is none, or nothing can be kept here. */
export function draftOf(path: string): Draft | null {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(keyOf(path)) ?? 'null')
    return isDraft(found) ? found : null
  } catch {
    return null
  }
}

/** Gives false where it cannot be kept: no room, or storage is switched off. */
export function keepDraft(path: string, draft: Draft): boolean {
  try {
    localStorage.setItem(keyOf(path), JSON.stringify(draft))
    return true
  } catch {
    return false
  }
}

export function dropDraft(path: string): void {
  try {
    localStorage.removeItem(keyOf(path))
  } catch {
    // Nothing was kept, then.
  }
}

const isDraft = (found: unknown): found is Draft =>
  typeof found === 'object' &&
  found !== null &&
  'text' in found &&
  typeof found.text === 'string' &&
  'digest' in found &&
  typeof found.digest === 'string' &&
  'at' in found &&
  typeof found.at === 'number'
