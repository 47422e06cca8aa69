import { notes } from '../../compose.ts'
import { type Alteration, anchorsIn, brokenAnchors } from '../../record/index.ts'
import type { Recorded } from '../../run/index.ts'

/** What the git notes around a folder say of a journal: what they contradict, and which of them it bears out. */
export function anchored(
  cwd: string,
  journal: readonly Recorded[],
): { readonly altered: readonly Alteration[]; readonly notes: readonly string[] } {
  const run = journal[0]?.run
  const own = notes(cwd).flatMap(({ commit, text }) =>
    anchorsIn(text)
      .filter((anchor) => anchor.run === run)
      .map((anchor) => ({ ...anchor, where: `the git note on ${commit.slice(0, 12)}` })),
  )
  const good = own.filter((anchor) => brokenAnchors(journal, [anchor]).length === 0)
  return {
    altered: brokenAnchors(journal, own),
    notes: good.map(({ where, events }) => `The first ${events} events are anchored: ${where} has the same root.`),
  }
}
