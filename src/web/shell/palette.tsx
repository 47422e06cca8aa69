import { Command } from 'cmdk'
import { useMemo } from 'react'
import { Keys } from '../parts/button.tsx'
import { Icon } from '../parts/icons.tsx'
import { closePalette, type Entry, entries } from './palette-store.ts'

/** How many of the found are drawn: nobody reads more, and a document may have 10,000 steps. */
const shownAtMost = 60

/** What is typed finds pages, sections, steps and acts. Loaded when it is opened for the first time. */
export default function Palette({ text, onText }: { readonly text: string; readonly onText: (text: string) => void }) {
  const all = useMemo(entries, [])
  const found = useMemo(() => find(all, text), [all, text])
  const groups = [...new Set(found.map(({ group }) => group))]
  return (
    <Command label="Find" shouldFilter={false} loop className="flex max-h-[70dvh] flex-col">
      <div className="flex items-center gap-2 border-b border-line px-4">
        <Icon name="search" className="text-ink-3" />
        <Command.Input
          autoFocus
          value={text}
          onValueChange={onText}
          placeholder="A page, a step, its number, an act"
          className="min-h-12 flex-1 bg-transparent outline-none placeholder:text-ink-3"
        />
      </div>
      <Command.List className="min-h-0 flex-1 overflow-y-auto p-2">
        <Command.Empty className="p-6 text-center text-ink-2">Nothing is called so.</Command.Empty>
        {groups.map((group) => (
          <Command.Group
            key={group}
            heading={group}
            className="[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:py-1 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:font-semibold [&_[cmdk-group-heading]]:text-ink-3"
          >
            {found
              .filter((entry) => entry.group === group)
              .map((entry) => (
                <Command.Item
                  key={entry.id}
                  value={entry.id}
                  onSelect={() => {
                    closePalette()
                    // The window gives the focus back first; then the act may take it elsewhere.
                    requestAnimationFrame(entry.act)
                  }}
                  className="flex min-h-10 items-center gap-2 rounded-md px-2 data-[selected=true]:bg-running-soft"
                >
                  {entry.icon && <Icon name={entry.icon} className="text-ink-3" />}
                  <span className="min-w-0 flex-1 truncate">{entry.name}</span>
                  {entry.keys && <Keys keys={entry.keys} />}
                </Command.Item>
              ))}
          </Command.Group>
        ))}
      </Command.List>
    </Command>
  )
}

/** Those that have every word that was typed; whose name begins with it first. */
function find(all: readonly Entry[], text: string): readonly Entry[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  const ranked: { readonly entry: Entry; readonly rank: number }[] = []
  for (const entry of all) {
    const name = entry.name.toLowerCase()
    const hay = `${name} ${entry.words?.toLowerCase() ?? ''} ${entry.group.toLowerCase()}`
    if (!words.every((word) => hay.includes(word))) continue
    const first = words[0] ?? ''
    ranked.push({ entry, rank: name.startsWith(first) ? 0 : name.includes(first) ? 1 : 2 })
  }
  // Groups stay together, in the order in which they came.
  const best = ranked.sort((a, b) => a.rank - b.rank).slice(0, shownAtMost)
  const groups = [...new Set(best.map(({ entry }) => entry.group))]
  return groups.flatMap((group) => best.filter(({ entry }) => entry.group === group).map(({ entry }) => entry))
}
