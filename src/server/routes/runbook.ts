import { z } from 'zod'
import {
  type RunbookLine,
  ruleView,
  runbookQuery,
  runbooksView,
  runbookView,
  savedRunbook,
  saveRunbook,
  whyQuery,
  whyView,
} from '../../contract/runbook.ts'
import type { RunHeader } from '../../engine/ports.ts'
import { HoldpointError } from '../../errors.ts'
import { closedWords, nameOf } from '../../run/index.ts'
import { Detailed } from '../answer-error.ts'
import type { Journals } from '../journals.ts'
import type { Routes } from '../parts.ts'
import type { PlaceParts, ProjectTold } from '../place-parts.ts'
import { runDocument } from '../views/run-document.ts'
import { runbookLine, runbookView as viewOf, whyView as whyOf } from '../views/runbook.ts'

/** Documents that are remembered as they were understood. */
const mostUnderstood = 600

/** Documents of the place: how they are understood, and the editor's save. */
export const runbookRoutes =
  (journals: Journals, place: PlaceParts): Routes =>
  (app, { parts }) => {
    const lines = new Map<string, { readonly stamp: string; readonly read: Parameters<typeof runbookLine>[1] }>()
    const readLine = async (path: string) => {
      const stamp = place.documents.stamp(path) ?? ''
      const known = lines.get(path)
      if (known?.stamp === stamp) return known.read
      const read = await understoodOrWhy(path, place)
      if (lines.size >= mostUnderstood) lines.clear()
      lines.set(path, { stamp, read })
      // Others have their turn while many are read for the first time.
      await new Promise(setImmediate)
      return read
    }

    app.get(
      '/api/runbooks',
      {
        schema: {
          tags: ['runbooks'],
          summary: 'Documents here that have steps, and those that runs are of.',
          response: { 200: runbooksView },
        },
      },
      async () => {
        const { paths, more } = await place.documents.list()
        const byDocument = Map.groupBy(await parts.engine.runs(), ({ document }) => document)
        const runbooks: RunbookLine[] = []
        for (const path of [...new Set([...paths, ...byDocument.keys()])]) {
          const headers = byDocument.get(path) ?? []
          const gone = !paths.includes(path) && place.documents.stamp(path) === null
          const line = runbookLine(path, gone ? nothing(path) : await readLine(path), headers, gone)
          if (line.steps > 0 || headers.length > 0) runbooks.push(line)
        }
        const latest = ({ last }: RunbookLine) => last?.at ?? 0
        return {
          runbooks: runbooks.sort((a, b) => latest(b) - latest(a) || (a.path < b.path ? -1 : 1)),
          looked: paths.length,
          more,
          place: parts.place.cwd,
        }
      },
    )

    app.get(
      '/api/runbook',
      {
        schema: {
          tags: ['runbooks'],
          summary: 'A document as it is understood, beside its source.',
          querystring: runbookQuery,
          response: { 200: runbookView },
        },
      },
      async ({ query }) => {
        const source = place.documents.read(query.path)
        const understood = await place.documents.understood(source)
        const headers = (await parts.engine.runs()).filter(({ document }) => document === source.path)
        const project = place.project()
        return viewOf(source, understood, {
          document: runDocument(source, understood.plan),
          writable: place.documents.isWritable(query.path),
          project,
          environments: await environmentsOf(project, await parts.engine.runs(), journals, parts.now()),
          headers,
        })
      },
    )

    app.put(
      '/api/runbook',
      {
        schema: {
          tags: ['runbooks'],
          summary: 'Saves a document, if it is still what it was when it was opened.',
          querystring: runbookQuery,
          body: saveRunbook,
          response: { 200: savedRunbook },
        },
      },
      async ({ query: { path }, body: { text, digest } }) => {
        unchanged(place, path, digest)
        try {
          return { path, digest: place.documents.replace(path, digest, text) }
        } catch (error) {
          // Between that look and the write somebody else may have written.
          if (error instanceof HoldpointError && error.code === 'document-changed') unchanged(place, path, digest)
          throw error
        }
      },
    )

    app.get(
      '/api/runbook/why',
      {
        schema: {
          tags: ['runbooks'],
          summary: 'Why a line was understood as it was: the rules that judged it.',
          querystring: whyQuery,
          response: { 200: whyView },
        },
      },
      async ({ query: { path, line } }) => whyOf(await place.documents.understood(place.documents.read(path)), line),
    )

    app.get(
      '/api/rules/:rule',
      {
        schema: {
          tags: ['runbooks'],
          summary: 'The page of a rule: what it finds, why that hurts, and what to do.',
          params: z.object({ rule: z.string().regex(/^[a-z0-9-]{1,80}$/) }),
          response: { 200: ruleView },
        },
      },
      async ({ params: { rule } }) => {
        const text = place.rulePage(rule)
        if (text === null) throw new HoldpointError('address-unknown', { path: `/api/rules/${rule}` })
        return { rule, text }
      },
    )
  }

/** Fails with `runbook-changed` where a document is not what it was; what it is now goes along, so that the page can show it and nothing that was typed is lost. */
export function unchanged({ documents }: Pick<PlaceParts, 'documents'>, path: string, digest: string): void {
  const now = documents.read(path)
  if (now.digest !== digest) throw new Detailed('runbook-changed', { path }, { digest: now.digest, text: now.text })
}

async function understoodOrWhy(path: string, { documents }: PlaceParts): Promise<Parameters<typeof runbookLine>[1]> {
  try {
    const { plan, findings } = await documents.understood(documents.read(path))
    return { plan, findings }
  } catch (error) {
    if (!(error instanceof HoldpointError)) throw error
    return { code: error.code, message: error.message, next: error.next }
  }
}

const nothing = (path: string) => ({ code: 'document-missing', message: `${path} is not there any more.`, next: '' })

/** Those that the project names, and those that runs were in. */
async function environmentsOf(
  project: ProjectTold | null,
  headers: readonly RunHeader[],
  journals: Journals,
  now: number,
) {
  const real = headers.filter(({ rehearsal }) => !rehearsal)
  const told = project?.environments ?? []
  const names = [...new Set([...told.map(({ name }) => name), ...(project === null ? ran(real) : [])])]
  const environments = []
  for (const name of names) {
    const own = told.find((one) => one.name === name)
    const held = []
    for (const header of real.filter(({ environment, outcome }) => environment === name && outcome === null)) {
      const state = await journals.state(header)
      const who = typeof state === 'string' ? 'somebody' : nameOf(state.authority, state.operator)
      held.push({ run: header.run, who, since: header.createdAt, title: header.title })
    }
    const closed = own?.terms == null ? [] : closedWords(own.terms, name, now).map(({ text }) => text)
    environments.push({ name, closed, held: own?.lock === false ? [] : held })
  }
  return environments
}

/** A project file refuses environments that it does not name; without one any name will do. */
const ran = (headers: readonly RunHeader[]) => headers.flatMap(({ environment }) => environment ?? [])
