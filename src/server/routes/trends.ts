import { type TrendsQuery, trendsQuery, trendsView } from '../../contract/trends.ts'
import type { RunHeader } from '../../engine/ports.ts'
import type { Journals } from '../journals.ts'
import type { Routes } from '../parts.ts'
import type { PlaceParts } from '../place-parts.ts'
import { type Told, trendsView as viewOf } from '../views/trends.ts'

const day = 86_400_000
/** Runs whose journals are read for one time; older ones count by their line in the list. */
const mostRead = 200

/** What runs say together: how long, how often wrong, where the time goes, and the numbers of DORA. */
export const trendsRoutes =
  (journals: Journals, place: Pick<PlaceParts, 'commitTimes'>): Routes =>
  (app, { parts }) => {
    const commits = new Map<string, readonly number[]>()
    const commitsOf = async (told: readonly Told[]) => {
      for (const { header, facts } of told) {
        if (commits.has(header.run) || facts == null || facts.changes === null) continue
        commits.set(header.run, await place.commitTimes(facts.changes.from, facts.changes.to))
      }
      return commits
    }
    app.get(
      '/api/trends',
      {
        schema: {
          tags: ['runs'],
          summary: 'Trends of runs, each number with its definition and its source.',
          querystring: trendsQuery,
          response: { 200: trendsView },
        },
      },
      async ({ query }) => {
        const to = parts.now()
        const from = to - query.days * day
        const all = (await parts.engine.runs()).filter((header) => counts(header, query))
        const own = all.filter(({ createdAt }) => createdAt >= from)
        const before = all.filter(({ createdAt }) => createdAt < from && createdAt >= from - query.days * day)
        const read = own.slice(0, mostRead)
        await journals.read(read)
        const told = own.map((header): Told => ({ header, facts: journals.known(header) ?? null }))
        return viewOf(
          told,
          before.map((header) => ({ header, facts: null })),
          { from, to, unread: own.length - read.length },
          await commitsOf(told),
        )
      },
    )
  }

const counts = ({ rehearsal, outcome, document, environment }: RunHeader, query: TrendsQuery) =>
  !rehearsal &&
  outcome !== null &&
  (query.document === undefined || document === query.document) &&
  (query.environment === undefined || (environment ?? '') === query.environment)
