import type { RunState } from '../state.ts'

/** As many changes stand in one blank. */
const most = 10

/** Blanks that ask what a release brings: by their own words, or by those before them where they only say “list”. */
export const isAboutChanges = (label: string, lead: string): boolean =>
  (changes.test(label) && !/^any\b/.test(label)) ||
  (/^(?:list|details?|description|summary|item|\W)/.test(label) && changes.test(lead))

/** What the release brings: all of it, or the one that “Feature 2” counts. Null: nobody knows, or there are not so many. */
export function changesFor({ changes: seen }: RunState, label: string): string | null {
  if (seen === undefined || seen.count === 0) return null
  const nth = /\s(\d{1,2})$/.exec(label)?.[1]
  if (nth !== undefined) return seen.subjects[Number(nth) - 1] ?? null
  const told = seen.subjects.slice(0, most)
  const rest = seen.count - told.length
  return [...told, ...(rest > 0 ? [`and ${rest} more since ${seen.since}`] : [])].join('; ')
}

const changes =
  /\b(?:(?:key |new |main )?features?(?: \d+)?|changes?(?: \d+)?|change ?log|what'?s new|release notes|improvements?|neuerungen|änderungen|cambios|novedades|changements|nouveautés|mudanças|novidades|modifiche|novità)\b|изменения|что нового|更新内容|变更|変更点|변경 사항/
