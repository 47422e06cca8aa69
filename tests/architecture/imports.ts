import { dirname, join, normalize } from 'node:path'

/** A folder of `src/` (or a file of it) and what it may import. The first entry that holds a file is its own. */
export interface Part {
  readonly path: string
  /** Folders and files of ours, besides the part's own. */
  readonly mayImport: readonly string[]
  /** Modules that are not ours: Node's (`node:…`) and packages. `*` is any, `node:*` any of Node's. */
  readonly modules: readonly string[]
  /** Files that may import more modules than their part, and which. */
  readonly except?: Readonly<Record<string, readonly string[]>>
  readonly why: string
}

/** Where a file imports what its part may not. */
interface Violation {
  readonly file: string
  readonly line: number
  readonly imports: string
  readonly rule: string
}

/** A source file: its path from the repository's root, and its text. */
export interface SourceFile {
  readonly path: string
  readonly text: string
}

const importing =
  /(?:^|\n)[ \t]*(?:import|export)\s(?:[^'"`;]*?\sfrom\s*)?['"](?<from>[^'"\n]+)['"]|\bimport\(\s*['"](?<lazily>[^'"\n]+)['"]/g

/** What a file imports: statically, as types, lazily and by re-export. Lines are 1-based. */
export function importsOf(text: string): readonly { readonly specifier: string; readonly line: number }[] {
  return [...text.matchAll(importing)].map((match) => {
    const specifier = match.groups?.from ?? match.groups?.lazily ?? ''
    const at = match.index + match[0].lastIndexOf(specifier)
    return { specifier, line: text.slice(0, at).split('\n').length }
  })
}

const within = (path: string, place: string) => path === place || path.startsWith(`${place}/`)

const isTest = (path: string) => /\.(unit|int|e2e|durability)\.test\.tsx?$/.test(path)

/** Checks files of `src/` against the table. Tests beside the sources may import anything. */
export function violations(parts: readonly Part[], files: readonly SourceFile[]): readonly Violation[] {
  return files
    .filter((file) => !isTest(file.path))
    .flatMap((file) => {
      const part = parts.find((candidate) => within(file.path, candidate.path))
      if (part === undefined) {
        return [{ file: file.path, line: 1, imports: '', rule: 'every file of src/ belongs to a part of the table' }]
      }
      return importsOf(file.text)
        .filter(({ specifier }) => !allowed(part, file.path, specifier))
        .map(({ specifier, line }) => ({
          file: file.path,
          line,
          imports: specifier,
          rule: `${part.path}: ${part.why}`,
        }))
    })
}

function allowed(part: Part, file: string, specifier: string): boolean {
  if (specifier.startsWith('.')) {
    const target = normalize(join(dirname(file), specifier))
    return [part.path, ...part.mayImport].some((place) => within(target, place))
  }
  const modules = [...part.modules, ...(part.except?.[file] ?? [])]
  return modules.some(
    (module) => module === '*' || (module === 'node:*' ? specifier.startsWith('node:') : within(specifier, module)),
  )
}

/** Lines that end the process. Only the CLI's entry may. */
export function exits(files: readonly SourceFile[]): readonly Violation[] {
  return files
    .filter((file) => !isTest(file.path) && file.path !== 'src/cli/main.ts')
    .flatMap((file) =>
      file.text.split('\n').flatMap((text, index) =>
        /\bprocess\.(exit\(|exitCode\s*=[^=]|reallyExit|abort\()/.test(text)
          ? [
              {
                file: file.path,
                line: index + 1,
                imports: text.trim(),
                rule: 'only src/cli/main.ts ends the process',
              },
            ]
          : [],
      ),
    )
}

/** Lines of a surface that take more than types from the engine. */
export function valuesOfTheEngine(files: readonly SourceFile[]): readonly Violation[] {
  return files
    .filter((file) => within(file.path, 'src/cli') && !isTest(file.path))
    .flatMap((file) =>
      [...file.text.matchAll(/^(?!import type )[^\n]*['"](?:\.\.\/)+engine\/[^'"]+['"]/gm)].map((match) => ({
        file: file.path,
        line: file.text.slice(0, match.index).split('\n').length,
        imports: match[0],
        rule: 'a surface gets its engine from compose, and knows the types alone',
      })),
    )
}
