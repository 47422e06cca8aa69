import type { Change, Table } from '../table.ts'
import { type Html, html } from './text.ts'

/** Rows that a reader takes in at once; a longer table is folded, with its length beside its title. */
const atOnce = 25

const verdicts = new Set(['met', 'unmet', 'unclear', 'green', 'red'])

/** `above`: what is drawn of it, between its title and its rows. */
export function tableHtml({ title, header, rows, changes = [] }: Table, above: readonly Html[] = []): Html {
  const head = header.map((cell) => html`<th scope="col">${cell}</th>`)
  const body = rows.map(
    (row) =>
      html`<tr>${row.map((cell, at) => html`<td data-name="${header[at] ?? ''}"><bdi${classOf(cell)}>${cell}</bdi></td>`)}</tr>`,
  )
  const table = html`<table><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table>`
  const shown =
    rows.length <= atOnce ? table : html`<details class="long"><summary>${rows.length} rows</summary>${table}</details>`
  return html`<section><h2>${title}</h2>${above}${shown}${changes.map(changeHtml)}</section>
`
}

/** Verdicts in their colour, times and ids of runs in one piece. */
function classOf(cell: string): Html {
  if (verdicts.has(cell)) return html` class="${cell}"`
  return /^(?:\d{4}-\d\d-\d\d [\d:]+Z|[0-9a-hjkmnp-tv-z]{10})$/.test(cell) ? html` class="time"` : html``
}

const changeHtml = ({ title, before, after }: Change): Html =>
  html`<p>${title}</p><pre class="before">${before}</pre><p class="soft">became</p><pre class="after">${after}</pre>`
