import type { Recorded, RunState } from '../../run/index.ts'
import { apply, edits } from '../edits.ts'
import { type Facts, facts, type Outputs } from '../facts.ts'
import { seriesOf } from '../soak/facts.ts'
import { samplesTitle } from '../soak/tables.ts'
import type { Table } from '../table.ts'
import { summary, tables } from '../tables.ts'
import { runStanding } from '../words.ts'
import { seriesChart, verdictChart } from './chart.ts'
import { stepHtml } from './step.ts'
import { style } from './style.ts'
import { tableHtml } from './table.ts'
import { type Html, html, Html as Markup } from './text.ts'

/**
 * The record as one page that needs nothing else: no script, no request, nothing of the document taken as markup.
 * The summary is on top, then what went wrong and what people did, then the document's sections with their steps, then
 * the document filled in, and the journal's digest.
 */
export function htmlPage(state: RunState, history: readonly Recorded[], outputs: Outputs): string {
  const told = facts(state, history)
  const page = html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${state.plan.title}: ${runStanding(state)}</title><style>${new Markup(style)}</style></head><body><main>
${heading(told)}
${tables(told).map((table) => part(told, table))}
<h2>Steps</h2>
${sections(told, outputs)}
<h2>The document, filled in</h2>
<details><summary>${state.plan.source.path}</summary><pre>${apply(state.source.text, edits(state))}</pre></details>
<footer class="soft"><p>Journal of ${told.events} events. SHA-256 of the last one, which fixes all before it:</p><p class="digest">${told.head}</p>
<p><code>holdpoint verify ${state.id}</code> checks it against the store.</p></footer>
</main></body></html>
`
  return page.markup
}

function heading(told: Facts): Html {
  const { state } = told
  // The outcome is the badge.
  const rows = summary(told)
    .filter(([name]) => name !== 'Outcome')
    .map(([name, value]) => html`<div><dt>${name}</dt><dd><bdi>${value}</bdi></dd></div>`)
  const rehearsal = html`<p class="rehearsal">Rehearsal: nothing was executed, every answer was simulated.</p>`
  return html`<h1><bdi>${state.plan.title}</bdi></h1>
<p><span class="verdict ${state.outcome ?? 'none'}">${runStanding(state)}</span></p>${state.rehearsal ? rehearsal : html``}
<dl>${rows}</dl>`
}

/** The charts of a soak stand above its samples. */
function part({ state, soaks }: Facts, table: Table): Html {
  const soak = soaks.find(({ title, samples }) => samples.length > 0 && samplesTitle(title) === table.title)
  if (soak === undefined) return tableHtml(table)
  const charts = [verdictChart(soak), ...seriesOf(state, soak).map((series) => seriesChart(soak, series))]
  return html`${tableHtml(table, charts)}`
}

function sections({ state, steps }: Facts, outputs: Outputs): readonly Html[] {
  const bySection = Map.groupBy(steps, ({ step }) => step.section)
  return state.plan.sections.flatMap(({ id, title }) => {
    const own = bySection.get(id) ?? []
    if (own.length === 0) return []
    return [html`<h3><bdi>${title}</bdi></h3><div>${own.map((fact) => stepHtml(fact, outputs))}</div>`]
  })
}
