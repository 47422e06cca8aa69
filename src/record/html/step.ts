import type { OutputSeal } from '../../run/index.ts'
import type { Outputs, StepFact } from '../facts.ts'
import { nameOf, took, when, why } from '../words.ts'
import { type Html, html } from './text.ts'

/** One step: its state in a column that no document can write into, what it said, what happened. */
export function stepHtml(fact: StepFact, outputs: Outputs): Html {
  const { step, state, standing } = fact
  return html`<div class="step" id="step-${step.number}"><div class="state ${standing}">${standing}</div>
<div><div class="title"><small>${step.number}</small> <bdi>${step.title}</bdi></div>
${doneBy(fact)}${commandHtml(fact)}${filledIn(fact)}${state.verdicts.map((verdict) => verdictHtml(fact, verdict))}
${state.attempts.map((attempt) => attemptHtml(fact, attempt, outputs))}</div></div>
`
}

const nothing = html``

function doneBy({ state, startedAt, ms }: StepFact): Html {
  const parts = [
    why(state),
    state.by === null ? '' : nameOf(state.by),
    startedAt === null ? '' : when(startedAt),
    ms === null ? '' : took(ms),
  ].filter((part) => part !== '')
  const reason =
    state.reason === null || state.reason === '' ? nothing : html`<p>Reason: <bdi>${state.reason}</bdi></p>`
  return html`${parts.length === 0 ? nothing : html`<p class="soft"><bdi>${parts.join(' · ')}</bdi></p>`}${reason}`
}

function commandHtml({ step, state }: StepFact): Html {
  if (step.command === null) return nothing
  const edited = Object.entries(state.edits).map(
    ([index, script]) =>
      html`<p class="soft">Statement ${Number(index) + 1} was edited and run as:</p><pre>${script}</pre>`,
  )
  return html`<details><summary>Command, line ${step.command.span.line}</summary><pre>${step.command.text}</pre></details>${edited}`
}

const filledIn = ({ step, state }: StepFact): readonly Html[] =>
  state.values.flatMap((value, index) =>
    value === '' ? [] : [html`<p><bdi>${step.blanks[index]?.label || 'Value'}</bdi>: <bdi>${value}</bdi></p>`],
  )

function verdictHtml({ step }: StepFact, { expectation, verdict, why }: StepFact['state']['verdicts'][number]): Html {
  const expected = step.expectations.find(({ id }) => id === expectation)?.text ?? expectation
  return html`<p><span class="${verdict}">${verdict}</span>: <bdi>${expected}</bdi> <span class="soft"><bdi>${why}</bdi></span></p>`
}

function attemptHtml(
  { step, failures }: StepFact,
  { started, end, masked }: StepFact['state']['attempts'][number],
  outputs: Outputs,
): Html {
  const where = started.target === undefined ? '' : ` on ${started.target.name} (ssh ${started.target.ssh})`
  const name = `Attempt ${started.attempt}${where}`
  if (end === null) return html`<p class="soft">${name}: its end was not recorded</p>`
  const failure = failures.find(({ attempt }) => attempt === started.attempt)
  const failed =
    failure === undefined ? nothing : html`<p><span class="unmet">failed</span>: <bdi>${failure.why}</bdi></p>`
  const status = `${ends[end.how]} ${end.status ?? 'unknown'}`
  const tail = outputs(step.id, started.attempt)
  if (end.output.bytes === 0) return html`${failed}<p class="soft">${name}: ${status}, no output</p>`
  const size = end.output.bytes === 1 ? '1 byte of output' : `${end.output.bytes} bytes of output`
  const digest = html`<p class="soft digest">SHA-256 ${end.output.digest}</p>${maskedHtml(masked, end.output)}`
  const cut = tail !== null && tail.from > 0 ? html`<p class="soft">From byte ${tail.from} on:</p>` : nothing
  const output =
    tail === null || tail.bytes.length === 0 ? nothing : html`${cut}<pre>${new TextDecoder().decode(tail.bytes)}</pre>`
  // What failed is unfolded, as in the terminal.
  const open = failure === undefined ? nothing : html` open`
  return html`${failed}<details${open}><summary>${name}: ${status}, ${size}</summary>${output}${digest}</details>`
}

/** What stands there instead of what was printed. */
function maskedHtml(masked: StepFact['state']['attempts'][number]['masked'], output: OutputSeal): Html {
  if (masked === null || (masked !== 'due' && masked.digest === output.digest)) return nothing
  if (masked === 'due')
    return html`<p class="soft">Not shown: it may hold a secret that was not known here any more.</p>`
  return html`<p class="soft">Secrets are hidden in it. SHA-256 of what is shown:</p><p class="soft digest">${masked.digest}</p>`
}

const ends = {
  exit: 'exit status',
  timeout: 'timed out, status',
  cancelled: 'cancelled, status',
  unknown: 'its end was not seen, status',
  'lost-terminal': 'its terminal went away, status',
} as const
