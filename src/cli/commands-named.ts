import { pageCommands } from './table-page.ts'
import { runCommands } from './table-runs.ts'
import type { Look } from './terminal/look.ts'

/** Commands that read or write a store; the others take no `--store` that would matter. */
const onStore: ReadonlySet<string> = new Set(['run', ...[...runCommands, ...pageCommands].map(({ name }) => name)])

/**
 * The catalogue's sentences name commands as `holdpoint …`: here as they can be pasted, called as this process was and
 * leading to the same store.
 */
export const commandsNamed = (text: string, look: Pick<Look, 'command' | 'program'>): string =>
  text.replace(/`holdpoint (([^\s`]+)[^`]*)`/g, (_, words: string, name: string) =>
    onStore.has(name) && !/ --(store|help)\b/.test(words)
      ? `\`${look.command(words)}\``
      : `\`${look.program} ${words}\``,
  )
