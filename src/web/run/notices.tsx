import { useEffect, useSyncExternalStore } from 'react'
import { told } from '../client/api.ts'
import { Button } from '../parts/button.tsx'
import { Icon } from '../parts/icons.tsx'
import { Spoken } from '../parts/spoken.tsx'

/** What could not be done, at the foot of the page until it is read. */
interface Notice {
  readonly id: number
  readonly message: string
  readonly next: string
}

let notices: readonly Notice[] = []
let last = 0
const listeners = new Set<() => void>()
const set = (to: readonly Notice[]) => {
  notices = to
  for (const listener of [...listeners]) listener()
}
const dismiss = (id: number) => set(notices.filter((notice) => notice.id !== id))

/** Says that an act was refused or did not arrive, and what to do next. */
export function complain(error: unknown): void {
  const { message, next } = told(error)
  last += 1
  set([...notices.filter((notice) => notice.message !== message), { id: last, message, next }].slice(-3))
}

/** Where complaints are shown. */
export function Notices() {
  const shown = useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => notices,
  )
  return (
    <div
      role="alert"
      className="pointer-events-none fixed inset-x-0 bottom-24 z-40 flex flex-col items-center gap-2 px-3 lg:bottom-6"
    >
      {shown.map((notice) => (
        <Shown key={notice.id} notice={notice} />
      ))}
    </div>
  )
}

function Shown({ notice }: { readonly notice: Notice }) {
  useEffect(() => {
    const timer = setTimeout(() => dismiss(notice.id), 20_000)
    return () => clearTimeout(timer)
  }, [notice.id])
  return (
    <div className="pointer-events-auto flex w-full max-w-xl items-start gap-2 rounded-lg border border-unmet-line bg-unmet-soft p-3 shadow-lg">
      <Icon name="warning" className="mt-1 text-unmet" />
      <div className="min-w-0 flex-1 text-sm">
        <p className="font-medium whitespace-pre-wrap">
          <Spoken text={notice.message} />
        </p>
        <p className="text-ink-2">
          <Spoken text={notice.next} />
        </p>
      </div>
      <Button look="bare" size="small" icon="close" aria-label="Dismiss" onClick={() => dismiss(notice.id)} />
    </div>
  )
}
