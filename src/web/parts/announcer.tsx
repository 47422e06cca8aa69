import { useSyncExternalStore } from 'react'

/** What a screen reader is told: the last sentence, and the last that needs the person. */
let polite = ''
let urgent = ''
let timer: ReturnType<typeof setTimeout> | null = null
let waiting: string[] = []
const listeners = new Set<() => void>()
const tell = () => {
  for (const listener of [...listeners]) listener()
}

/**
 * Says what changed. Sentences that come within a second are said as one, of many only the last and how many there were: nobody
 * can listen to a hundred.
 */
export function announce(sentence: string): void {
  waiting.push(sentence)
  if (timer !== null) return
  timer = setTimeout(() => {
    timer = null
    const last = waiting.at(-1) ?? ''
    polite = waiting.length <= 3 ? waiting.join(' ') : `${waiting.length} things happened; the last: ${last}`
    waiting = []
    tell()
  }, 1000)
}

/** Says at once what needs the person who listens. */
export function alertPerson(sentence: string): void {
  urgent = sentence
  tell()
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** The two regions that are read out. */
export function Announcer() {
  const said = useSyncExternalStore(subscribe, () => polite)
  const needed = useSyncExternalStore(subscribe, () => urgent)
  return (
    <>
      <div aria-live="polite" className="sr-only">
        {said}
      </div>
      <div role="alert" className="sr-only">
        {needed}
      </div>
    </>
  )
}
