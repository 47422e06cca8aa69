import { type FormEvent, useId, useState } from 'react'
import type { RunDocument, RunView } from '../../../contract/index.ts'
import { told } from '../../client/api.ts'
import { alertPerson } from '../../parts/announcer.tsx'
import { Button } from '../../parts/button.tsx'
import { Escaped } from '../../parts/escaped.tsx'
import { Icon } from '../../parts/icons.tsx'
import { useAct, useParts } from '../run-context.tsx'
import { HoldButton } from './hold-button.tsx'
import { timeWords, type WayView } from './words.ts'

/** The word that stands for holding, for those who cannot hold a button down. */
const word = 'go back'

/**
 * Starting a way back: one act, after what it destroys was seen. What runs now is ended or waited for; values that it needs are
 * given here. What destroys something is held or typed, never only pressed.
 */
export function StartWayBack({
  run,
  document,
  way,
  onDone,
}: {
  readonly run: RunView
  readonly document: RunDocument
  readonly way: WayView
  readonly onDone: () => void
}) {
  const act = useAct()
  const { show } = useParts()
  const [reason, setReason] = useState('')
  const [wait, setWait] = useState(false)
  const [values, setValues] = useState<Readonly<Record<string, string>>>({})
  const [typed, setTyped] = useState('')
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const id = useId()
  const inputs = run.inputs.filter(({ name, given }) => way.lacks.includes(name) && !given)
  const missing = inputs.filter(({ name }) => (values[name] ?? '') === '')
  const not =
    missing.length > 0 ? `Give a value for ${missing.map(({ name, text }) => text || name).join(', ')} first` : null
  const destroys = way.destroys.length > 0
  const ready = not === null

  const start = async () => {
    if (busy || !ready) return
    setBusy(true)
    setError(null)
    try {
      if (inputs.length > 0) await act('inputs', { values: { ...values } })
      await act('back', { procedure: way.id, reason: reason.trim() || null, confirmed: true, wait })
      alertPerson('The way back was asked for.')
      onDone()
      // Where another has to agree, or a value is asked for, the question is there.
      show('decisions')
    } catch (problem) {
      setError(problem)
      setBusy(false)
    }
  }
  const submitted = (event: FormEvent) => {
    event.preventDefault()
    if (!destroys || typed.trim().toLowerCase() === word) void start()
  }
  return (
    <form onSubmit={submitted} className="flex flex-col gap-4 p-4">
      <p className="text-ink-2">
        {way.steps} {way.steps === 1 ? 'step' : 'steps'}, {timeWords(way)}. The main line ends here; how things stand is
        kept first.
      </p>
      {destroys && (
        <section aria-label="What it destroys" className="rounded-md border border-unmet-line bg-unmet-soft p-3">
          <p className="flex items-center gap-2 font-semibold text-unmet">
            <Icon name="warning" />
            It destroys
          </p>
          <ul className="mt-1 flex flex-col gap-1">
            {way.destroys.map((text) => (
              <li key={text}>
                <code className="text-sm break-words whitespace-pre-wrap">
                  <Escaped text={text} />
                </code>
              </li>
            ))}
          </ul>
        </section>
      )}
      {way.restarts.length > 0 && (
        <p className="text-ink-2">
          Stops or starts:{' '}
          <span className="text-ink">
            <Escaped text={way.restarts.join(', ')} />
          </span>
        </p>
      )}
      {run.running.length > 0 && (
        <fieldset className="flex flex-col gap-1">
          <legend className="mb-1 font-medium">
            Running now: {run.running.map(({ step }) => `step ${document.steps[step]?.number ?? '?'}`).join(', ')}
          </legend>
          <Choice name={`${id}-wait`} chosen={!wait} onChoose={() => setWait(false)}>
            End it, with everything that it started
          </Choice>
          <Choice name={`${id}-wait`} chosen={wait} onChoose={() => setWait(true)}>
            Wait until it ends by itself
          </Choice>
        </fieldset>
      )}
      {inputs.map(({ name, text, secret }) => (
        <label key={name} className="flex flex-col gap-1">
          <span className="font-medium">
            <Escaped text={text || name} />
          </span>
          <input
            type={secret ? 'password' : 'text'}
            autoComplete="off"
            spellCheck={false}
            value={values[name] ?? ''}
            onChange={(event) => setValues({ ...values, [name]: event.target.value })}
            className="min-h-11 rounded-md border border-line-strong bg-raised px-3 font-mono text-base"
          />
          {secret && <span className="text-sm text-ink-2">Kept in the memory of this server only.</span>}
        </label>
      ))}
      <label className="flex flex-col gap-1">
        <span className="font-medium">Why (goes into the record; may stay empty)</span>
        <textarea
          rows={2}
          value={reason}
          maxLength={4000}
          onChange={(event) => setReason(event.target.value)}
          className="rounded-md border border-line-strong bg-raised px-3 py-2 text-base"
        />
      </label>
      {error !== null && (
        <div role="alert" className="rounded-md border border-unmet-line bg-unmet-soft p-3">
          <p className="font-medium text-unmet">{told(error).message}</p>
          <p className="text-ink-2">{told(error).next}</p>
        </div>
      )}
      <div className="sticky bottom-0 -mx-4 -mb-4 flex flex-col gap-2 border-t border-line bg-raised p-4">
        {destroys ? (
          <>
            <HoldButton words="Hold to take the way back" not={not} busy={busy} onHeld={start} />
            <label className="flex items-center gap-2 text-sm text-ink-2">
              <span>Or type “{word}” and press Enter:</span>
              <input
                value={typed}
                onChange={(event) => setTyped(event.target.value)}
                autoComplete="off"
                autoCapitalize="off"
                className="min-h-8 w-24 min-w-0 flex-1 rounded-md border border-line-strong bg-raised px-2 text-base text-ink"
              />
            </label>
          </>
        ) : (
          <Button
            type="submit"
            look="full"
            meaning="back"
            icon="back"
            not={not}
            busy={busy}
            className="min-h-14! w-full text-lg!"
          >
            Take the way back
          </Button>
        )}
        {not !== null && <p className="text-sm text-waiting">{not}.</p>}
      </div>
    </form>
  )
}

function Choice({
  name,
  chosen,
  onChoose,
  children,
}: {
  readonly name: string
  readonly chosen: boolean
  readonly onChoose: () => void
  readonly children: string
}) {
  return (
    <label className="flex min-h-11 items-center gap-2 rounded-md border border-line px-3">
      <input type="radio" name={name} checked={chosen} onChange={onChoose} className="size-5" />
      {children}
    </label>
  )
}
