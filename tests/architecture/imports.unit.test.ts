import { globSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { exits, importsOf, type Part, type SourceFile, valuesOfTheEngine, violations } from './imports.ts'

const open = ['src/errors.ts', 'src/plan']
const ports = ['src/engine/ports.ts']

/** Who may import whom. Types count. Read it from the top: a part knows nothing of those below it. */
const parts: readonly Part[] = [
  { path: 'src/errors.ts', mayImport: [], modules: [], why: 'the catalogue of errors is open to all and knows nobody' },
  { path: 'src/plan', mayImport: [], modules: [], why: 'plain values, open to all' },
  {
    path: 'src/read',
    mayImport: open,
    modules: ['@lezer/markdown', '@lezer/common', 'unbash'],
    why: 'a document becomes a plan without Node, so that a page can read too',
  },
  {
    path: 'src/run',
    mayImport: open,
    modules: [],
    except: { 'src/run/chain.ts': ['node:crypto'] },
    why: 'decide and evolve are pure: no clock, no disk, no randomness',
  },
  { path: 'src/record', mayImport: [...open, 'src/run'], modules: [], why: 'a run folded into a record, purely' },
  {
    path: 'src/engine',
    mayImport: [...open, 'src/read', 'src/run'],
    modules: [],
    why: 'it reaches the world through its ports only',
  },
  ...adapters().map(
    (path): Part => ({
      path,
      mayImport: [...open, ...ports, 'src/run'],
      modules: ['*'],
      why: 'an adapter implements ports and knows no other adapter',
    }),
  ),
  {
    path: 'src/contract',
    mayImport: [],
    modules: ['zod'],
    why: 'what goes over the wire: schemas, and the types that they give',
  },
  {
    path: 'src/server',
    mayImport: [...open, 'src/contract', 'src/engine/engine.ts', ...ports, 'src/read', 'src/run', 'src/record'],
    modules: ['*'],
    why: 'a surface: it is given engine and adapters, and knows of the engine the interface only',
  },
  {
    path: 'src/web/editor',
    mayImport: ['src/web', 'src/contract', ...open, 'src/read'],
    modules: ['*'],
    why: 'the editor of the page reads documents as Holdpoint does',
  },
  {
    path: 'src/web',
    mayImport: ['src/contract'],
    modules: ['*'],
    why: 'the page knows what goes over the wire, and nothing of the server',
  },
  {
    path: 'src/cli',
    mayImport: [
      ...open,
      'src/server',
      'src/contract',
      'src/compose.ts',
      'src/compose-documents.ts',
      'src/engine/engine.ts',
      ...ports,
      'src/read',
      'src/run',
      'src/record',
      'package.json',
    ],
    modules: ['*'],
    why: 'a surface: it gets what it uses from compose, of the engine it knows the interface only',
  },
  {
    path: 'src/compose.ts',
    mayImport: [...open, 'src/read', 'src/run', 'src/record', 'src/engine', 'src/adapters'],
    modules: ['node:*'],
    why: 'the only place that knows every adapter; it knows no surface',
  },
  {
    path: 'src/compose-documents.ts',
    mayImport: [
      ...open,
      'src/adapters/documents',
      'src/adapters/files',
      'src/adapters/shellcheck',
      'src/adapters/yaml',
    ],
    modules: ['node:*'],
    why: 'documents without an engine, for what starts fast',
  },
  { path: 'src/testing', mayImport: ['src'], modules: ['*'], why: 'suites, fakes and builders; only tests import it' },
]

const root = resolve(import.meta.dirname, '../..')

function adapters(): readonly string[] {
  return globSync('src/adapters/*', { cwd: resolve(import.meta.dirname, '../..') }).sort()
}

const sources: readonly SourceFile[] = globSync('src/**/*.{ts,tsx}', { cwd: root })
  .sort()
  .map((path) => ({ path, text: readFileSync(resolve(root, path), 'utf8') }))

describe('the source', () => {
  it('is there to be checked', () => {
    expect(sources.length).toBeGreaterThan(20)
  })

  it('imports only in the directions of the table', () => {
    expect(violations(parts, sources)).toEqual([])
  })

  it('takes nothing but types from the engine where it is a surface', () => {
    expect(valuesOfTheEngine(sources)).toEqual([])
  })

  it('ends the process in one place only', () => {
    expect(exits(sources)).toEqual([])
  })
})

describe('the check itself', () => {
  const check = (path: string, text: string) => violations(parts, [{ path, text }]).map((found) => found.imports)

  it.each([
    ['reading that imports the engine', 'src/read/x.ts', "import { a } from '../engine/engine.ts'"],
    ['reading that imports Node', 'src/read/x.ts', "import { readFileSync } from 'node:fs'"],
    ['a type of a part above', 'src/plan/x.ts', "import type { A } from '../run/index.ts'"],
    ['a type in a list over several lines', 'src/plan/x.ts', "import {\n  type A,\n  b,\n} from '../run/index.ts'"],
    ['a re-export', 'src/run/x.ts', "export * from '../engine/ports.ts'"],
    ['an import for its effect', 'src/engine/x.ts', "import '../adapters/sqlite/index.ts'"],
    ['a lazy import', 'src/engine/x.ts', "const a = await import('../adapters/sqlite/index.ts')"],
    ['an adapter that imports another', 'src/adapters/sqlite/x.ts', "import { a } from '../shell/index.ts'"],
    [
      'an adapter that imports the engine itself',
      'src/adapters/sqlite/x.ts',
      "import { a } from '../../engine/engine.ts'",
    ],
    ['compose that imports a surface', 'src/compose.ts', "import { a } from './cli/start.ts'"],
    ['production that imports what is for tests', 'src/cli/x.ts', "import { a } from '../testing/memory-store.ts'"],
    ['randomness in the core', 'src/run/decide.ts', "import { randomUUID } from 'node:crypto'"],
    ['a package that the part does not have', 'src/run/x.ts', "import { parse } from 'yaml'"],
    ['a part that nobody has put in the table', 'src/elsewhere/x.ts', ''],
  ])('catches %s', (_, path, text) => {
    expect(check(path, text)).toHaveLength(1)
  })

  it.each([
    ['a part its own files', 'src/run/x.ts', "import { a } from './decisions/y.ts'"],
    ['everyone the catalogue of errors', 'src/read/x/y.ts', "import { HoldpointError } from '../../errors.ts'"],
    ['the journal’s chain its digests', 'src/run/chain.ts', "import { createHash } from 'node:crypto'"],
    ['tests beside the sources the fakes', 'src/run/x.unit.test.ts', "import { a } from '../testing/memory-store.ts'"],
    [
      'words about imports in comments',
      'src/run/x.ts',
      "// import a from '../engine/x.ts'\n * import b from '../cli/y.ts'",
    ],
  ])('lets %s pass', (_, path, text) => {
    expect(check(path, text)).toEqual([])
  })

  it('names the line', () => {
    expect(importsOf("\n\nimport a from './a.ts'\nexport type { B } from './b.ts'\n")).toEqual([
      { specifier: './a.ts', line: 3 },
      { specifier: './b.ts', line: 4 },
    ])
  })

  it('catches a surface that imports more than types of the engine', () => {
    const text = "import type { Stop } from '../engine/engine.ts'\nimport { draft } from '../engine/draft.ts'\n"
    expect(valuesOfTheEngine([{ path: 'src/cli/x.ts', text }]).map((found) => found.line)).toEqual([2])
  })

  it('catches an exit outside of the CLI’s entry', () => {
    const text = 'if (broken) process.exit(1)\nprocess.exitCode = 2\nif (process.exitCode === 2) return'
    expect(exits([{ path: 'src/cli/run.ts', text }]).map((found) => found.line)).toEqual([1, 2])
    expect(exits([{ path: 'src/cli/main.ts', text }])).toEqual([])
  })
})
