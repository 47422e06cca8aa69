import { type RunsQuery, runsQuery, runsView } from '../../contract/runs.ts'
import type { RunHeader } from '../../engine/ports.ts'
import { anybody } from '../../run/authority/authority.ts'
import type { Actor } from '../../run/index.ts'
import type { Journals } from '../journals.ts'
import type { Routes, ServerParts } from '../parts.ts'
import { askedOf, fits, recurringOf, runLineOf, runsBefore, standingRunOf } from '../views/runs-list.ts'
import { whoView } from '../views/who.ts'

/** Unfinished runs that are told of; milliseconds for which journals of ended ones are opened for one answer. */
const mostUnfinished = 50
const budget = 250

/** Who stands in lists is called as who they are: what a run's project says of people is in its own page. */
const called = (actor: Actor) => whoView({ authority: anybody }, actor)

/** The list of runs: what goes on, what waits for the viewer, what was, what is due. */
export const runsRoutes =
  (journals: Journals): Routes =>
  (app, { parts }) => {
    app.get(
      '/api/runs',
      {
        schema: {
          tags: ['runs'],
          summary: 'Runs: those that go on, what waits for the viewer, those that ended, and what recurs.',
          querystring: runsQuery,
          response: { 200: runsView },
        },
      },
      async ({ query, actor }) => {
        const headers = await parts.engine.runs()
        const before = runsBefore(headers)
        const unfinished = headers.filter(({ outcome }) => outcome === null)
        const going = unfinished.filter((one) => fits(one, query, null))
        const ended = endedOf(headers, query, journals)
        const shown = ended.slice(query.from, query.from + query.limit)
        await journals.read(shown, budget)
        const lineOf = (header: RunHeader) =>
          runLineOf(header, journals.known(header) ?? null, before.get(header.run) ?? null, called)
        const standing = []
        for (const header of going.slice(0, mostUnfinished)) {
          const state = await journals.state(header)
          const known =
            typeof state === 'string'
              ? null
              : { release: state.release, operator: state.operator, continues: state.continues }
          const line = runLineOf(header, known, before.get(header.run) ?? null, called)
          standing.push(standingRunOf(line, state, await driverOf(header.run, parts)))
        }
        return {
          unfinished: standing,
          unfinishedMore: Math.max(0, going.length - mostUnfinished),
          mine: await mineOf(unfinished, actor, journals),
          ended: shown.map(lineOf),
          endedTotal: ended.length,
          from: query.from,
          total: headers.length,
          documents: [...new Set(headers.map(({ document }) => document))].sort(),
          environments: [...new Set(headers.flatMap(({ environment }) => environment ?? []))].sort(),
          recurring: [...recurringOf(await parts.engine.schedules(), called)],
          now: parts.now(),
          zone: parts.zone,
        }
      },
    )
  }

const endedOf = (headers: readonly RunHeader[], query: RunsQuery, journals: Journals) =>
  headers.filter((header) => header.outcome !== null && fits(header, query, journals.known(header)?.release ?? null))

/** Questions that the viewer may answer, the oldest first; those of rehearsals are nobody's. */
async function mineOf(unfinished: readonly RunHeader[], viewer: Actor, journals: Journals) {
  const asked = []
  for (const header of unfinished.filter(({ rehearsal }) => !rehearsal).slice(0, mostUnfinished)) {
    const state = await journals.state(header)
    if (typeof state !== 'string') asked.push(...askedOf(state, viewer))
  }
  return asked.sort((a, b) => a.openedAt - b.openedAt)
}

async function driverOf(run: string, { store, now }: ServerParts) {
  const driver = await store.driver(run, now())
  return { host: driver?.host ?? null, leftSeconds: null }
}
