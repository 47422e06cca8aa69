import type { Plan } from '../plan/index.ts'

/** What a document names that tells how its systems fare: files of logs, units of systemd, containers, and tools. */
export interface Named {
  /** Paths as they stand; `~` and relative ones are the reader's to resolve. */
  readonly files: readonly string[]
  readonly units: readonly string[]
  readonly containers: readonly string[]
  readonly tools: readonly ('compose' | 'kubectl')[]
}

/** Looks through the whole text: what only stands in prose or on the shelf is as telling as what is run. */
export const diagnosticsNamed = (plan: Plan, text: string): Named => {
  const code = plan.steps.flatMap(({ command }) => command?.statements.map(({ source }) => source) ?? []).join('\n')
  return {
    files: all(text, FILE).filter((path) => !/^(?:console|math|logger|np|torch)\.log$/i.test(path)),
    units: all(text, UNIT)
      .flatMap((names) => names.split(/\s+/))
      .filter(isName),
    containers: all(text, CONTAINER).filter(isName),
    tools: [
      ...(/\bdocker(?:-compose|\s+compose)\b/.test(code) ? (['compose'] as const) : []),
      ...(/\bkubectl\b/.test(code) ? (['kubectl'] as const) : []),
    ],
  }
}

/** A path of a log: none with a pattern or a placeholder in it, nor a part of an address. */
const FILE =
  /(?<![\w:/.$}>*-])((?:~\/|\.{1,2}\/|\/)?(?:[\w.@-]+\/)*[\w.@-]*[\w@-]\.log|\/var\/log\/[\w@-][\w./@-]*[\w@-])(?![\w/*<$-])/g
const UNIT =
  /\b(?:journalctl\b[^\n|;&`]*?\s(?:-u|--unit)[\s=]*|systemctl\s+(?:--?[\w-]+\s+)*(?:status|is-active|start|stop|restart|reload)\s+)([\w@.:-]+(?: +(?!-)[\w@.:-]+)*)/g
const CONTAINER = /\bdocker\s+logs\s+(?:--?[\w-]+(?:[= ]\d+\w?)?\s+)*([\w.-]+)/g

const all = (text: string, pattern: RegExp): string[] => [
  ...new Set([...text.matchAll(pattern)].flatMap((match) => match[1] ?? [])),
]

const isName = (name: string) => /^[A-Za-z0-9][\w@.:-]*$/.test(name)
