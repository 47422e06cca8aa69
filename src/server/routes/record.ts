import { proofView, recordView } from '../../contract/record.ts'
import { htmlPage, json, junit, markdown } from '../../record/index.ts'
import type { Recorded, RunState } from '../../run/index.ts'
import type { Routes } from '../parts.ts'
import type { PlaceParts } from '../place-parts.ts'
import { proofView as proofOf, recordView as viewOf } from '../views/record.ts'
import { runsBefore } from '../views/runs-list.ts'
import { runParams } from './run.ts'

/** The forms in which a record is handed on, with their media types. */
const forms = {
  md: 'text/markdown; charset=utf-8',
  html: 'text/html; charset=utf-8',
  json: 'application/json; charset=utf-8',
  'junit.xml': 'application/xml; charset=utf-8',
} as const
type Form = keyof typeof forms

/** What the auditor gets of a run, in all its forms, and the proof that it is as it was written. */
export const recordRoutes =
  (place: Pick<PlaceParts, 'verify' | 'tails'>): Routes =>
  (app, { parts }) => {
    const { engine } = parts
    app.get(
      '/api/runs/:run/record',
      {
        schema: {
          tags: ['record'],
          summary: 'The record of a run: the document filled in, and tables of what happened.',
          params: runParams,
          response: { 200: recordView },
        },
      },
      async ({ params: { run } }) => {
        const state = await engine.load(run)
        const before = runsBefore(await engine.runs()).get(run) ?? null
        return viewOf(state, await engine.history(run), {
          before,
          forms: (Object.keys(forms) as Form[]).map((form) => ({ form, name: fileName(state, form) })),
        })
      },
    )

    for (const form of Object.keys(forms) as Form[])
      app.get(
        `/api/runs/:run/record.${form}`,
        { schema: { tags: ['record'], summary: `The record as a file (${form}).`, params: runParams } },
        async ({ params: { run } }, reply) => {
          const state = await engine.load(run)
          const bytes = await recordIn(form, state, await engine.history(run), place)
          return reply
            .type(form === 'md' && state.source.encoding === 'latin1' ? 'text/markdown' : forms[form])
            .header('content-disposition', `attachment; filename="${fileName(state, form)}"`)
            .header('cache-control', 'no-store')
            .send(Buffer.from(bytes))
        },
      )

    app.get(
      '/api/runs/:run/verify',
      {
        schema: {
          tags: ['record'],
          summary: 'Whether a run is as it was written: its journal, its outputs, its anchors.',
          params: runParams,
          response: { 200: proofView },
        },
      },
      async ({ params: { run } }) => {
        const state = await engine.load(run)
        const found = await place.verify(run)
        return proofOf(state, found, found.sentence, parts.now())
      },
    )
  }

async function recordIn(
  form: Form,
  state: RunState,
  history: readonly Recorded[],
  place: Pick<PlaceParts, 'tails'>,
): Promise<Uint8Array> {
  if (form === 'md') return Buffer.from(markdown(state, history), state.source.encoding)
  if (form === 'json') return Buffer.from(`${JSON.stringify(json(state, history), null, 2)}\n`)
  const tails = await place.tails(state)
  return Buffer.from(form === 'html' ? htmlPage(state, history, tails) : junit(state, history, tails))
}

/** `deploy-k3x9q2.md`: letters, digits and hyphens of the document's name only, so that a header can hold it. */
function fileName({ id, plan }: RunState, form: Form): string {
  const base = plan.source.path.split('/').at(-1) ?? ''
  const safe = base
    .replace(/\.[^.]*$/, '')
    .replace(/[^A-Za-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60)
  return `${safe || 'record'}-${id}.${form}`
}
