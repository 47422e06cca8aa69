import type { DocumentRow } from '../../contract/index.ts'
import type { FindingView, RunbookView } from '../../contract/runbook.ts'

/**
 * Lines of the source with what was understood of them: a row of the reading stands beside the line on which it begins and those
 * after it, up to the next row, or to what was found on one of them.
 */
export interface Stretch {
  readonly lines: readonly { readonly number: number; readonly text: string }[]
  readonly rows: readonly DocumentRow[]
  readonly findings: readonly FindingView[]
  readonly suggestions: RunbookView['suggestions']
}

/** Lines are those that editors count. */
export function stretchesOf(
  view: Pick<RunbookView, 'text' | 'document' | 'findings' | 'suggestions'>,
): readonly Stretch[] {
  const rows = Map.groupBy(view.document.rows, ({ line }) => line)
  const findings = Map.groupBy(view.findings, ({ line }) => line)
  const suggestions = Map.groupBy(view.suggestions, ({ line }) => line)
  const texts = view.text.replace(/(\r\n|\n|\r)$/, '').split(/\r\n|\n|\r/)
  const stretches: Stretch[] = []
  let lines: { readonly number: number; readonly text: string }[] = []
  let own: Stretch['rows'] = []
  const end = (found: Pick<Stretch, 'findings' | 'suggestions'>) => {
    if (lines.length > 0) stretches.push({ lines, rows: own, ...found })
    lines = []
    own = []
  }
  for (const [at, text] of texts.entries()) {
    const number = at + 1
    const begun = rows.get(number)
    if (begun !== undefined || lines.length >= longest) end({ findings: [], suggestions: [] })
    own = begun ?? own
    lines.push({ number, text })
    const found = { findings: findings.get(number) ?? [], suggestions: suggestions.get(number) ?? [] }
    if (found.findings.length + found.suggestions.length > 0) end(found)
  }
  end({ findings: [], suggestions: [] })
  return stretches
}

/** Only stretches in sight are drawn: none may be as long as a document. */
const longest = 40
