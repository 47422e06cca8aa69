import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { HoldpointError } from '../../errors.ts'

/** What a checklist can be written for. */
export const stacks = ['node', 'django', 'rails', 'kubernetes', 'static'] as const
export type Stack = (typeof stacks)[number]

/** What was found in a project, as its template wants it. */
export interface Project {
  readonly stack: Stack
  /** What made it so: `package.json`. */
  readonly because: string
  /** Parts of the template that apply. */
  readonly has: ReadonlySet<string>
  readonly values: Readonly<Record<string, string>>
}

/** A project's folder; nothing is run, and nothing above it is looked at. */
export class Folder {
  readonly path: string

  constructor(path: string) {
    this.path = path
  }

  /** What people call it. */
  get name(): string {
    return basename(this.path)
  }

  has(name: string): boolean {
    return existsSync(join(this.path, name))
  }

  isFolder(name: string): boolean {
    return statSync(join(this.path, name), { throwIfNoEntry: false })?.isDirectory() === true
  }

  /** The first of these names that is there. */
  first(...names: readonly string[]): string | null {
    return names.find((name) => this.has(name)) ?? null
  }

  /** A file's text; '' when there is none. */
  text(name: string): string {
    if (!this.has(name) || this.isFolder(name)) return ''
    try {
      return readFileSync(join(this.path, name), 'utf8')
    } catch (error) {
      throw this.unreadable(name, error)
    }
  }

  /** Names in a folder of it, sorted; none when there is no such folder. */
  names(folder = '.'): readonly string[] {
    return this.isFolder(folder) ? readdirSync(join(this.path, folder)).sort() : []
  }

  unreadable(name: string, error: unknown): HoldpointError {
    const reason = (error as Error).message.split('\n')[0] ?? ''
    return new HoldpointError('manifest-unreadable', { path: join(this.path, name), reason }, { cause: error as Error })
  }
}
