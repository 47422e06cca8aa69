import { type ClipboardEvent, type DragEvent, type ReactNode, useRef, useState } from 'react'
import type { RunDocument, RunView } from '../../../contract/index.ts'
import { runPath, told } from '../../client/api.ts'
import { Button } from '../../parts/button.tsx'
import { Escaped } from '../../parts/escaped.tsx'
import { Icon } from '../../parts/icons.tsx'
import { join } from '../../parts/join.ts'
import { Time } from '../../parts/time.tsx'
import { sizeWords } from '../output/statements.ts'
import { StepLink } from '../step-link.tsx'
import { mayBeShown } from './evidence-kinds.ts'
import { forgetFile, sendEvidence, useSending } from './sending.ts'

/** A place into which files are dropped or pasted; around everything in the pane. */
export function EvidenceDrop({
  run,
  step,
  children,
}: {
  readonly run: string
  readonly step: string | null
  readonly children: (add: ReactNode) => ReactNode
}) {
  const [over, setOver] = useState(false)
  const sending = useSending(run)
  const [note, setNote] = useState('')
  const picker = useRef<HTMLInputElement>(null)
  const send = async (file: File) => {
    if (await sendEvidence(run, file, { step, note })) setNote('')
  }
  const all = (files: FileList | null) => {
    for (const file of files ?? []) void send(file)
  }
  const dropped = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    all(event.dataTransfer.files)
  }
  const pasted = (event: ClipboardEvent) => {
    if (event.clipboardData.files.length === 0) return
    event.preventDefault()
    all(event.clipboardData.files)
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping and pasting are second ways; the button is the first.
    <div
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={(event) => !event.currentTarget.contains(event.relatedTarget as Node | null) && setOver(false)}
      onDrop={dropped}
      onPaste={pasted}
      className={join(
        'relative flex min-h-0 flex-1 flex-col',
        over && 'outline-2 outline-offset-[-4px] outline-focus outline-dashed',
      )}
    >
      {children(
        <div className="flex flex-col gap-2 bg-surface p-3">
          <div className="flex flex-wrap items-center gap-2">
            <input
              value={note}
              maxLength={1000}
              onChange={(event) => setNote(event.target.value)}
              aria-label="What it shows (may stay empty)"
              placeholder="What it shows (may stay empty)"
              className="min-h-10 min-w-0 flex-1 rounded-md border border-line-strong bg-raised px-3 text-base"
            />
            <Button icon="evidence" onClick={() => picker.current?.click()}>
              Add a file
            </Button>
            <input
              ref={picker}
              type="file"
              multiple
              hidden
              onChange={(event) => {
                all(event.target.files)
                event.target.value = ''
              }}
            />
          </div>
          <p className="text-sm text-ink-2">Or drop files anywhere here, or paste a screenshot.</p>
          {sending.map(({ name, error, file }) => (
            <div
              key={`${name} ${file.size} ${file.lastModified}`}
              className="rounded-md border border-line bg-raised p-2 text-sm"
            >
              <p className="flex items-center gap-2">
                {error === null && <Icon name="running" className="turning text-running" />}
                <span className="min-w-0 flex-1 truncate">{name}</span>
                <span className="text-ink-2">{error === null ? 'is being kept…' : sizeWords(file.size)}</span>
              </p>
              {error !== null && (
                <div role="alert">
                  <p className="text-unmet">{told(error).message}</p>
                  <p className="text-ink-2">{told(error).next}</p>
                  <div className="mt-1 flex gap-2">
                    <Button size="small" onClick={() => send(file)}>
                      Try again
                    </Button>
                    <Button size="small" look="bare" onClick={() => forgetFile(run, file)}>
                      Leave it
                    </Button>
                  </div>
                </div>
              )}
            </div>
          ))}
        </div>,
      )}
    </div>
  )
}

/** What was kept as evidence, newest first. */
export function EvidenceList({
  run,
  evidence,
  document,
  zone,
  onStep,
}: {
  readonly run: string
  readonly evidence: RunView['evidence']
  readonly document: RunDocument
  readonly zone: string
  readonly onStep: (step: string) => void
}) {
  return (
    <ul className="flex flex-col gap-3 p-3">
      {evidence.toReversed().map(({ seq, at, by, step, name, type, bytes, digest, note }) => {
        const address = `${runPath(run)}/evidence/${seq}`
        return (
          <li key={seq} className="flex gap-3 rounded-md border border-line p-2">
            {mayBeShown(type) ? (
              <a href={address} target="_blank" rel="noopener noreferrer" className="shrink-0">
                <img
                  src={address}
                  alt={note ?? name}
                  loading="lazy"
                  decoding="async"
                  className="size-20 rounded border border-line object-cover"
                />
              </a>
            ) : (
              <span className="flex size-20 shrink-0 items-center justify-center rounded border border-line bg-surface text-ink-3">
                <Icon name="evidence" className="size-6!" />
              </span>
            )}
            <div className="min-w-0 flex-1 text-sm">
              <a
                href={address}
                target="_blank"
                rel="noopener noreferrer"
                className="font-medium break-words text-running underline"
              >
                <Escaped text={name} />
              </a>
              <p className="text-ink-2">
                {type}, {sizeWords(bytes)}, by {by.name}, <Time at={at} zone={zone} />
                {step !== null && (
                  <>
                    , <StepLink document={document} step={step} onStep={onStep} />
                  </>
                )}
              </p>
              {note !== null && (
                <p className="whitespace-pre-wrap">
                  <Escaped text={note} />
                </p>
              )}
              <p className="truncate text-xs text-ink-3" title={digest}>
                SHA-256 {digest.slice(0, 16)}…
              </p>
            </div>
          </li>
        )
      })}
    </ul>
  )
}
