import { useQueryClient } from '@tanstack/react-query'
import { Link, useBlocker } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import type { RunbookView, SavedRunbook } from '../../contract/runbook.ts'
import { Refused, send, told } from '../client/api.ts'
import { announce } from '../parts/announcer.tsx'
import { Button } from '../parts/button.tsx'
import { Chip } from '../parts/chip.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { Escaped } from '../parts/escaped.tsx'
import { linkButton } from '../parts/page.tsx'
import { Time } from '../parts/time.tsx'
import { RulePage } from '../runbook/rule-page.tsx'
import { type CodeEditor, openEditor } from './code-editor.ts'
import { Conflict, type Theirs } from './conflict.tsx'
import { type Draft, dropDraft, keepDraft } from './drafts.ts'
import { PlanPane } from './plan-pane.tsx'
import type { Understood } from './understand.ts'
import { useReading } from './use-reading.ts'

/** Why it was not saved, for people. */
interface NotSaved {
  readonly message: string
  readonly next: string
}

/** The editor beside the plan. Nothing is written but by a person who saves, onto the file that they have seen. */
export function Editing({ view, draft }: { readonly view: RunbookView; readonly draft: Draft | null }) {
  const isBack = draft !== null && draft.text !== view.text
  const [opened, setOpened] = useState({
    text: view.text,
    // A draft of another file is saved onto what it was made from: the server then says what changed.
    digest: isBack ? draft.digest : view.digest,
  })
  const [isDirty, setDirty] = useState(isBack)
  const [brought, setBrought] = useState(isBack ? draft.at : null)
  const [isSaving, setSaving] = useState(false)
  const [notSaved, setNotSaved] = useState<NotSaved | null>(null)
  const [theirs, setTheirs] = useState<Theirs | null>(null)
  const [understood, setUnderstood] = useState<Understood | null>(null)
  const [rule, setRule] = useState<string | null>(null)
  const editor = useRef<CodeEditor | null>(null)
  const queries = useQueryClient()

  const save = async (digest: string) => {
    const text = editor.current?.text()
    if (text === undefined || isSaving || !view.writable) return
    setSaving(true)
    setNotSaved(null)
    try {
      const saved = await send<SavedRunbook>(
        `/api/runbook?path=${encodeURIComponent(view.path)}`,
        { text, digest },
        'PUT',
      )
      setOpened({ text, digest: saved.digest })
      setTheirs(null)
      setBrought(null)
      const isSame = editor.current?.text() === text
      setDirty(!isSame)
      if (isSame) dropDraft(view.path)
      announce('Saved.')
      void queries.invalidateQueries({ queryKey: ['runbook', view.path] })
      void queries.invalidateQueries({ queryKey: ['runbooks'] })
    } catch (error) {
      const now = changedTo(error)
      if (now === null) setNotSaved(told(error))
      else setTheirs(now)
    } finally {
      setSaving(false)
    }
  }
  const now = useRef({ save: () => {}, opened })
  now.current = { save: () => void save(opened.digest), opened }

  const host = useRef<HTMLDivElement>(null)
  const changed = useReading(view, editor, setUnderstood, () => {
    const text = editor.current?.text() ?? ''
    const dirty = text !== now.current.opened.text
    setDirty(dirty)
    if (!dirty) dropDraft(view.path)
    else if (!keepDraft(view.path, { text, digest: now.current.opened.digest, at: Date.now() }))
      setNotSaved({
        message: 'What you type cannot be kept in this browser.',
        next: 'Save it before you leave the page.',
      })
  })
  // The editor is opened once; what it calls is looked up when it calls.
  useEffect(() => {
    if (host.current === null) return
    const made = openEditor(host.current, {
      text: view.text,
      writable: view.writable,
      label: `Source of ${view.path}`,
      onChange: changed.typed,
      onSave: () => now.current.save(),
      onRule: setRule,
    })
    editor.current = made
    if (isBack) made.replace(draft.text)
    changed.read()
    made.focus()
    return () => {
      changed.stop()
      made.close()
    }
  }, [])

  const blocker = useBlocker({
    shouldBlockFn: ({ current, next }) =>
      isDirty && current.pathname + JSON.stringify(current.search) !== next.pathname + JSON.stringify(next.search),
    enableBeforeUnload: () => isDirty,
    withResolver: true,
  })
  return (
    <div className="flex h-[calc(100dvh-3rem)] min-h-96 flex-col">
      <header className="flex flex-wrap items-center gap-2 border-b border-line px-3 py-2">
        <h1 className="min-w-0 flex-1 basis-40 truncate font-semibold">
          <Escaped text={view.path} />
        </h1>
        {view.encoding === 'latin1' && <Chip>not in UTF-8</Chip>}
        <Chip {...(isDirty ? { meaning: 'waiting', icon: 'more' } : { icon: 'passed' })}>
          {isDirty ? 'Not saved' : 'As in the file'}
        </Chip>
        <Link to="/runbook" search={{ path: view.path }} className={linkButton}>
          The runbook
        </Link>
        <Button
          look="full"
          meaning="running"
          keys="Ctrl S"
          busy={isSaving}
          not={view.writable ? (isDirty ? null : 'Nothing was changed') : 'This file cannot be written here'}
          onClick={() => now.current.save()}
        >
          Save
        </Button>
      </header>
      {brought !== null && (
        <p className="flex flex-wrap items-center gap-2 border-b border-waiting-line bg-waiting-soft px-3 py-2 text-sm text-waiting">
          <span>
            What you typed at <Time at={brought} /> and did not save is here again.
          </span>
          <Button
            size="small"
            onClick={() => {
              editor.current?.replace(view.text)
              setOpened({ text: view.text, digest: view.digest })
              setBrought(null)
            }}
          >
            Take the file instead
          </Button>
        </p>
      )}
      {notSaved !== null && (
        <div
          role="alert"
          className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-unmet-line bg-unmet-soft px-3 py-2 text-sm"
        >
          <p className="min-w-0 flex-1 basis-80">
            <b className="font-semibold text-unmet">Not saved.</b> {notSaved.message}{' '}
            <span className="text-ink-2">{notSaved.next} What you typed is kept in this browser.</span>
          </p>
          <Button size="small" onClick={() => download(view.path, editor.current?.text() ?? '')}>
            Download what I typed
          </Button>
        </div>
      )}
      <div className="grid min-h-0 flex-1 grid-cols-1 grid-rows-[3fr_2fr] lg:grid-cols-[3fr_2fr] lg:grid-rows-1">
        {/* The class tells the page's keys that what is typed in here is not for them. */}
        <div ref={host} className="cm-editor min-h-0 min-w-0 overflow-hidden" />
        <section
          aria-label="What Holdpoint understands"
          className="min-h-0 min-w-0 border-line max-lg:border-t lg:border-l"
        >
          <PlanPane understood={understood} onGo={(line) => editor.current?.go(line)} onRule={setRule} />
        </section>
      </div>
      <Dialog open={rule !== null} onClose={() => setRule(null)} title={rule ?? ''} wide>
        {rule !== null && <RulePage rule={rule} />}
      </Dialog>
      {theirs !== null && (
        <Conflict
          opened={opened.text}
          theirs={theirs}
          onLater={() => setTheirs(null)}
          onMine={() => void save(theirs.digest)}
          onTheirs={() => {
            setOpened(theirs)
            setTheirs(null)
            editor.current?.replace(theirs.text)
          }}
        />
      )}
      <Dialog open={blocker.status === 'blocked'} onClose={() => blocker.reset?.()} title="Leave without saving?">
        <div className="grid gap-3 p-4">
          <p>What you typed is kept in this browser, and is here again when you come back.</p>
          <div className="flex flex-wrap gap-2">
            <Button data-first="" onClick={() => blocker.reset?.()}>
              Stay
            </Button>
            <Button onClick={() => blocker.proceed?.()}>Leave</Button>
          </div>
        </div>
      </Dialog>
    </div>
  )
}

/** What the file is now, where that is why it was not saved. */
function changedTo(error: unknown): Theirs | null {
  if (!(error instanceof Refused) || error.code !== 'runbook-changed') return null
  const { text, digest } = error.details
  return typeof text === 'string' && typeof digest === 'string' ? { text, digest } : null
}

function download(path: string, text: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/markdown' }))
  link.download = path.split('/').at(-1) ?? 'document.md'
  link.click()
  URL.revokeObjectURL(link.href)
}
